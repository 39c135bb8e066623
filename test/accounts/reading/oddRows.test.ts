// What a list with a row that cannot be read may not lead to: a lost cursor, a balance that is gone, an order that is missing, a false find.
import { describe, expect, it } from '@jest/globals';
import { balancesEvent, readOrder, readOrdersAndTrades, type Reader } from '../../../src/accounts/reading/catchUp.js';
import { readDeposits } from '../../../src/accounts/reading/history.js';
import { readWithdrawal, readWithdrawQuotes } from '../../../src/accounts/reading/payoutReads.js';
import { ifPermitted } from '../../../src/accounts/reading/refusals.js';
import { TradesProgress, unreadHoldMs } from '../../../src/accounts/reading/tradesProgress.js';
import { lookAtHistory } from '../../../src/actions/payoutReads.js';
import { lookAtBeneficiaries } from '../../../src/actions/beneficiaryChange.js';
import { deleteBeneficiary } from '../../../src/actions/kinds/deleteBeneficiary.js';
import { placeOrder } from '../../../src/actions/kinds/placeOrder.js';
import type { ExchangeClient } from '../../../src/exchange/client.js';
import { emptyAccount } from '../../../src/model/account.js';
import { ProtocolError, RefusedError, UserError } from '../../../src/model/errors.js';
import type { Log } from '../../../src/model/log.js';
import { decimal } from '../../../src/model/money.js';
import { withUnread } from '../../../src/model/rows.js';
import { newUser } from '../../../src/model/user.js';

const now = Date.UTC(2025, 10, 21, 10);
const clientOf = (answers: Readonly<Record<string, (input: { readonly page?: number }) => unknown>>): ExchangeClient => ({
  call: async (endpoint, input) => {
    const answer = answers[endpoint.name]?.(input as never) ?? [];
    if (answer instanceof Error) throw answer;
    return answer as never;
  },
});
const readerOf = (answers: Parameters<typeof clientOf>[0]): Reader => ({ client: clientOf(answers), urgency: 'background', signal: new AbortController().signal });
const one = decimal('1');
const trade = (id: number, at: number): object => ({ id: String(id), orderId: '1', market: 'btczar', side: 'buy', price: one, amount: one, total: one, at });
const firstPage = (page: unknown) => ({ page: number = 1 }: { readonly page?: number }): unknown => (number === 1 ? page : []);

describe('a trade that cannot be read', () => {
  const user = { ...newUser(7, 7, 'Thandi', now), account: { ...emptyAccount, tradesReadTo: now - 50_000_000 } };
  const readTo = async (unread: readonly number[], ats: readonly number[]): Promise<number | undefined> => {
    const page = withUnread(ats.map((at, index) => trade(100 - index, at)), unread);
    const { events } = await readOrdersAndTrades(readerOf({ listTrades: firstPage(page), getOrder: () => new ProtocolError('order: odd') }), user, false, now, new TradesProgress());
    return events.flatMap((event) => (event.type === 'tradesRead' ? [event.readTo] : []))[0];
  };

  it('holds the cursor at the next older one, so that it is read again', async () => {
    expect(await readTo([], [now - 1000, now - 2000])).toBe(now);
    expect(await readTo([1], [now - 1000, now - 9_000_000])).toBe(now - 9_000_000);
  });

  it('older than all that is to be read holds nothing', async () => {
    expect(await readTo([2], [now - 1000, now - 900_000_000])).toBe(now);
  });

  it('is given up after a day', () => {
    expect(new TradesProgress().take([], 1, true, now, now - 9 * unreadHoldMs)).toMatchObject({ readTo: now - unreadHoldMs, hasUnread: true });
  });
});

