// /profit tells what sales earned in the time asked for, what is held, and in plain words what is not known.
import { describe, expect, it } from '@jest/globals';
import type { Core } from '../../../commands/core.js';
import { profit } from '../../../commands/account/profit.js';
import type { LongHistory } from '../../../src/accounts/accounts.js';
import type { LongHistoryWish } from '../../../src/accounts/reading/longHistory.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { readCallback } from '../../../src/model/callback.js';
import { times } from '../../../src/model/money.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import { d, linkedUser, start, trade } from '../../accounts/samples.js';
import { createFakeClock } from '../../support/fakeClock.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

/** The samples are of Friday, 21 November 2025 at noon. */
const user = linkedUser();
const dayMs = 86_400_000;
interface Given extends Partial<LongHistory<Trade>> {
  readonly via?: Request['via'];
  readonly best?: Core['markets']['best'];
  readonly onWish?: (wish: LongHistoryWish) => void;
}

async function run(words: string, { best, via = 'message', onWish = () => undefined, ...history }: Given = {}) {
  const core: Core = { ...fakeCore(createMemoryStore([user])), clock: createFakeClock(start) };
  const said: string[] = [];
  const wishes: LongHistoryWish[] = [];
  const longHistory = (async (_userId: number, _kind: string, wish: LongHistoryWish) => {
    wishes.push(wish);
    onWish(wish);
    return Promise.resolve({ rows: [], complete: true, readBackTo: undefined, ...history });
  }) as unknown as Core['accounts']['longHistory'];
  const request: Request = {
    user, words: words.split(' ').filter((word) => word !== ''), rest: words, via, inPrivate: true, messageId: 1, updateId: 1,
    progress: async (text) => { said.push(text.text.replaceAll('\u00a0', ' ')); },
  };
  const result = await profit.run(request, { ...core, markets: { ...core.markets, ...(best === undefined ? {} : { best }) }, accounts: { ...core.accounts, longHistory } });
  const replies = Array.isArray(result) ? (result as readonly Reply[]) : [result as Reply];
  return { replies, said, wishes, text: replies.map((reply) => reply.text.text.replaceAll('\u00a0', ' ')).join('\n---\n') };
}

const none = { feeAmount: d('0'), feeCurrency: 'zar' };
const bought = (over: Partial<Trade> = {}): Trade => trade({ id: '1', side: 'buy', amount: d('1'), price: d('80'), at: start - 400 * dayMs, ...none, ...over });
const sold = (over: Partial<Trade> = {}): Trade => trade({ id: '2', side: 'sell', amount: d('0.4'), price: d('100'), at: start, feeAmount: d('0.08'), feeCurrency: 'zar', ...over });

