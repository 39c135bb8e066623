// kill -9 of the real program at random moments during a storm of orders, fills and deposits on the sandbox.
import { isCredited } from '../../../src/model/payments/deposit.js';
import { decimal, fixed, sum, times } from '../../../src/model/money.js';
import { openKilledStage, order, type KilledStage } from './killedStage.js';
import { SeededRandom } from '../world/seededRandom.js';
import { cents, countRepeats, readCredit, readFill } from '../told.js';

export interface KillsResult {
  readonly kills: number;
  readonly seed: number;
  readonly orders: number;
  readonly trades: number;
  readonly deposits: number;
  readonly repeats: number;
  readonly problems: readonly string[];
  /** From the start of the program to "ready", ms, the slowest. */
  readonly slowestStartMs: number;
  readonly tookMs: number;
}

/** How long the program may take at the end until everything is told, ms. */
const settleMs = 25_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** `kills` rounds of storm and kill. The moments come from the seed; the machine's own timing is what it is. */
export async function stormOfKills(kills: number, seed = 1): Promise<KillsResult> {
  const began = performance.now();
  const stage = await openKilledStage();
  try {
    const random = new SeededRandom(seed);
    let slowestStartMs = 0;
    for (let round = 0; round < kills; round += 1) slowestStartMs = Math.max(slowestStartMs, await playRound(stage, random));
    const problems = await comeRight(stage, kills);
    const { control } = stage.sandbox.exchange;
    const { uid } = stage.sandbox.practice;
    return {
      kills, seed, orders: control.orders(uid).length, trades: control.trades(uid).length, deposits: control.deposits(uid).length,
      repeats: countRepeats(stage.messages()).repeats, problems, slowestStartMs: Math.round(slowestStartMs), tookMs: performance.now() - began,
    };
  } finally {
    await stage.sandbox.stop();
  }
}

/** One round: an order, a fill, a deposit and the kill, each at its moment; then the program again. Gives how long that took, ms. */
async function playRound(stage: KilledStage, random: SeededRandom): Promise<number> {
  const { sandbox } = stage;
  const killAtMs = random.between(20, 1200);
  const ordered = order(stage, `/buy 0.0${random.between(11, 99)} btc @ ${random.between(820, 829)}${random.between(100, 999)}`, random.chance(0.5));
  const acts = [[random.between(0, killAtMs + 200), () => fillSome(stage, random)], [random.between(0, killAtMs + 200), () => deposit(stage, random)]] as const;
  const acted = acts.map(async ([atMs, act]) => { await pause(atMs); act(); });
  await pause(killAtMs);
  await sandbox.program().end('SIGKILL');
  stage.look();
  await Promise.all(acted);
  const began = performance.now();
  await sandbox.startAgain();
  const startMs = performance.now() - began;
  await ordered;
  stage.look();
  return startMs;
}

function fillSome({ sandbox }: KilledStage, random: SeededRandom): void {
  const { control } = sandbox.exchange;
  const open = control.orders(sandbox.practice.uid).filter(({ state }) => state === 'wait');
  if (open.length === 0) return;
  // The best price goes first: nobody's order may stand before the one that is filled.
  const one = open.reduce((best, each) => (Number(each.price) > Number(best.price) ? each : best));
  const part = random.chance(0.4) ? one.remaining_volume : '0.01';
  if (Number(one.remaining_volume) >= Number(part)) control.fillOrder(one.id, part);
}

function deposit({ sandbox }: KilledStage, random: SeededRandom): void {
  const { control } = sandbox.exchange;
  const id = control.deposit(sandbox.practice.uid, { currency: 'eth', amount: `0.${random.between(1, 99)}`, requiredConfirmations: 1 });
  setTimeout(() => control.creditDeposit(id), random.between(0, 500));
}

/** Waits until everything is told, and says what is not; repeats and double sends are looked for at the end. */
async function comeRight(stage: KilledStage, kills: number): Promise<readonly string[]> {
  for (const endAt = performance.now() + settleMs; performance.now() < endAt && untold(stage).length > 0;) await pause(200);
  await pause(1000);
  stage.look();
  const { repeats, what } = countRepeats(stage.messages());
  return [
    ...untold(stage),
    ...[...stage.creates].filter(([, sent]) => sent > 1).map(([id, sent]) => `order ${id} was sent ${sent} times`),
    ...(repeats > kills ? [`${repeats} repeats after ${kills} kills: ${what.join(', ')}`] : []),
  ];
}

function untold(stage: KilledStage): readonly string[] {
  const { control } = stage.sandbox.exchange;
  const { uid } = stage.sandbox.practice;
  const texts = stage.messages().map(({ text }) => text);
  const fills = texts.flatMap((text) => readFill(text) ?? []);
  const credited = new Set(texts.flatMap((text) => readCredit(text) ?? []));
  const missing = control.orders(uid).flatMap(({ id, executed_volume: executed }) => {
    const trades = control.trades(uid).filter((trade) => trade.order_id === id);
    if (trades.length === 0) return [];
    const total = cents(fixed(sum(trades.map((trade) => times(decimal(trade.price), decimal(trade.amount)))), 2, 'down'));
    const told = fills.filter((fill) => fill.orderId === String(id)).at(-1);
    return told?.filled === decimal(executed) && told.total === total ? [] : [`order ${id}: ${decimal(executed)} filled for ${total} cents, told ${told?.filled ?? 'nothing'} for ${told?.total ?? '-'}`];
  });
  const deposits = control.deposits(uid).filter((one) => isCredited(String(one['state'])) && !credited.has(String(one['id'])));
  return [...missing, ...deposits.map((one) => `deposit ${String(one['id'])} was not told`)];
}