describe('a list with a row that cannot be read', () => {
  it('leaves a balance that it does not show as it is known', () => {
    const known = { btc: { currency: 'btc', available: one, locked: one }, eth: { currency: 'eth', available: one, locked: one } };
    const record = { ...newUser(7, 7, 'Thandi', now), account: { ...emptyAccount, balances: known } };
    expect(balancesEvent(withUnread([known.eth], [0]), record)).toEqual({ type: 'balances', balances: [known.eth, known.btc], hasUnread: true });
    expect(balancesEvent([known.eth], record)).toEqual({ type: 'balances', balances: [known.eth] });
  });

  it('does not say that a withdrawal is not there', async () => {
    await expect(readWithdrawal(clientOf({ listWithdrawals: firstPage(withUnread([], [0])) }), '5')).rejects.toBeInstanceOf(UserError);
  });

  it('is not a clean look for a lost payout, beneficiary or order', async () => {
    const draft = { sentAt: now, createdAt: now, request: { order: { market: 'btczar', customOrderId: 'c', side: 'buy', type: 'limit', volume: one }, beneficiaryId: '9' } } as never;
    expect(await lookAtHistory(clientOf({ listWithdrawals: firstPage(withUnread([], [0])) }), draft)).toMatchObject({ clean: false });
    expect(await lookAtHistory(clientOf({ listWithdrawals: firstPage([]) }), draft)).toMatchObject({ clean: true });
    const rows = withUnread([{ id: '8', currency: 'btc', name: 'n', data: {}, state: 'active' }], [1]);
    expect(await lookAtBeneficiaries(clientOf({ listBeneficiaries: () => rows }), () => undefined)).toMatchObject({ clean: false });
    const look = (deleteBeneficiary.resolve as { look: (client: ExchangeClient, draft: never) => Promise<unknown> }).look;
    expect(await look(clientOf({ listBeneficiaries: () => rows }), draft)).toEqual({ evidence: { kind: 'none' }, clean: false });
    const order = (placeOrder.resolve as { look: (client: ExchangeClient, draft: never) => Promise<unknown> }).look;
    expect(await order(clientOf({ listOrders: firstPage(withUnread([], [0])) }), draft)).toEqual({ evidence: { kind: 'none' }, clean: false });
    expect(await order(clientOf({ listOrders: firstPage([]) }), draft)).toEqual({ evidence: { kind: 'none' }, clean: true });
  });

  it('is paged through like a whole one', async () => {
    const page = withUnread(Array.from({ length: 95 }, (_, index) => ({ id: String(index) })), [3]);
    const { rows, more } = await readDeposits(clientOf({ listDeposits: ({ page: number = 1 }) => (number === 1 ? page : [{ id: 'older' }]) }), { from: 88, count: 8 });
    expect(rows).toHaveLength(7);
    expect(more).toBe(true);
  });
});

describe('a 404', () => {
  it.each([[['record.not_found'], true], [[], false]])('with the words %j says that there is no such order: %s', async (codes, isMissing) => {
    const answer = readOrder(readerOf({ getOrder: () => new RefusedError(404, codes, 'getOrder') }), '5');
    if (isMissing) expect(await answer).toEqual({ type: 'orderMissing', orderId: '5' });
    else await expect(answer).rejects.toBeInstanceOf(RefusedError);
  });

  it.each([[404, ['record.not_found'], true], [405, ['server.method_not_allowed'], true], [404, [], false], [422, ['account.currency.withdrawal_disabled'], false], [422, ['anything.else'], false], [403, ['account.withdraw.not_permitted'], false]] as const)('as %d %j for a quote means that none are given: %s', async (status, codes, isNone) => {
    const answer = readWithdrawQuotes(clientOf({ withdrawQuote: () => new RefusedError(status, codes, 'withdrawQuote') }), 'btc');
    if (isNone) expect(await answer).toEqual([]);
    else await expect(answer).rejects.toBeInstanceOf(RefusedError);
  });

  it('without words lets no list be passed over', async () => {
    const log = { warn: () => undefined } as unknown as Log;
    await expect(ifPermitted(log, () => Promise.reject(new RefusedError(404, [], 'listDeposits')))).rejects.toBeInstanceOf(RefusedError);
    await ifPermitted(log, () => Promise.reject(new RefusedError(404, ['record.not_found'], 'listDeposits')));
  });
});
