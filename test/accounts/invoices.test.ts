// Awaited invoices: made once, counted down, found to be paid by the right deposit only, expired, forgotten.
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { endedInvoiceLifeMs, redrawMs, stampSlackMs } from '../../src/accounts/reconciling/invoiceNews.js';
import { InvoiceWatch } from '../../src/accounts/invoiceWatch.js';
import { makeInvoice, quotePayment, waitingInvoicesLimit } from '../../src/accounts/lightning.js';
import { reconcile } from '../../src/accounts/reconciling/reconciler.js';
import type { ExchangeClient } from '../../src/exchange/client.js';
import type { Deposit } from '../../src/model/payments/deposit.js';
import { UnknownOutcomeError } from '../../src/model/errors.js';
import { silentLog } from '../../src/model/log.js';
import { newUser, type AwaitedInvoice, type UserRecord } from '../../src/model/user.js';
import { encodeBolt11 } from '../../src/sandbox/exchange/money/bolt11.js';
import { decimal } from '../../src/sandbox/exchange/decimals.js';
import { seededRandom } from '../../src/sandbox/exchange/random.js';
import { changed } from '../../src/storage/store.js';
import { createFakeClock } from '../support/fakeClock.js';
import { createMemoryStore } from '../support/memoryStore.js';
import { contextAt, d, linkedUser, sat, start } from './samples.js';

const hour = 3_600_000;
const preimage = '11'.repeat(32);
const hash = createHash('sha256').update(Buffer.from(preimage, 'hex')).digest('hex');

const invoice = (over: Partial<AwaitedInvoice> = {}): AwaitedInvoice =>
  ({ paymentHash: hash, bolt: 'lnbc1', amountSat: sat('50000'), askedBy: 1, createdAt: start, expiresAt: start + hour, state: 'waiting', ...over });
const awaiting = (...invoices: AwaitedInvoice[]): UserRecord => ({ ...linkedUser(), invoices: Object.fromEntries(invoices.map((one) => [one.paymentHash, one])) });
/** Over Lightning: without a transaction of the chain unless `over` names one. */
const arrival = (over: Partial<Deposit> = {}): Deposit => ({ id: '9', currency: 'btc', amount: d('0.0005'), fee: d('0'), state: 'collected', createdAt: start + 1000, ...over });
const read = (record: UserRecord, ...deposits: Deposit[]): UserRecord => reconcile(record, { type: 'deposits', deposits }, contextAt(start + 5000)).record;
const kinds = (record: UserRecord): readonly string[] => record.outbox.map((row) => row.kind);

describe('a deposit pays an invoice', () => {
  it.each<readonly [string, Deposit]>([
    ['with the payment hash as its id', arrival({ txid: hash })], ['with the hash in upper case', arrival({ txid: hash.toUpperCase() })], ['with the preimage as its id', arrival({ txid: preimage })],
    ['with the hash, whatever the amount', arrival({ txid: hash, amount: d('0.0004') })], ['without an id, of its amount and time', arrival()],
    ['with an id of no known form', arrival({ txid: 'LN-77' })], ['of its amount less a fee', arrival({ amount: d('0.000499'), fee: d('0.000001') })],
    ['that comes as it expires', arrival({ createdAt: start + hour + stampSlackMs })],
  ])('%s', (_how, one) => {
    const paid = read(awaiting(invoice({ note: 'coffee' })), one);
    expect(paid.invoices?.[hash]).toMatchObject({ state: 'paid', bolt: '' });
    expect(kinds(paid)).toEqual(['invoiceCard', 'depositCredited']);
    expect(paid.outbox[1]?.data).toMatchObject({ invoice: { amountSat: '50000', note: 'coffee' } });
    expect(read(paid, one)).toBe(paid);
  });

  it('that has already expired here, because the list lagged', () => {
    expect(read(awaiting(invoice({ state: 'expired' })), arrival({ txid: hash })).invoices?.[hash]?.state).toBe('paid');
  });

  it('first seen on its way only when it is credited', () => {
    const seen = read(awaiting(invoice()), arrival({ txid: hash, state: 'submitted' }));
    expect(seen.invoices?.[hash]?.state).toBe('waiting');
    expect(read(seen, arrival({ txid: hash })).invoices?.[hash]?.state).toBe('paid');
  });
});

