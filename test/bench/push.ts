// How long a person waits, with the real program on loopback: from a fill at the exchange to its push, from a tap to its answer.
import { startSandbox } from '../../src/sandbox/sandbox.js';
import { median, percentile, type Figure } from './figure.js';

const rounds = 30;
/** Telegram's pace for one chat: the bot may not send faster, so each round waits it out. ms */
const paceMs = 1_500;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Figures of the whole program. */
export async function benchPush(): Promise<Figure[]> {
  const sandbox = await startSandbox({ exchange: { otherTraders: false, processingDelayMs: 0 } });
  try {
    await sandbox.ready();
    const user = sandbox.telegram.control.user({ id: 9, firstName: 'Bench', languageCode: 'en' });
    user.sendText(`/link ${sandbox.practice.apiKey} ${sandbox.practice.secret}`);
    await user.waitForMessage((message) => message.text.includes('Linked'), 10_000);
    const fills: number[] = [];
    const taps: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const card = user.sendText('/buy 0.001 btc @ 834900');
      const shown = await user.waitForMessage((message) => message.messageId > card && message.buttons.length > 0, 10_000);
      const tappedAt = performance.now();
      const { queryId } = await user.tap(shown.messageId, 'Confirm');
      await user.waitForAnswer(queryId, 5_000);
      taps.push(performance.now() - tappedAt);
      const id = await openOrder(sandbox);
      await pause(paceMs);
      const filledAt = performance.now();
      sandbox.exchange.control.fillOrder(id, '0.001');
      await user.waitForMessage((message) => message.messageId > shown.messageId && message.text.includes(`order ${id}`), 10_000);
      fills.push(performance.now() - filledAt);
      await pause(paceMs);
    }
    return [
      { name: 'fill at the exchange to its push', value: `p50 ${median(fills).toFixed(0)} ms, p99 ${percentile(fills, 99).toFixed(0)} ms`, floor: 'goal p50 20 ms, p99 100 ms' },
      { name: 'tap on Confirm to its answer', value: `p50 ${median(taps).toFixed(0)} ms, p99 ${percentile(taps, 99).toFixed(0)} ms`, floor: 'goal p99 300 ms' },
    ];
  } finally {
    await sandbox.stop();
  }
}

async function openOrder(sandbox: Awaited<ReturnType<typeof startSandbox>>): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const open = sandbox.exchange.control.orders(sandbox.practice.uid).find((order) => order.state === 'wait');
    if (open !== undefined) return open.id;
    await pause(25);
  }
  throw new Error('the order never came to the book');
}
