// How long a person waits, with the real program on loopback: from a fill at the exchange to its push, from a tap to its answer.
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { median, percentile, type Figure } from './figure.js';

/** One person each, so that Telegram's pace for one chat (which the bot keeps) is not what is measured. */
const people = 30;
const settleMs = 600;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Waits {
  readonly tapMs: number;
  readonly fillMs: number;
}

async function onePerson(sandbox: Sandbox, id: number): Promise<Waits> {
  const account = sandbox.exchange.control.createAccount({ balances: { zar: '50000' } });
  const user = sandbox.telegram.control.user({ id, firstName: 'Bench', languageCode: 'en' });
  user.sendText(`/link ${account.apiKey} ${account.secret}`);
  await user.waitForMessage((message) => message.text.includes('Linked'), 10_000);
  const asked = user.sendText('/buy 0.001 btc @ 834900');
  const card = await user.waitForMessage((message) => message.messageId > asked && message.buttons.length > 0, 10_000);
  const tappedAt = performance.now();
  const { queryId } = await user.tap(card.messageId, 'Confirm');
  await user.waitForAnswer(queryId, 5_000);
  const tapMs = performance.now() - tappedAt;
  const order = await openOrder(sandbox, account.uid);
  await pause(settleMs);
  const filledAt = performance.now();
  sandbox.exchange.control.fillOrder(order, '0.001');
  await user.waitForMessage((message) => message.messageId > card.messageId && message.text.includes(`order ${order}`), 10_000);
  return { tapMs, fillMs: performance.now() - filledAt };
}

async function openOrder(sandbox: Sandbox, uid: string): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const open = sandbox.exchange.control.orders(uid).find((order) => order.state === 'wait');
    if (open !== undefined) return open.id;
    await pause(25);
  }
  throw new Error('the order never came to the book');
}

/** Figures of the whole program. */
export async function benchPush(): Promise<Figure[]> {
  const sandbox = await startSandbox({ exchange: { otherTraders: false, processingDelayMs: 0 } });
  try {
    await sandbox.ready();
    const waits: Waits[] = [];
    for (let person = 1; person <= people; person += 1) waits.push(await onePerson(sandbox, 1_000 + person));
    const show = (values: readonly number[]): string => `p50 ${median(values).toFixed(0)} ms, p99 ${percentile(values, 99).toFixed(0)} ms`;
    return [
      { name: 'fill at the exchange to its push', value: show(waits.map((one) => one.fillMs)), floor: 'goal p50 20 ms, p99 100 ms' },
      { name: 'tap on Confirm to its answer', value: show(waits.map((one) => one.tapMs)), floor: 'goal p99 300 ms' },
    ];
  } finally {
    await sandbox.stop();
  }
}