describe('a deposit does not pay an invoice', () => {
  it.each<readonly [string, Deposit]>([
    ['with another transaction’s id', arrival({ txid: 'ab'.repeat(32) })], ['that the chain has confirmed', arrival({ confirmations: 3 })], ['of another amount', arrival({ amount: d('0.0006') })],
    ['of another currency', arrival({ currency: 'eth', txid: hash })], ['from long after it', arrival({ createdAt: start + hour + stampSlackMs + 1 })],
  ])('%s', (_how, one) => {
    const record = read(awaiting(invoice()), one);
    expect([record.invoices?.[hash]?.state, kinds(record)]).toEqual(['waiting', ['depositCredited']]);
    expect(record.outbox[0]?.data).not.toHaveProperty('invoice');
  });

  it('when two invoices fit and nothing tells them apart; the hash does', () => {
    const two = awaiting(invoice(), invoice({ paymentHash: 'cd'.repeat(32) }));
    expect(Object.values(read(two, arrival()).invoices ?? {}).map((one) => one.state)).toEqual(['waiting', 'waiting']);
    expect(Object.values(read(two, arrival({ txid: 'cd'.repeat(32) })).invoices ?? {}).map((one) => one.state)).toEqual(['waiting', 'paid']);
  });

  it('that another deposit has paid', () => {
    const paid = read(awaiting(invoice()), arrival({ txid: hash }));
    const record = read(paid, arrival({ id: '10' }), arrival({ txid: hash }));
    expect(record.outbox.filter((row) => 'invoice' in row.data)).toHaveLength(1);
  });
});

/** An exchange that makes the invoice asked for, or one over `sat`. */
function maker(sat?: string): { readonly client: ExchangeClient; readonly asked: unknown[] } {
  const asked: unknown[] = [];
  const call = (endpoint: { readonly name: string }, input: { readonly amountSat: string }): Promise<unknown> => {
    asked.push(input);
    if (endpoint.name === 'withdrawQuote') return Promise.resolve([{ id: 'chain', currency: 'btc', fee: '1', blockchain: 'bitcoin' }, { id: 'ln', currency: 'btc', fee: '0', blockchain: 'Lightning' }]);
    const paymentHash = asked.length.toString(16).padStart(64, '0');
    // The exchange's clock is ten minutes fast.
    const createdAtS = start / 1000 + 600;
    return Promise.resolve({ state: 'pending', bolt: encodeBolt11({ amountSat: decimal(sat ?? input.amountSat), description: 'x', paymentHash, createdAtS, expiresAtS: createdAtS + 3600 }, seededRandom(1)) });
  };
  return { client: { call } as unknown as ExchangeClient, asked };
}

function desk() {
  const clock = createFakeClock(start);
  const store = createMemoryStore([newUser(7, 7, 'Thandi', start)]);
  const watch = new InvoiceWatch({ store, clock, log: silentLog });
  watch.start();
  const rows = (): readonly (readonly [string, string | undefined])[] => store.read(7)!.outbox.map((row) => [row.id.replace(/[0-9a-f]{64}/, '#'), row.messageKey?.replace(/[0-9a-f]{64}/, '#')]);
  return { clock, store, watch, rows, record: () => store.read(7)! };
}

describe('an invoice of one’s own', () => {
  it('is stored with its message owed, and lives by our clock as long as it says', async () => {
    const { clock, store, rows } = desk();
    const { client, asked } = maker();
    const made = await makeInvoice({ store, clock }, 7, client, { amountSat: sat('50000'), askedBy: 9, note: 'coffee', conversionPart: d('0.5') });
    expect(asked).toEqual([{ amountSat: '50000', description: 'coffee', conversionPart: '0.5' }]);
    expect(made).toMatchObject({ amountSat: '50000', createdAt: start, expiresAt: start + hour, state: 'waiting', note: 'coffee' });
    expect(store.read(7)?.invoices?.[made.paymentHash]).toEqual(made);
    expect(rows()).toEqual([['invoice:#:made', 'invoice:#']]);
  });

  it('asked for twice by one update is made once', async () => {
    const { clock, store } = desk();
    const { client, asked } = maker();
    const wanted = { amountSat: sat('50000'), askedBy: 9 };
    expect(await makeInvoice({ store, clock }, 7, client, wanted)).toEqual(await makeInvoice({ store, clock }, 7, client, wanted));
    expect(asked).toHaveLength(1);
  });

  it('over another amount than was asked for is not shown', async () => {
    const { clock, store, record } = desk();
    await expect(makeInvoice({ store, clock }, 7, maker('50001').client, { amountSat: sat('50000'), askedBy: 9 })).rejects.toThrow('not the one asked for');
    expect([record().invoices, record().outbox]).toEqual([undefined, []]);
  });

  it('whose answer is lost leaves nothing behind', async () => {
    const { clock, store, record } = desk();
    const client = { call: () => Promise.reject(new UnknownOutcomeError('createLightningInvoice', 'timeout')) } as unknown as ExchangeClient;
    await expect(makeInvoice({ store, clock }, 7, client, { amountSat: sat('50000'), askedBy: 9 })).rejects.toThrow(UnknownOutcomeError);
    expect(record().invoices).toBeUndefined();
  });

  it.each([[waitingInvoicesLimit - 1, true], [waitingInvoicesLimit, false]])('with %i waiting another one is made: %s', async (waiting, made) => {
    const { clock, store } = desk();
    const { client } = maker();
    for (let index = 0; index < waiting; index += 1) await makeInvoice({ store, clock }, 7, client, { amountSat: sat('1'), askedBy: index });
    const another = makeInvoice({ store, clock }, 7, client, { amountSat: sat('1'), askedBy: 99 });
    await (made ? expect(another).resolves.toBeDefined() : expect(another).rejects.toMatchObject({ key: 'receive.tooMany' }));
  });

  it('costs what the Lightning quote says, not the chain’s', async () => {
    expect(await quotePayment(maker().client, 'lnbc1')).toMatchObject({ id: 'ln', fee: '0' });
  });
});

