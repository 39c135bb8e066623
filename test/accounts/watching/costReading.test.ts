// What the coins cost is worked out once, in the background, and never in the way of anything else.
import { describe, expect, it } from '@jest/globals';
import { costReadingAfterMs, costReadingEveryMs, costReadingMs, costReadingsLimit } from '../../../src/accounts/watching/costReading.js';
import { longHistoryPageSize, longHistoryPagesLimit } from '../../../src/accounts/reading/longHistory.js';
import { UnavailableError } from '../../../src/model/errors.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import { d, rowsOf, start, trade, withFee } from '../samples.js';
import { prepareAccounts, sealedUser, startAccounts } from '../startAccounts.js';

const buys = (count: number): Trade[] => Array.from({ length: count }, (_, index) => withFee(trade({ id: String(10_000 - index), amount: d('0.01'), at: start - 3_600_000 - index * 1000 })));
const sale = (over: Partial<Trade> = {}): Trade => trade({ id: '20000', orderId: '78', side: 'sell', amount: d('0.5'), price: d('110'), feeAmount: d('0.11'), feeCurrency: 'zar', ...over });
const withoutFee = ({ feeAmount: _fee, feeCurrency: _currency, ...one }: Trade): Trade => one;

describe('the reading of what the coins cost', () => {
  it('begins shortly after the first catch-up, goes through all pages once, and the next sale says what it earned', async () => {
    const { clock, exchange, user } = await startAccounts((made) => { made.trades = buys(250); });
    expect(user().account).not.toHaveProperty('costs');
    await clock.advance(costReadingAfterMs);
    expect(exchange.countOf('listTrades')).toBe(3);
    expect(user().account.costs).toMatchObject({ held: { btczar: { amount: '2.495', cost: '250' } }, recent: [] });
    const sold = sale({ at: clock.now() });
    exchange.trades = [sold, ...exchange.trades];
    exchange.tell({ type: 'trade', trade: withoutFee(sold) });
    await clock.advance(1000);
    expect(rowsOf(user(), 'orderFilled').map((row) => [row.messageKey, row.data['earned']])).toEqual([
      ['fill:78:20000', undefined], ['fill:78:20000', { profit: '4.79', percent: '9.6', averageCost: '100.2' }],
    ]);
    await clock.advance(3_600_000);
    expect(user().account.costs).toMatchObject({ held: { btczar: { amount: '1.995' } }, recent: [] });
  });

  it('leaves a basis that is there alone after a restart', async () => {
    const { clock, exchange, accounts, user } = await startAccounts((made) => { made.trades = buys(3); });
    await clock.advance(costReadingAfterMs);
    const { costs } = user().account;
    await accounts.stop();
    await accounts.start();
    exchange.connect(clock.now());
    exchange.calls.length = 0;
    await clock.advance(costReadingAfterMs * 2);
    expect(exchange.countOf('listTrades')).toBe(1);
    expect(user().account.costs).toMatchObject({ held: costs!.held });
  });

  it('is given up for a history that is longer than can be read, and then nothing is claimed', async () => {
    const { clock, exchange, user } = await startAccounts((made) => { made.trades = buys(longHistoryPageSize * longHistoryPagesLimit); });
    await clock.advance(costReadingAfterMs);
    expect(exchange.countOf('listTrades')).toBe(longHistoryPagesLimit);
    exchange.trades = [sale({ at: clock.now() }), ...exchange.trades];
    exchange.calls.length = 0;
    await clock.advance(costReadingEveryMs * 2);
    expect(exchange.countOf('listTrades')).toBeLessThan(longHistoryPagesLimit);
    expect(rowsOf(user(), 'orderFilled').map((row) => row.data['earned'])).toEqual([undefined]);
    expect(user().account).not.toHaveProperty('costs');
  });

  it('is tried again ten minutes after it failed, and holds up nothing meanwhile', async () => {
    const { clock, exchange, user } = await startAccounts((made) => { made.trades = buys(150); });
    let failing = true;
    exchange.failure = (name) => (failing && name === 'listTrades' ? new UnavailableError('network', name) : undefined);
    await clock.advance(costReadingAfterMs);
    failing = false;
    await clock.advance(costReadingEveryMs - costReadingAfterMs);
    expect(user().account).not.toHaveProperty('costs');
    expect(user().account.tradesReadTo).toBeGreaterThan(clock.now() - 300_000);
    await clock.advance(150_000);
    expect(user().account.costs).toMatchObject({ held: { btczar: { cost: '150' } } });
  });

  it('that takes too long is thrown away: trades made meanwhile could be missing from it', async () => {
    const { clock, exchange, user } = await startAccounts((made) => { made.trades = buys(150); });
    let open: () => void = () => undefined;
    exchange.gate = new Promise((resolve) => { open = resolve; });
    await clock.advance(costReadingAfterMs + costReadingMs + 1000);
    open();
    exchange.gate = undefined;
    await clock.advance(1000);
    expect(user().account).not.toHaveProperty('costs');
    await clock.advance(costReadingEveryMs);
    expect(user().account.costs).toBeDefined();
  });

  it.each([['unlinking', 1], ['stopping', 0]])('is ended by %s', async (how, isUnlinked) => {
    const { clock, exchange, accounts, user } = await startAccounts((made) => { made.trades = buys(150); });
    let open: () => void = () => undefined;
    exchange.gate = new Promise((resolve) => { open = resolve; });
    await clock.advance(costReadingAfterMs);
    const ended = isUnlinked === 1 ? accounts.unlink(7) : accounts.stop();
    open();
    await clock.advance(0);
    await ended;
    expect([how, exchange.countOf('listTrades'), 'costs' in user().account]).toEqual([how, 1, false]);
  });

  it('is of a few accounts at once', async () => {
    const users = Array.from({ length: costReadingsLimit * 2 }, (_, index) => sealedUser(7 + index));
    const { clock, exchange, accounts, store } = prepareAccounts(users);
    exchange.trades = buys(250);
    await accounts.start();
    for (const stream of exchange.streams) stream.listener.onState({ name: 'connected', since: clock.now(), missing: [] });
    await clock.advance(1000);
    let open: () => void = () => undefined;
    exchange.gate = new Promise((resolve) => { open = resolve; });
    exchange.mostUnderWay = 0;
    await clock.advance(costReadingAfterMs);
    expect(exchange.mostUnderWay).toBe(costReadingsLimit);
    open();
    for (let second = 0; second < 10; second += 1) await clock.advance(1000);
    expect([...store.all()].map((record) => record.account.costs?.held['btczar']?.cost)).toEqual(users.map(() => '250'));
  });
});
