// The real program is stopped in its tracks (SIGSTOP) while orders fill and deposits arrive, and goes on later: nothing may be lost or told twice.
import process from 'node:process';
import { isCredited } from '../../../src/model/payments/deposit.js';
import { decimal } from '../../../src/model/money.js';
import { openKilledStage, order, type KilledStage } from './killedStage.js';
import type { DiskFigure } from './realDisk.js';
import { countRepeats, readCredit, readFill } from '../told.js';

const ordersCount = 5;
const depositsCount = 3;
const settleMs = 60_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

export async function freezeProgram(frozenMs: number): Promise<DiskFigure> {
  const stage = await openKilledStage();
  try {
    for (let one = 0; one < ordersCount; one += 1) await order(stage, `/buy 0.0${11 + one} btc @ ${820 + one}500`, false);
    await waitFor(() => openOrders(stage).length === ordersCount, settleMs);
    const { pid } = stage.sandbox.program();
    process.kill(pid, 'SIGSTOP');
    happen(stage);
    await pause(frozenMs);
    process.kill(pid, 'SIGCONT');
    const began = performance.now();
    const told = await waitFor(() => untold(stage) === 0, settleMs);
    const toldMs = performance.now() - began;
    await pause(1000);
    stage.look();
    const { repeats } = countRepeats(stage.messages());
    const twice = [...stage.creates.values()].filter((times) => times > 1).length;
    const figure = `real program stopped for ${Math.round(frozenMs / 1000)} s: ${ordersCount} fills and ${depositsCount} deposits meanwhile, ${untold(stage)} untold, ${repeats} told twice, ${twice} orders sent twice, all told ${(toldMs / 1000).toFixed(1)} s after it went on`;
    return { figure, pass: told && repeats === 0 && twice === 0 };
  } finally {
    await stage.sandbox.stop();
  }
}

const openOrders = ({ sandbox }: KilledStage): readonly { readonly id: number; readonly remaining_volume: string; readonly price: string | null }[] =>
  sandbox.exchange.control.orders(sandbox.practice.uid).filter(({ state }) => state === 'wait');

/** Fills go from the best price down, so that nobody's order stands before the one that is filled. */
function happen(stage: KilledStage): void {
  const { control } = stage.sandbox.exchange;
  const bestFirst = [...openOrders(stage)].sort((a, b) => Number(b.price) - Number(a.price));
  for (const { id, remaining_volume: rest } of bestFirst) control.fillOrder(id, rest);
  for (let one = 0; one < depositsCount; one += 1) {
    control.creditDeposit(control.deposit(stage.sandbox.practice.uid, { currency: 'eth', amount: `0.${one + 1}`, requiredConfirmations: 1 }));
  }
}

/** Fills and deposits that are on the exchange and not in the chat. */
function untold(stage: KilledStage): number {
  const { control } = stage.sandbox.exchange;
  const { uid } = stage.sandbox.practice;
  const texts = stage.messages().map(({ text }) => text);
  const fills = texts.flatMap((text) => readFill(text) ?? []);
  const credited = new Set(texts.flatMap((text) => readCredit(text) ?? []));
  const orders = control.orders(uid).filter(({ id, executed_volume: executed }) => fills.findLast((fill) => fill.orderId === String(id))?.filled !== decimal(executed));
  return orders.length + control.deposits(uid).filter((one) => isCredited(String(one['state'])) && !credited.has(String(one['id']))).length;
}

async function waitFor(isSo: () => boolean, limitMs: number): Promise<boolean> {
  for (const endAt = performance.now() + limitMs; !isSo();) {
    if (performance.now() > endAt) return false;
    await pause(100);
  }
  return true;
}
