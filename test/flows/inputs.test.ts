// Inputs that were once answered wrongly, each with what is right (test/fixtures/cases/inputs.json), played to the real program.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { addressFault } from '../../src/model/payments/addressChecks.js';
import { codePicture } from '../support/qrPhoto.js';
import { plainSpaces, startStage, until, type Person, type Stage } from '../support/startSandbox.js';

interface Photo { readonly qr?: string; readonly scale?: number; readonly width?: number; readonly height?: number; readonly caption?: string; readonly asFile?: boolean }

/** `mark`: from here on the answers count. `telegram`: what Telegram answers to the next message, once. */
interface Step {
  readonly send?: string; readonly photo?: Photo; readonly mark?: 1; readonly wait?: number; readonly invoice?: { readonly note?: string };
  readonly telegram?: { readonly status: number }; readonly move?: readonly [string, number];
}

interface Row {
  readonly id: string; readonly right: string; readonly steps?: readonly Step[];
  /** What the exchange lists beforehand. */
  readonly before?: Readonly<Record<'balances' | 'markets' | 'books' | 'withdraws' | 'beneficiaries', unknown>>;
  /** Patterns on what is then said and offered, and on the calls that were sent. */
  readonly must?: string; readonly mustNot?: string; readonly posted?: string;
}

const rows = JSON.parse(readFileSync(new URL('../fixtures/cases/inputs.json', import.meta.url), 'utf8')) as readonly Row[];
const played = rows.filter((row): row is Row & { readonly steps: readonly Step[] } => row.steps !== undefined);

let stage: Stage;
const control = () => stage.sandbox.exchange.control;
const heard = new Map<string, { readonly said: string; readonly posted: string }>();

const usual = { zar: '250000', btc: '1.5', eth: '10', xrp: '5000' };
/** Longest wait for the first answer to a step, ms; a step may say its own. */
const answerLimitMs = 6_000;
/** After the last answer, ms: what follows it belongs to it. */
const settleMs = 1_200;

/** What stands in the person's chat since `mark`, buttons in brackets, a line each. */
const saidSince = (person: Person, mark: number): string => person.user.messages().filter(({ from, messageId }) => from === 'bot' && messageId > mark)
  .map(({ buttons, text }) => [plainSpaces(text), ...buttons.flat().map((button) => `[${plainSpaces(button.text)}]`)].join('\n')).join('\n');

const newest = (person: Person): number => Math.max(0, ...person.user.messages().map(({ messageId }) => messageId));

function invoiceFor({ invoice }: Step): string {
  return control().outsideInvoice({ amountSat: '50000', description: invoice?.note ?? 'Coffee' });
}

/** `{{invoice}}` is a fresh valid one, broken over lines or in capitals where it says so. */
const filledIn = (text: string, step: Step): string => text.replace(/\{\{invoice(?::(\w+))?\}\}/g, (_whole, how?: string) => {
  const bolt = invoiceFor(step);
  return how === 'wrapped' ? bolt.match(/.{1,64}/g)!.join('\n') : how === 'upper' ? bolt.toUpperCase() : bolt;
});

function act(person: Person, step: Step): void {
  if (step.telegram !== undefined) stage.sandbox.telegram.control.setFault({ kind: 'serverError', status: step.telegram.status, methods: ['sendMessage'], times: 1 });
  if (step.move !== undefined) control().moveTo(step.move[0], String(step.move[1]));
  if (step.send !== undefined) person.send(filledIn(step.send, step));
  const { photo } = step;
  if (photo === undefined) return;
  const { asFile, caption, qr, ...size } = photo;
  const bytes = codePicture(qr === undefined ? 'x' : filledIn(qr, step), qr === undefined ? { scale: 1, ...size } : size);
  person.user.sendPhoto(bytes, { ...(caption === undefined ? {} : { caption: filledIn(caption, step) }), ...(asFile === true ? { asFile: { name: 'code.jpg', type: 'image/jpeg' } } : {}) });
}

