// Withdrawals of a watched account: polled, paged for and passed over like deposits.
import { expect, it } from '@jest/globals';
import { RefusedError } from '../../../src/model/errors.js';
import type { Balance } from '../../../src/model/balance.js';
import { d, start, withdrawal } from '../samples.js';
import { depositPollMs, startAccounts } from '../startAccounts.js';

/** All that the account holds; a withdrawal takes 0.4 of it. */
const held = (btc: string): Balance[] => [{ currency: 'btc', available: d(btc), locked: d('0') }];
/** The clock's time at which everything has been read once. */
const settled = start + 6000;

it('finds withdrawals by itself and tells each step once', async () => {
  const { clock, exchange, user } = await startAccounts((made) => { made.balances = held('1'); });
  for (const state of ['submitted', 'processing', 'succeed', 'succeed', 'succeed']) {
    exchange.withdrawals = [withdrawal({ state, createdAt: settled })];
    if (state === 'succeed') exchange.balances = held('0.6');
    await clock.advance(depositPollMs);
  }
  expect(exchange.countOf('listWithdrawals')).toBe(5);
  expect(user().outbox.map((row) => row.id)).toEqual(['withdrawal:5:seen', 'withdrawal:5:processing:1', 'withdrawal:5:succeed:2', 'withdrawal:5:succeed:end']);
});

it('an older page is read while a withdrawal on it is under way, and no longer than that', async () => {
  const many = Array.from({ length: 120 }, (_, index) => withdrawal({ id: String(900 - index), state: 'succeed', createdAt: start - 60_000 * (index + 1) }));
  const last = many[119]!;
  const { clock, exchange, user } = await startAccounts((made) => { made.balances = held('1'); made.withdrawals = [...many.slice(0, 119), { ...last, state: 'processing' }]; });
  exchange.withdrawals = many;
  exchange.balances = held('0.6');
  await clock.advance(depositPollMs * 2);
  expect(exchange.countOf('listWithdrawals')).toBe(3);
  expect(user().outbox.map((row) => row.id)).toEqual([`withdrawal:${last.id}:succeed:1`, `withdrawal:${last.id}:succeed:end`]);
});

it('withdrawals that may not be read hold nothing up', async () => {
  const { user } = await startAccounts((made) => {
    made.failure = (name) => (name === 'listWithdrawals' ? new RefusedError(403, ['account.withdraw.not_permitted'], name) : undefined);
  });
  expect(user().account.baselineAt).toBe(start + 5000);
});
