import { describe, expect, it } from '@jest/globals';
import { readBeneficiaries, readWithdrawal, readWithdrawQuotes } from '../../../src/accounts/reading/payoutReads.js';
import type { Beneficiary } from '../../../src/model/payments/beneficiary.js';
import { RefusedError, UnavailableError } from '../../../src/model/errors.js';
import { createFakeClient } from '../../markets/marketSamples.js';
import { withdrawal } from '../samples.js';

const refused = (status: number, code: string) => () => { throw new RefusedError(status, [code], 'withdrawQuote'); };

describe('the quotes of a withdrawal', () => {
  it.each([[404, 'record.not_found'], [405, 'server.method_not_allowed'], [422, 'account.currency.doesnt_exist']])('are none where the exchange answers %s %s', async (status, code) => {
    expect(await readWithdrawQuotes(createFakeClient({ withdrawQuote: refused(status, code) }), 'btc')).toEqual([]);
  });

  it.each([[422, 'account.currency.withdrawal_disabled'], [403, 'account.withdraw.not_permitted'], [401, 'authz.invalid_permission']])('say why there are none: %s %s', async (status, code) => {
    await expect(readWithdrawQuotes(createFakeClient({ withdrawQuote: refused(status, code) }), 'btc')).rejects.toMatchObject({ codes: [code] });
  });

  it('are not taken for none while the exchange is away', async () => {
    await expect(readWithdrawQuotes(createFakeClient(), 'btc')).rejects.toBeInstanceOf(UnavailableError);
  });
});

it('beneficiaries that are archived, or of another currency, are left out', async () => {
  const one = (id: string, state: string, currency = 'btc'): Beneficiary => ({ id, state, currency, name: id, data: {} });
  const client = createFakeClient({ listBeneficiaries: () => [one('1', 'active'), one('2', 'archived'), one('3', 'pending'), one('4', 'active', 'zar')] });
  expect((await readBeneficiaries(client, 'btc')).map(({ id }) => id)).toEqual(['1', '3']);
  expect((await readBeneficiaries(client, undefined)).map(({ id }) => id)).toEqual(['1', '3', '4']);
});

describe('one withdrawal', () => {
  const pages = (count: number) => ({ page = 1 }: { page?: number }) =>
    (page <= count ? Array.from({ length: page === count ? 3 : 96 }, (_, index) => withdrawal({ id: `${page}-${index}` })) : []);

  it('is found on a later page, and no further page is read', async () => {
    const client = createFakeClient({ listWithdrawals: pages(5) as (input: unknown) => unknown });
    expect((await readWithdrawal(client, '2-90'))?.id).toBe('2-90');
    expect(client.calls).toHaveLength(2);
  });

  it('that is not there is looked for to the end, and at most on ten pages', async () => {
    const short = createFakeClient({ listWithdrawals: pages(2) as (input: unknown) => unknown });
    const long = createFakeClient({ listWithdrawals: pages(50) as (input: unknown) => unknown });
    expect([await readWithdrawal(short, 'x'), await readWithdrawal(long, 'x'), short.calls.length, long.calls.length]).toEqual([undefined, undefined, 2, 10]);
  });
});
