// npm run faults: plays the simulation, kills the real program, fails the real disk, runs the named tests, and writes FAULTS.md.
//   --seeds N (2000)  --from S (1)  --kills K (10)     how much of it
//   --sockets N (2000)  --frozen SECONDS (60)           sockets cut at once, and how long the program stands still; 0 for none
//   --seed N [--trace]                                 one seed again, and nothing else
//   --rest                                             what npm test has not played: seeds 401 to 2000, the real disk, sockets,
//                                                      standing still; FAULTS.md stays as it is
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { packageRoot } from '../../src/sandbox/program.js';
import { measurePlainBot } from '../bench/baseline/measure.js';
import { dropSockets } from './process/droppedSockets.js';
import { freezeProgram } from './process/frozen.js';
import { stormOfKills, type KillsResult } from './process/kills.js';
import { runTestFiles } from './namedTests.js';
import { failSyncs, fillDisk } from './process/realDisk.js';
import { judge, writeReport, type ReportInput } from './report.js';
import { rows } from './rows.js';
import { runSeed } from './runSeed.js';
import { runSeeds, type SeedsResult } from './runSeeds.js';
import { playSeedsBeside } from './seedsBeside.js';
import { rareKinds, seedsOfTests } from './storm.js';

const words = process.argv.slice(2);
const say = (line: string): void => { process.stdout.write(`${line}\n`); };

/** The whole number after `--name`. */
function numberOf(name: string, otherwise: number): number {
  const at = words.indexOf(`--${name}`);
  const text = at < 0 ? undefined : words[at + 1];
  if (at >= 0 && !/^\d{1,9}$/.test(text ?? '')) throw new Error(`--${name} takes a whole number`);
  return text === undefined ? otherwise : Number(text);
}

async function playOne(seed: number): Promise<boolean> {
  const { problems, trace, settledMs } = await runSeed(seed, { trace: words.includes('--trace') });
  for (const line of trace) say(line);
  say(problems.length === 0 ? `seed ${seed}: all is well, ${settledMs / 1000} s after the calm` : `seed ${seed} fails:\n${problems.map((one) => `  ${one}`).join('\n')}`);
  return problems.length === 0;
}

const noKills: KillsResult = { kills: 0, seed: 0, orders: 0, trades: 0, deposits: 0, repeats: 0, problems: [], slowestStartMs: 0, tookMs: 0 };

function tellSeeds(seeds: SeedsResult): SeedsResult {
  say(`${seeds.count} seeds in ${Math.round(seeds.tookMs / 1000)} s, ${seeds.failed.length} failed`);
  return seeds;
}

/** What is played on the real machine; a reason in words where it could not be. */
async function playMachine(): Promise<Pick<ReportInput, 'fullDisk' | 'failingSyncs' | 'droppedSockets' | 'frozen'>> {
  const fullDisk = await fillDisk(50);
  const failingSyncs = await failSyncs(24);
  const sockets = numberOf('sockets', 2000);
  const droppedSockets = sockets === 0 ? 'asked for none' : await dropSockets(sockets);
  say(typeof droppedSockets === 'string' ? droppedSockets : droppedSockets.figure);
  const frozenSeconds = numberOf('frozen', 60);
  const frozen = frozenSeconds === 0 ? 'asked for none' : await freezeProgram(frozenSeconds * 1000);
  say(typeof frozen === 'string' ? frozen : frozen.figure);
  return { fullDisk, failingSyncs, droppedSockets, frozen };
}

async function playRest(): Promise<boolean> {
  const from = numberOf('from', seedsOfTests + 1);
  const [{ tally, failed, count }, machine] = await Promise.all([playSeedsBeside(from, numberOf('seeds', 2001 - from)).then(tellSeeds), playMachine()]);
  for (const { words: why } of failed) say(why);
  const rare = rareKinds(tally, count);
  if (rare.length > 0) say(`too rare to prove anything: ${rare.join(', ')}`);
  const wrong = Object.entries(machine).filter(([, figure]) => typeof figure !== 'string' && !figure.pass).map(([name]) => name);
  if (wrong.length > 0) say(`failed: ${wrong.join(', ')}`);
  return failed.length === 0 && rare.length === 0 && wrong.length === 0;
}

async function playAll(root: string): Promise<boolean> {
  const kills = numberOf('kills', 10);
  const seeds = tellSeeds(await runSeeds(numberOf('from', 1), numberOf('seeds', 2000), say));
  const killed = kills === 0 ? noKills : await stormOfKills(kills, numberOf('from', 1));
  say(`${kills} kills in ${Math.round(killed.tookMs / 1000)} s: ${killed.problems.length === 0 ? 'all told, nothing twice' : killed.problems.join('; ')}`);
  const machine = await playMachine();
  const files = [...new Set(rows.flatMap(({ tests = [] }) => tests.map(({ file }) => file)))];
  const ran = await runTestFiles(root, files);
  say(`${ran.length} named tests, ${ran.filter(({ passed }) => !passed).length} failed`);
  const plain = await measurePlainBot();
  const input: ReportInput = { seeds, kills: killed, ...machine, ran, plain, date: new Date().toISOString().slice(0, 10), commit: commitOf(root) };
  writeFileSync(path.join(root, 'FAULTS.md'), writeReport(input));
  const failed = rows.filter((row) => judge(row, input).verdict === 'fail').map(({ row }) => row);
  say(`FAULTS.md is written; ${failed.length === 0 ? 'no row failed' : `failed rows: ${failed.join(', ')}`}`);
  return failed.length === 0;
}

function commitOf(root: string): string {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ' with changes'}`;
  } catch {
    return 'unknown';
  }
}

const one = numberOf('seed', -1);
const playMost = (): Promise<boolean> => (words.includes('--rest') ? playRest() : playAll(packageRoot()));
const isWell = one >= 0 ? await playOne(one) : await playMost();
process.exit(isWell ? 0 : 1);
