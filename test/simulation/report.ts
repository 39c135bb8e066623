// Writes FAULTS.md: each row with what was injected, how often, the figure and the verdict, beside the plain bot's.
import type { Measured } from '../bench/baseline/measure.js';
import { figureOf, type runTestFiles } from './namedTests.js';
import { rows, type Measurements, type Row } from './rows.js';

export interface ReportInput extends Measurements {
  readonly ran: Awaited<ReturnType<typeof runTestFiles>>;
  readonly plain: readonly Measured[];
  readonly date: string;
  readonly commit: string;
}

interface Verdict {
  readonly figure: string;
  readonly verdict: 'pass' | 'fail' | 'not run';
}

/** What of the row was run, in words, and whether all of it held. */
export function judge(row: Row, input: ReportInput): Verdict {
  const parts = [...simulatedPart(row, input), ...timedPart(row, input), ...killedPart(row, input), ...realPart(row, input), ...testsPart(row, input)];
  const figure = [...parts.map(([words]) => words), ...(row.notRun === undefined ? [] : [`not run: ${row.notRun}`])].join('; ');
  if (parts.every(([, held]) => held === undefined)) return { figure, verdict: 'not run' };
  return { figure, verdict: parts.every(([, held]) => held !== false) ? 'pass' : 'fail' };
}

/** Words, and whether it held; undefined when it was not run. */
type Part = readonly [string, boolean | undefined];

const plainWords = (name: string): string => name.replace(/^(write|chat)\./, '').replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

function simulatedPart({ simulated }: Row, { seeds }: ReportInput): readonly Part[] {
  if (simulated === undefined) return [];
  const injected = simulated.map((name) => `${seeds.tally.of(name)} ${plainWords(name)}`).join(', ');
  return [[`simulation, ${seeds.count} seeds: ${injected}; ${seeds.failed.length} seeds failed`, seeds.failed.length === 0 && simulated.some((name) => seeds.tally.of(name) > 0)]];
}

const seconds = (ms: number | undefined): string => ((ms ?? 0) / 1000).toFixed(2);

/** Each that is too late fails its seed already. */
function timedPart({ isTimed }: Row, { seeds: { depositMs } }: ReportInput): readonly Part[] {
  if (isTimed === undefined) return [];
  const p99 = depositMs[Math.ceil(depositMs.length * 0.99) - 1];
  return [[`${depositMs.length} deposits with a frame and no outage told within ${seconds(p99)} s (p99) of it, the slowest in ${seconds(depositMs.at(-1))} s`, depositMs.length > 0]];
}

function killedPart({ killed }: Row, { kills }: ReportInput): readonly Part[] {
  if (killed === undefined) return [];
  if (kills.kills === 0) return [['real kills: not run', undefined]];
  return [[`real program, ${kills.kills} kills: ${kills.orders} orders, ${kills.trades} fills, ${kills.deposits} deposits, ${kills.problems.length} untold or twice, ${kills.repeats} repeats`, kills.problems.length === 0]];
}

function realPart({ real }: Row, input: ReportInput): readonly Part[] {
  if (real === undefined) return [];
  const figure = input[real];
  const where = real === 'fullDisk' || real === 'failingSyncs' ? 'real disk: ' : '';
  return [typeof figure === 'string' ? [`${where}not run (${figure})`, undefined] : [`${where}${figure.figure}`, figure.pass]];
}

function testsPart({ tests }: Row, { ran }: ReportInput): readonly Part[] {
  if (tests === undefined) return [];
  const { passed, failed } = figureOf(ran, tests);
  const files = tests.map(({ file }) => file.replace(/^test\//, '').replace(/\.test\.ts$/, '')).join(', ');
  return [[`tests (${files}): ${passed} passed, ${failed} failed`, failed === 0]];
}

const oneLine = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

export function writeReport(input: ReportInput): string {
  const { seeds, kills, plain } = input;
  const judged = rows.map((row) => ({ row, ...judge(row, input) }));
  const plainOf = (name: string): string => {
    const measured = plain.find(({ row }) => row === name);
    return measured === undefined ? 'not run' : `**${measured.pass ? 'pass' : 'fail'}**: ${measured.figure}`;
  };
  const table = judged.map(({ row, figure, verdict }) => `| ${row.row} | ${row.fault} | **${verdict}** | ${oneLine(figure)} | ${oneLine(plainOf(row.row))} |`);
  const count = (verdict: Verdict['verdict']): number => judged.filter((one) => one.verdict === verdict).length;
  return `# Faults and what came of them

Written by \`npm run faults\` on ${input.date}, commit ${input.commit}; seeds ${seeds.from} to ${seeds.from + seeds.count - 1} in ${Math.round(seeds.tookMs / 1000)} s; ${kills.kills} real kills (seed ${kills.seed}), slowest start ${kills.slowestStartMs} ms.
The rows are those of RELIABILITY.md section 4 (T9, T13 and T20 of its threat table): ${count('pass')} pass, ${count('fail')} fail, ${count('not run')} not run.
"Plain bot" is \`test/bench/baseline/bot.ts\`: telegraf, axios and lowdb as one would write it in an afternoon. Rows not measured for it say "not run".

A row passes when nothing was sent twice, everything was told, nothing acknowledged was lost and no repeat went beyond one for each crash or unclear answer of Telegram; named tests must all pass.
A simulated seed is seen again by \`npm run faults -- --seed N --trace\`.

| # | Fault | Verdict | What was injected, and the figure | Plain bot |
|---|---|---|---|---|
${table.join('\n')}
${seeds.failed.length === 0 ? '' : `\n## Failing seeds\n\n${seeds.failed.slice(0, 20).map(({ words }) => `- ${oneLine(words)}`).join('\n')}\n`}${kills.problems.length === 0 ? '' : `\n## After the real kills\n\n${kills.problems.map((words) => `- ${oneLine(words)}`).join('\n')}\n`}`;
}