describe('the card of a waiting invoice', () => {
  const delivered = (record: UserRecord): UserRecord => ({ ...record, outbox: [] });

  it('is drawn anew every minute, all together, until the hour is over; then it says expired, and in a day it is forgotten', async () => {
    const { clock, store, record } = desk();
    const { client } = maker();
    await clock.advance(10_000);
    for (const askedBy of [1, 2]) await makeInvoice({ store, clock }, 7, client, { amountSat: sat('1'), askedBy });
    let redraws = 0;
    for (let minute = 0; minute < 59; minute += 1) {
      await store.update(7, (one) => changed(delivered(one)));
      await clock.advance(redrawMs);
      redraws += record().outbox.length;
    }
    expect(redraws).toBe(2 * 59);
    await clock.advance(50_000);
    await store.update(7, (one) => changed(delivered(one)));
    await clock.advance(10_000);
    expect(Object.values(record().invoices ?? {}).map((one) => [one.state, one.bolt])).toEqual([['expired', ''], ['expired', '']]);
    expect(record().outbox.every((row) => row.id.endsWith(':expired'))).toBe(true);
    await clock.advance(endedInvoiceLifeMs);
    await makeInvoice({ store, clock }, 7, client, { amountSat: sat('1'), askedBy: 3 });
    expect(Object.keys(record().invoices ?? {})).toHaveLength(1);
  });

  it('waits for the edit before to leave: a chat that cannot be reached gathers none', async () => {
    const { clock, store, record } = desk();
    await makeInvoice({ store, clock }, 7, maker().client, { amountSat: sat('1'), askedBy: 1 });
    await clock.advance(30 * redrawMs);
    expect(record().outbox).toHaveLength(1);
  });

  it('goes on after a restart, and one that ended meanwhile ends at once', async () => {
    const { clock, store, watch, record } = desk();
    await makeInvoice({ store, clock }, 7, maker().client, { amountSat: sat('1'), askedBy: 1 });
    await store.update(7, (one) => changed(delivered(one)));
    watch.stop();
    await clock.advance(10 * redrawMs);
    expect(record().outbox).toEqual([]);
    new InvoiceWatch({ store, clock, log: silentLog }).start();
    await clock.advance(redrawMs);
    expect(kinds(record())).toEqual(['invoiceCard']);
    watch.stop();
    clock.set(start + 2 * hour);
    const last = new InvoiceWatch({ store, clock, log: silentLog });
    last.start();
    await clock.advance(0);
    expect(Object.values(record().invoices ?? {})[0]?.state).toBe('expired');
  });

  it('is not left behind by a write that fails', async () => {
    const { clock, store, record } = desk();
    await makeInvoice({ store, clock }, 7, maker().client, { amountSat: sat('1'), askedBy: 1 });
    await store.update(7, (one) => changed(delivered(one)));
    const update = store.update.bind(store);
    let failures = 0;
    Object.assign(store, { update: (...args: Parameters<typeof update>) => (failures++ === 0 ? Promise.reject(new Error('full')) : update(...args)) });
    await clock.advance(redrawMs + 10_000);
    expect([failures, kinds(record())]).toEqual([2, ['invoiceCard']]);
  });
});

it('invoices of a deleted user are counted down no more', async () => {
  const clock = createFakeClock(start);
  const store = createMemoryStore([awaiting(invoice())]);
  const watch = new InvoiceWatch({ store, clock, log: silentLog });
  watch.start();
  const update = store.update.bind(store);
  let asked = 0;
  store.update = (userId, change) => { asked += 1; return update(userId, change); };
  await store.remove(7, () => true);
  await clock.advance(hour);
  expect(asked).toBe(0);
  watch.stop();
});