async function play(row: Row & { readonly steps: readonly Step[] }, person: Person): Promise<void> {
  let mark = newest(person);
  for (const step of row.steps) {
    const from = newest(person);
    if (step.mark === 1) mark = from;
    act(person, step);
    const isRight = (): boolean => (step.wait === undefined ? saidSince(person, from) !== '' : new RegExp(row.must ?? '', 'm').test(saidSince(person, mark)));
    for (const endAt = Date.now() + (step.wait ?? answerLimitMs); !isRight() && Date.now() < endAt;) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const posted = control().requests.filter(({ method }) => method === 'POST').map(({ body }) => body).join('\n');
  heard.set(row.id, { said: saidSince(person, mark), posted });
}

/** The exchange lists what the row says for as long as it is played. Answers are those of the simulated exchange with rows put in. */
async function playWith(row: Row & { readonly steps: readonly Step[] }, person: Person): Promise<void> {
  const answer = (at: RegExp, body: unknown): void => void control().setFault({ match: { method: 'GET', path: at }, kind: 'http', status: 200, contentType: 'application/json', body: JSON.stringify(body) });
  const { balances, beneficiaries, withdraws } = row.before ?? {};
  if (balances !== undefined) answer(/^\/account\/balances/, Object.entries(balances as Record<string, string>).map(([currency, balance]) => ({ currency, balance, locked: '0.0' })));
  if (beneficiaries !== undefined) answer(/^\/account\/beneficiaries/, beneficiaries);
  if (withdraws !== undefined) answer(/^\/account\/withdraws/, withdraws);
  await play(row, person);
  control().clearFaults();
}

const halted = played.flatMap(({ before }) => (before?.markets as readonly Record<string, unknown>[] | undefined) ?? []).slice(0, 1);

const atOnce = 5;

beforeAll(async () => {
  stage = await startStage();
  const markets = (await (await fetch(`${stage.sandbox.settings['CAPE_REST_URL']!}/public/markets`)).json()) as readonly object[];
  await stage.sandbox.program().end('SIGTERM');
  control().setFault({ match: { method: 'GET', path: /^\/public\/markets(?:\?.*)?$/ }, kind: 'http', status: 200, contentType: 'application/json', body: JSON.stringify([...markets, ...halted]) });
  await stage.sandbox.startAgain();
  control().clearFaults();
  const people = new Map(played.map(({ id }, index) => [id, stage.another(600 + index)]));
  // Few at a time: of those it does not know yet the program answers two a second.
  const everybody = [...people.values()];
  for (let at = 0; at < everybody.length; at += atOnce) {
    await Promise.all(everybody.slice(at, at + atOnce).map((person) => person.link(control().createAccount({ balances: usual }))));
  }
  const alone = played.filter(({ before, steps }) => before !== undefined || steps.some(({ telegram }) => telegram !== undefined));
  await Promise.all(played.filter((row) => !alone.includes(row)).map((row) => play(row, people.get(row.id)!)));
  for (const row of alone) await playWith(row, people.get(row.id)!);
}, 120_000);
afterAll(() => stage.sandbox.stop());

describe('an input that was once answered wrongly', () => {
  it.each(played.map((row) => [row.id, row.right, row] as const))('%s: %s', (id, _right, { must, mustNot, posted }) => {
    const { said, posted: sent } = heard.get(id)!;
    expect(said).not.toBe('');
    if (must !== undefined) expect(said).toMatch(new RegExp(must, 'm'));
    if (mustNot !== undefined) expect(said).not.toMatch(new RegExp(mustNot, 'm'));
    if (posted !== undefined) expect(sent).not.toMatch(new RegExp(posted));
  });

  it('x-address: says that it is an X-address with the tag inside', () => {
    expect(addressFault('xrp', 'X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqZ')).toBe('xAddress');
  });

  it('damaged-record: every first answer after the damage says it, not only /start', async () => {
    await stage.person.link();
    await stage.sandbox.program().end('SIGTERM');
    const file = path.join(stage.sandbox.settings['DATA_DIR']!, 'users', `${String(stage.person.user.id)}.json`);
    writeFileSync(file, readFileSync(file).subarray(0, 400));
    await stage.sandbox.startAgain();
    await stage.person.ask('/balance', /record was damaged[\s\S]*Nothing of your account is watched/);
    await until(() => true, 'settled', 100);
  });
});
