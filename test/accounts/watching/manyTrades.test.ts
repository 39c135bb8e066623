// More fills since the last reading than one go of it holds: all are read, each is counted once, whatever happens meanwhile.
import { expect, it } from '@jest/globals';
import { pageLimits, pageSize } from '../../../src/accounts/reading/catchUp.js';
import { TradesProgress, goesLimit } from '../../../src/accounts/reading/tradesProgress.js';
import { UnavailableError } from '../../../src/model/errors.js';
import type { Balance } from '../../../src/model/balance.js';
import type { Trade } from '../../../src/model/trading/trade.js';
import { d, order, rowsOf, start, trade, withFee } from '../samples.js';
import { startAccounts } from '../startAccounts.js';

const fills = (first: number, count: number): Trade[] =>
  Array.from({ length: count }, (_, index) => withFee(trade({ id: String(first - index), amount: d('0.01'), at: start + 5_500 })));

/** What the account then holds: each fill is of 0.01 BTC at R100.00, and costs 0.2 % of what it brings. */
const held = (btc: string, zar: string): Balance[] => [{ currency: 'btc', available: d(btc), locked: d('0') }, { currency: 'zar', available: d(zar), locked: d('0') }];

it('12,345 fills made while the stream was away are read in three goes and told with their exact sum', async () => {
  const { clock, exchange, user } = await startAccounts((made) => { made.balances = held('0', '20000'); });
  exchange.orders = [order({ originVolume: d('999') })];
  exchange.trades = fills(50_000, 12_345);
  exchange.balances = held('123.2031', '7655');
  let pages = 0;
  exchange.failure = (name) => {
    if (name !== 'listTrades') return undefined;
    pages += 1;
    // New fills move the known ones onto later pages, and one page of the second go is not answered.
    if (pages === 57) {
      exchange.trades = [...fills(50_030, 30), ...exchange.trades];
      exchange.balances = held('123.5025', '7625');
    }
    return pages === 70 ? new UnavailableError('network', name) : undefined;
  };
  exchange.connect(clock.now());
  await clock.advance(20_000);
  expect(rowsOf(user(), 'orderFilled').map(({ data }) => data['amount'])).toContain('123.45');
  expect(user().account.tradesReadTo).toBeGreaterThan(start + 5_000);
  expect(user().account.seenTrades).toHaveLength(2_000);
  exchange.connect(clock.now());
  await clock.advance(5_000);
  expect(rowsOf(user(), 'orderFilled').at(-1)?.data['amount']).toBe('123.75');
}, 20_000);

it('gives up what is older than the last go, and says that it did', () => {
  const progress = new TradesProgress();
  const pages = pageLimits.trades;
  for (let go = 1; go < goesLimit; go += 1) {
    const taken = progress.take(fills(1_000_000 - go * pages * pageSize, 3), pages, false, start + go);
    expect([taken.isCut, taken.readTo, taken.trades]).toEqual([false, undefined, []]);
    progress.commit(taken);
    expect(progress.firstPage).toBe(go * pages + 1);
  }
  const last = progress.take(fills(10, 3), pages, false, start + 999);
  expect([last.isCut, last.readTo, last.trades.length]).toEqual([true, start + 1, 3 * goesLimit]);
  progress.commit(last);
  expect([progress.isUnfinished, progress.firstPage]).toEqual([false, 1]);
});

it('a go that was not stored is read again', () => {
  const progress = new TradesProgress();
  progress.take(fills(100, 3), 50, false, start);
  expect([progress.isUnfinished, progress.firstPage]).toEqual([false, 1]);
});
