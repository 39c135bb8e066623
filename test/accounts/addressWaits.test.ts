import { expect, it } from '@jest/globals';
import { AddressWaits, addressAsksMs } from '../../src/accounts/addressWaits.js';
import type { DepositAddress, DepositTerms } from '../../src/model/payments/depositAddress.js';
import { decimal } from '../../src/model/money.js';
import { silentLog } from '../../src/model/log.js';
import { newUser } from '../../src/model/user.js';
import { createFakeClock } from '../support/fakeClock.js';
import { createMemoryStore } from '../support/memoryStore.js';

function open(answers: readonly (DepositAddress | Error)[], store = createMemoryStore([newUser(1, 11, 'Ann', 0)]), clock = createFakeClock()) {
  const asked: number[] = [];
  const waits = new AddressWaits({
    store, clock, log: silentLog,
    read: () => {
      const answer = answers[asked.length] ?? { currencies: ['btc'] };
      asked.push(clock.now());
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  });
  return { waits, asked, store, clock, rows: () => store.read(1)!.outbox };
}

const made: DepositAddress = { currencies: ['xrp'], address: 'rCape', tag: '7' };
const terms: DepositTerms = { network: { name: 'XRP Ledger', host: 'xrpscan.com' }, least: decimal('0.1'), confirmations: 1 };

it('asks again until the address is there, and tells it once', async () => {
  const { waits, asked, clock, rows, store } = open([{ currencies: ['xrp'] }, new Error('away'), made]);
  const began = clock.now();
  await waits.wait(1, 'xrp', terms);
  await waits.wait(1, 'xrp', terms);
  await clock.advance(3_600_000);
  expect(asked.map((at) => at - began)).toEqual(addressAsksMs.slice(0, 3));
  expect(rows()).toEqual([expect.objectContaining({ kind: 'addressReady', data: { currency: 'xrp', address: 'rCape', tag: '7', terms } })]);
  expect(store.read(1)?.awaitedAddresses).toEqual({});
});

it('goes on after a restart where it had stopped', async () => {
  const first = open([{ currencies: ['xrp'] }]);
  await first.waits.wait(1, 'xrp', terms);
  await first.clock.advance(4_000);
  first.waits.stop();
  const second = open([made], first.store, first.clock);
  second.waits.start();
  await second.clock.advance(2_500);
  expect(second.rows()).toHaveLength(1);
});

it('says after the last ask that there is none, and never asks again', async () => {
  const { waits, asked, clock, rows } = open([]);
  await waits.wait(1, 'btc', terms);
  await clock.advance(7_200_000);
  expect(asked).toHaveLength(addressAsksMs.length);
  expect(rows()).toEqual([expect.objectContaining({ data: { currency: 'btc', terms } })]);
});

it('says so too when the last ask fails', async () => {
  const { waits, clock, rows } = open(addressAsksMs.map(() => new Error('away')));
  await waits.wait(1, 'btc', terms);
  await clock.advance(7_200_000);
  expect(rows()).toHaveLength(1);
});

it('a wait that lapsed while the program was down is asked once more', async () => {
  const first = open([]);
  await first.waits.wait(1, 'btc', terms);
  first.waits.stop();
  await first.clock.advance(86_400_000);
  const second = open([made], first.store, first.clock);
  second.waits.start();
  await second.clock.advance(10);
  expect([second.asked.length, second.rows().length]).toEqual([1, 1]);
});
