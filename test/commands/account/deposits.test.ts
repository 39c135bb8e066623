// /deposits with a transaction's id: one deposit in full.
import { expect, it } from '@jest/globals';
import { readDeposit } from '../../../src/accounts/reading/history.js';
import { RefusedError } from '../../../src/model/errors.js';
import { deposit } from '../../accounts/samples.js';
import { createFakeClient } from '../../markets/marketSamples.js';
import { createStroll } from '../stroll.js';

const txid = `ab${'0f'.repeat(31)}`;

it('a transaction names one deposit, shown with its whole id', async () => {
  const person = createStroll((core) => ({ accounts: { ...core.accounts, deposit: async (_userId, asked) => deposit({ txid: asked }) } }));
  expect((await person.type(`deposits ${txid}`)).text).toContain(txid);
});

it('of a transaction the exchange does not know it says so', async () => {
  expect((await createStroll().type(`deposits cd${txid}`)).text).toMatch(/knows no deposit of yours/);
});

it('a coin is no transaction', async () => {
  expect((await createStroll().type('deposits btc')).text).toMatch(/Deposits|deposits/);
});

it('404 is no deposit; any other refusal is one', async () => {
  const refusing = (status: number) => createFakeClient({ depositByTxid: () => { throw new RefusedError(status, ['record.not_found'], 'depositByTxid'); } });
  expect(await readDeposit(refusing(404), txid)).toBeUndefined();
  await expect(readDeposit(refusing(422), txid)).rejects.toBeInstanceOf(RefusedError);
});
