// What the same faults do to the plain bot: one measurement a row, each on a stage of its own.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDb, parseAmount } from './bot.js';
import { pause, PlainStage, within } from './plainStage.js';

export interface Measured {
  /** Of RELIABILITY.md section 4, or of its threat table. */
  readonly row: string;
  readonly figure: string;
  readonly pass: boolean;
}

type Measure = (stage: PlainStage) => Promise<Omit<Measured, 'row'>>;

/** Both taps come while the bot is busy with another message, so they are in one batch. */
const doubleTap: Measure = async (stage) => {
  const card = await stage.card();
  stage.exchange.control.setFault({ match: { path: '/account/balances' }, kind: 'delay', delayMs: 800, times: 1 });
  stage.user.sendText('/balance');
  await pause(200);
  await Promise.all([stage.tap(card), stage.tap(card)]);
  await pause(2000);
  return { figure: `${stage.posted()} orders sent by one double tap`, pass: stage.posted() === 1 };
};

const lostAnswer: Measure = async (stage) => {
  stage.exchange.control.setFault({ match: { method: 'POST', path: '/market/orders' }, kind: 'dropAnswerAfterAccept', times: 1 });
  const card = await stage.card();
  await stage.tap(card);
  const saidFailed = await within(6000, () => stage.texts().some((text) => text.includes('failed')));
  await stage.tap(card);
  await pause(2000);
  return { figure: `said ${saidFailed ? '"failed"' : 'nothing'} of an order that stood; ${stage.placed()} orders after the second try it asked for`, pass: !saidFailed && stage.placed() === 1 };
};

const killBeforeReply: Measure = async (stage) => {
  stage.exchange.control.setFault({ match: { method: 'POST', path: '/market/orders' }, kind: 'delay', delayMs: 1500, times: 1 });
  const card = await stage.card();
  const tapped = stage.tap(card);
  await within(4000, () => stage.placed() === 1);
  await stage.kill();
  await stage.start();
  await tapped;
  await pause(4000);
  const told = stage.texts().some((text) => text.startsWith('Placed'));
  return { figure: `${stage.placed()} orders placed after the restart, ${told ? 'told' : 'never told'}`, pass: stage.placed() === 1 && told };
};

const throwingHandler: Measure = async (stage) => {
  await stage.kill();
  const before = stage.texts().length;
  stage.exchange.control.setFault({ match: { path: '/account/balances' }, kind: 'delay', delayMs: 400 });
  stage.user.sendText('/buy nothing btc @ 830000');
  stage.user.sendText('/balance');
  await stage.start();
  await pause(2500);
  if (!stage.isRunning) await stage.start();
  const answered = await within(6000, () => stage.texts().slice(before).some((text) => text.includes('zar:')));
  return { figure: answered ? 'the next message was answered' : 'the next message was never answered, also after a restart', pass: answered };
};

const keyInLog: Measure = async (stage) => {
  stage.exchange.control.setFault({ match: { method: 'POST', path: '/market/orders' }, kind: 'http', status: 500, times: 1 });
  await stage.tap(await stage.card());
  await within(4000, () => stage.texts().some((text) => text.includes('failed')));
  stage.exchange.control.setFault({ match: { path: '/account/balances' }, kind: 'http', status: 500 });
  stage.user.sendText(`/connect ${stage.key.apiKey} ${stage.key.secret}`);
  await pause(2500);
  const lines = (word: string): number => stage.output.split('\n').filter((line) => line.includes(word)).length;
  const [keys, secrets] = [lines(stage.key.apiKey), lines(stage.key.secret)];
  return { figure: `${keys} lines of the log with the API key, ${secrets} with the secret, after 2 failed calls`, pass: keys + secrets === 0 };
};

const redirect: Measure = async (stage) => {
  const seen: IncomingHttpHeaders[] = [];
  const sink = createServer((request, response) => { seen.push(request.headers); response.end('{}'); });
  await new Promise<void>((resolve) => { sink.listen(0, '127.0.0.1', resolve); });
  const { port } = sink.address() as AddressInfo;
  stage.exchange.control.setFault({ match: { path: '/account/balances' }, kind: 'http', status: 307, headers: { Location: `http://localhost:${port}/taken` }, times: 1 });
  stage.user.sendText('/balance');
  await within(4000, () => seen.length > 0);
  await new Promise((resolve) => { sink.close(resolve); sink.closeAllConnections(); });
  const leaked = seen.filter((headers) => headers['x-auth-signature'] !== undefined).length;
  return { figure: `${leaked} signed requests at the other host after 1 redirect`, pass: leaked === 0 };
};

const fillsWhileDown: Measure = async (stage) => {
  const card = await stage.card();
  await stage.tap(card);
  await within(4000, () => stage.texts().some((text) => text.startsWith('Placed')));
  await pause(1500);
  await stage.kill();
  const [order] = stage.exchange.control.orders(stage.key.uid);
  if (order !== undefined) stage.exchange.control.fillOrder(order.id, '0.01');
  await stage.start();
  const told = await within(5000, () => stage.texts().some((text) => text.includes('filled')));
  return { figure: told ? '1 of 1 fills told' : '0 of 1 fills told', pass: told };
};

/** Two processes are two copies in memory of one file: played in one process, in turns. */
async function twoWriters(): Promise<Omit<Measured, 'row'>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plain-store-'));
  const file = path.join(folder, 'db.json');
  const writers = [await openDb(file), await openDb(file)];
  for (let row = 0; row < 200; row += 1) for (const [index, db] of writers.entries()) await db.update(({ rows }) => { rows.push(`${index}.${row}`); });
  const kept = (await openDb(file)).data.rows.length;
  await rm(folder, { recursive: true });
  return { figure: `${kept} of 400 rows kept, and the second was not refused`, pass: kept === 400 };
}

const oddNumbers = ['1,000.50', '1.000,50', '1e5', '1 000', '1_000', '0x10', '-1', '1.5.2', 'Infinity', '5btc', '0.1,', '+3'];

function wrongNumbers(): Omit<Measured, 'row'> {
  const accepted = oddNumbers.filter((text) => { try { parseAmount(text); return true; } catch { return false; } });
  return { figure: `${accepted.length} of ${oddNumbers.length} ambiguous amounts accepted; "1,000.50" is read as ${parseAmount('1,000.50')}`, pass: accepted.length === 0 };
}

const onStages: readonly (readonly [string, Measure])[] = [
  ['T9', doubleTap], ['10', lostAnswer], ['9', killBeforeReply], ['40', throwingHandler], ['T13', keyInLog], ['30', redirect], ['1', fillsWhileDown],
];

/** All rows of the plain bot, one after the other. */
export async function measurePlainBot(): Promise<readonly Measured[]> {
  const measured: Measured[] = [{ row: '18', ...await twoWriters() }, { row: 'T20', ...wrongNumbers() }];
  for (const [row, measure] of onStages) {
    const stage = await PlainStage.open();
    try {
      measured.push({ row, ...await measure(stage) });
    } finally {
      await stage.close();
    }
  }
  return measured;
}
