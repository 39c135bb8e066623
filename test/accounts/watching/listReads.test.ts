// Which lists count as read whole, seen by what is told of a balance that changes without a reason.
import { describe, expect, it } from '@jest/globals';
import { isReadWhole } from '../../../src/accounts/reading/catchUp.js';
import { Baseline } from '../../../src/accounts/watching/baseline.js';
import { RefusedError, UnavailableError } from '../../../src/model/errors.js';
import { withUnread } from '../../../src/model/rows.js';
import { d, deposit, rowsOf, start } from '../samples.js';
import { startAccounts } from '../startAccounts.js';

const held = (btc: string) => [{ currency: 'btc', available: d(btc), locked: d('0') }];

describe('a silent change', () => {
  it.each([['a frame and then reads', true], ['reads alone', false]])('that is seen by %s is told once', async (_how, isFramed) => {
    const { clock, exchange, user } = await startAccounts((made) => { made.balances = held('1'); });
    exchange.balances = held('0.6');
    if (isFramed) exchange.tell({ type: 'balance', balance: held('0.6')[0]! });
    await clock.advance(isFramed ? 130_000 : 300_000);
    expect(rowsOf(user(), 'balanceUnexplained').map(({ data }) => data)).toEqual([{ currency: 'btc', amount: '0.4', way: 'fell' }]);
    await clock.advance(1_200_000);
    expect(rowsOf(user(), 'balanceUnexplained')).toHaveLength(1);
  });

  it.each<[string, unknown]>([['may not be read', new RefusedError(403, ['account.withdraw.not_permitted'], 'listWithdrawals')], ['cannot be read', new UnavailableError('network', 'listWithdrawals')]])('is not told while the list that may explain it %s', async (_why, failure) => {
    const { clock, exchange, user } = await startAccounts((made) => { made.balances = held('1'); });
    exchange.failure = (name) => (name === 'listWithdrawals' ? failure : undefined);
    exchange.balances = held('0.6');
    exchange.tell({ type: 'balance', balance: held('0.6')[0]! });
    await clock.advance(1_200_000);
    expect(rowsOf(user(), 'balanceUnexplained')).toEqual([]);
  });
});

it.each<[string, readonly number[], boolean, boolean]>([
  ['all rows', [], true, true], ['a row that could not be read among the newest', [0], true, false], ['one among what is older than a day', [2], true, true],
  ['a page that is missing', [], false, false],
])('a list with %s is read whole or not', (_what, unread, whole, expected) => {
  const rows = withUnread([deposit({ createdAt: start }), deposit({ createdAt: start - 90_000_000 })], unread);
  expect(isReadWhole({ rows, whole }, start)).toBe(expected);
});

it('of a first catch-up the balances are read again where they were read before another list', () => {
  const inOrder = new Baseline(start);
  expect([inOrder.read(['orders', 'trades']), inOrder.read(['deposits']), inOrder.read(['withdrawals']), inOrder.read(['balances'])]).toEqual(['something', 'something', 'something', 'nothing']);
  const late = new Baseline(start);
  expect([late.read(['orders', 'trades']), late.read(['deposits']), late.read(['balances']), late.read(['withdrawals']), late.read(['balances'])]).toEqual(['something', 'something', 'something', 'balancesAgain', 'nothing']);
});