describe('/profit', () => {
  it('tells the total, each market, and what is held at the best bid', async () => {
    const { text, wishes } = await run('', { rows: [sold(), bought()] });
    expect(wishes.map((wish) => wish.since)).toEqual([0]);
    expect(text).toBe([
      'Profit and loss, 1 Nov 2025 to 30 Nov 2025', 'Profit R7.92', 'Received R40.00, cost R32.00, fees R0.08', '',
      'BTC/ZAR', 'Profit R7.92', 'Sold 0.4 BTC for R40.00; cost R32.00, fees R0.08', 'Held now, of all the trades I know: 0.6 BTC, average cost R80.00', 'Profit R11.40 if sold now at the best bid, R99.00, before fees', '',
      'By average cost; the fee of a buy is part of its cost. Only trades count: coins that came or went otherwise do not.',
    ].join('\n'));
  });

  it('calls a loss a loss', async () => expect((await run('', { rows: [sold({ price: d('70') }), bought()] })).text).toContain('Loss R4.08\nReceived R28.00, cost R32.00, fees R0.08'));

  // A sale one day, four days and three weeks ago, last month, and in the tax year before.
  const days = [0, 4, 15, 30, 300].map((ago, index) => sold({ id: String(index + 2), at: start - ago * dayMs, amount: times(d('0.01'), d(String(2 ** index))), price: d('180'), ...none }));
  it.each([
    ['today', '21 Nov 2025', 'R1.00'], ['week', '17 Nov 2025 to 23 Nov 2025', 'R3.00'], ['month', '1 Nov 2025 to 30 Nov 2025', 'R7.00'], ['', '1 Nov 2025 to 30 Nov 2025', 'R7.00'], ['2025-10', '1 Oct 2025 to 31 Oct 2025', 'R8.00'],
    ['2026', 'tax year 2026 (1 Mar 2025 to 28 Feb 2026)', 'R15.00'], ['year', 'tax year 2026 (1 Mar 2025 to 28 Feb 2026)', 'R15.00'], ['2025', 'tax year 2025 (1 Mar 2024 to 28 Feb 2025)', 'R16.00'], ['ever', 'all time', 'R31.00'],
    ['btc TODAY', '21 Nov 2025', 'R1.00'], ['today btc', '21 Nov 2025', 'R1.00'], ['2025-11-06 2025-11-17', '6 Nov 2025 to 17 Nov 2025', 'R6.00'],
  ])('"%s" is %s and comes to %s', async (words, period, amount) => {
    expect((await run(words, { rows: [...days, bought()] })).text).toMatch(new RegExp(`^Profit and loss, ${period.replace(/[()]/g, '\\$&')}\nProfit ${amount}\n`));
  });

  it('tells of one market when asked, and of both otherwise', async () => {
    const rows = [sold(), bought(), sold({ id: '4', market: 'c3zar' }), bought({ id: '3', market: 'c3zar' })];
    const [one, both] = [await run('c3', { rows }), await run('', { rows })];
    expect([/BTC/.test(one.text), /C3\/ZAR/.test(one.text), /BTC\/ZAR[^]*C3\/ZAR/.test(both.text)]).toEqual([false, true, true]);
    expect(both.text).toContain('Profit R15.84\nReceived R80.00, cost R64.00, fees R0.16');
  });

  it('says what no trade here bought, and leaves it out', async () => {
    const { text } = await run('', { rows: [sold({ amount: d('0.02') })] });
    expect(text).toContain('No sale with a known cost in this time.');
    expect(text).toContain('⚠ 0.02 BTC were sold that no trade here bought: their cost is unknown and they are left out.');
  });

  it('says how many trades have no known fee', async () => {
    expect((await run('', { rows: [trade({ id: '2', side: 'sell', at: start }), bought()] })).text).toContain('⚠ Trades without a known fee: 1. Nothing is taken off for them.');
  });

  it('says how far back it could read when a limit ended it', async () => {
    const { text } = await run('', { rows: [sold(), bought()], complete: false, readBackTo: start });
    expect(text).toMatch(/⚠ Not whole:.*I read back to 21 Nov 2025 12:00; anything older is missing\.\n⚠ What was bought before that is not known here/);
  });

  it('names markets that are not in rand', async () => expect((await run('', { rows: [trade({ market: 'ethbtc' })] })).text).toContain('not in rand: ETH/BTC'));

  it.each<[string, Core['markets']['best']]>([
    ['cannot be read', () => Promise.reject(new Error('away'))], ['is not there', () => Promise.resolve({ at: start, source: 'book' })],
  ])('tells no worth when the best bid %s', async (_why, best) => {
    const { text } = await run('', { rows: [sold(), bought()], best });
    expect(text).toContain('Profit R7.92');
    expect(text).toContain('average cost R80.00\nI have no best bid just now');
    expect(text).not.toContain('if sold now');
  });

  it.each([['yesterday', /yesterday/, /Usage: \/profit/], ['2026-13', /cannot read "2026-13" as a time\. It is today/, /Example: \/profit btc week/], ['2026-03-02', /From 2026-03-02 to which day/, /Usage: \/profit/]])('"%s" is answered with an example and reads nothing', async (words, why, help) => {
    const { text, wishes } = await run(words);
    expect(text).toMatch(why);
    expect(text).toMatch(help);
    expect(wishes).toEqual([]);
  });

  it('says how far it has read, and stops in time', async () => {
    const { said, wishes } = await run('', { onWish: (wish) => { for (let page = 1; page <= 5; page += 1) wish.onPage(page * 100); } });
    expect(said).toEqual(['Reading your history from the exchange: Trades …', 'Reading your history from the exchange. Trades: 500 so far.']);
    expect(wishes[0]!.isOutOfTime()).toBe(false);
  });

  it('tells of many markets in several messages, with notes and buttons under the last', async () => {
    const rows = Array.from({ length: 12 }, (_, index) => bought({ id: String(index), market: `c${index}zar` }));
    const { replies } = await run('', { rows });
    expect(replies.map((reply) => [(reply.text.text.match(/Held now/g) ?? []).length, reply.buttons !== undefined, /By average cost/.test(reply.text.text)])).toEqual([[4, false, false], [5, false, false], [3, true, true]]);
  });

  it.each([['today', '2025-11-21 2025-11-21'], ['2026', '2026'], ['all', 'ever']])('"%s" offers the same time as a file: /export profit %s', async (words, time) => {
    const { replies } = await run(words);
    expect(replies[0]!.buttons!.at(-1)).toEqual([{ label: 'CSV file, all coins', data: `do:export profit ${time}` }]);
  });

  it('keeps the coin in the buttons', async () => {
    const { replies } = await run('btc');
    const data = replies[0]!.buttons!.flat().map((button) => readCallback((button as { readonly data: string }).data));
    const times = ['today', 'week', 'month', '2025-10', '2026', '2025'].map((time) => `profit btczar ${time}`);
    expect(data).toEqual([...times, 'export profit 2025-11-01 2025-11-30'].map((asked) => expect.objectContaining({ words: asked })));
  });

  it.each([
    ['', ['This month']], ['today', ['Today']], ['2025-11-17 2025-11-23', ['This week']], ['2025-10', ['Last month']], ['2025-11', ['This month']], ['2026', ['Tax year 2026 (now)']], ['btc 2025', ['Tax year 2025']], ['2024', []],
  ])('"%s" marks the button %p', async (words, marked) => {
    const { replies } = await run(words);
    expect(replies[0]!.buttons!.flat().flatMap(({ label }) => (label.startsWith('• ') ? [label.slice(2)] : []))).toEqual(marked);
  });

  it('edits the message of its button, and says how far it has read only when that takes long', async () => {
    const long = (wish: LongHistoryWish): void => { for (let page = 1; page <= 5; page += 1) wish.onPage(page * 100); };
    const [short, slow] = [await run('today', { via: 'button' }), await run('today', { via: 'button', onWish: long })];
    expect([short.replies.map((reply) => reply.inPlace), short.said, slow.said]).toEqual([[true], [], ['Reading your history from the exchange. Trades: 500 so far.']]);
  });

  it('of a time that is over does not call what later trades hold a part of it', async () => {
    const { text } = await run('2024', { rows: [bought({ at: start })] });
    expect(text).toContain('Held now, of all the trades I know: 1 BTC');
  });
});
