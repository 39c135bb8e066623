// A linked account on the simulated exchange, over real HTTP and WebSocket: fills, ends, deposits and a key that is switched off.
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { absorbOrder, type Accounts } from '../../src/accounts/accounts.js';
import { createAccounts } from '../../src/accounts/linkedAccounts.js';
import { createOrder } from '../../src/exchange/endpoints/market/createOrder.js';
import { createExchange, type Exchange } from '../../src/exchange/exchange.js';
import { systemClock, systemRandom } from '../../src/model/clock.js';
import { silentLog } from '../../src/model/log.js';
import { decimal } from '../../src/model/money.js';
import type { OrderType, Side } from '../../src/model/trading/order.js';
import type { OutboxRow } from '../../src/model/outboxRow.js';
import { newUser } from '../../src/model/user.js';
import { startExchange, type SimulatedExchange } from '../../src/sandbox/exchange/index.js';
import { changed } from '../../src/storage/store.js';
import { createMemoryStore, type MemoryStore } from '../support/memoryStore.js';
import { describeMarket } from './samples.js';
import { seal } from './startAccounts.js';

let venue: SimulatedExchange;
let exchange: Exchange;
let accounts: Accounts;
let store: MemoryStore;
let key: ReturnType<SimulatedExchange['control']['createAccount']>;

beforeEach(async () => {
  venue = await startExchange({ otherTraders: false });
  key = venue.control.createAccount({ balances: { zar: '1000000', btc: '2' } });
  exchange = createExchange({ restUrl: venue.restUrl, streamUrl: venue.streamUrl, clock: systemClock, random: systemRandom, log: silentLog });
  store = createMemoryStore([newUser(7, 7, 'Thandi', systemClock.now())]);
  accounts = createAccounts({ store, seal, exchange, clock: systemClock, random: systemRandom, log: silentLog, describeMarket, neededConfirmations: () => 3, depositPollMs: 300 });
  await accounts.start();
});

afterEach(async () => {
  await accounts.stop();
  await exchange.stop();
  await venue.stop();
});

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    if (waited > 8000) throw new Error(`never: ${what}\n${JSON.stringify(rows(), null, 1)}`);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}

const rows = (kind?: string): readonly OutboxRow[] => store.read(7)!.outbox.filter((row) => kind === undefined || row.kind === kind);

async function link(): Promise<void> {
  await accounts.link(7, key.apiKey, key.secret);
  await until('caught up', () => accounts.status(7)?.caughtUpAt !== undefined && accounts.status(7)?.stream.name === 'connected');
}

async function place(side: Side, type: OrderType, volume: string, price?: string): Promise<number> {
  const input = { market: 'btczar', side, type, volume: decimal(volume), customOrderId: 'mine', ...(price === undefined ? {} : { price: decimal(price) }) };
  const order = await accounts.client(7).call(createOrder, input);
  await store.update(7, (record) => changed(absorbOrder(record, order, systemClock.now(), describeMarket)));
  return Number(order.id);
}

const stateOf = (id: number): string | undefined => store.read(7)!.account.orders[id]?.order.state;
const lastFill = (): OutboxRow['data'] | undefined => rows('orderFilled').at(-1)?.data;

it('a resting order is told as it fills, exactly, and when it is cancelled', async () => {
  await link();
  const id = await place('buy', 'limit', '0.5', '500000');
  await until('resting', () => stateOf(id) === 'wait');
  venue.control.fillOrder(id, '0.1');
  venue.control.fillOrder(id, '0.1');
  await until('both fills', () => lastFill()?.['amount'] === '0.2');
  venue.control.cancelOrder(id);
  await until('the end', () => rows('orderEnded').length === 1);
  expect(lastFill()).toMatchObject({ total: '100000', averagePrice: '500000', remaining: '0.3', final: false });
  expect(rows('orderEnded')[0]?.data).toMatchObject({ state: 'cancel', amount: '0.5', executed: '0.2', total: '100000' });
  await until('the fee', () => lastFill()?.['fee'] !== undefined);
  expect(new Set(rows('orderFilled').map((row) => row.messageKey)).size).toBe(1);
});

it('a market order is told when it is filled', async () => {
  await link();
  const id = await place('sell', 'market', '0.01');
  await until('the fill', () => lastFill()?.['final'] === true);
  await until('done', () => stateOf(id) === 'done');
  expect(rows('orderEnded')).toEqual([]);
});

it('fills made before linking are silent and fills made while the stream was away are told once', async () => {
  await link();
  const id = await place('buy', 'limit', '0.5', '500000');
  await until('resting', () => stateOf(id) === 'wait');
  await accounts.unlink(7);
  venue.control.fillOrder(id, '0.1');
  // What is a moment older than the link may be told: the exchange's clock is known to a second only.
  await new Promise((resolve) => { setTimeout(resolve, 2_100); });
  const before = rows().length;
  await link();
  expect(rows()).toHaveLength(before);
  await accounts.stop();
  venue.control.fillOrder(id, '0.2');
  await accounts.start();
  await until('the later fill', () => rows().length > before);
  expect(lastFill()).toMatchObject({ amount: '0.3', orderAmount: '0.5', remaining: '0.2' });
  expect(rows()).toHaveLength(before + 1);
});

it('a deposit is told as it comes in and once when it is credited', async () => {
  await link();
  const id = venue.control.deposit(key.uid, { currency: 'btc', amount: '0.25' });
  await until('seen', () => rows('depositSeen').length === 1);
  venue.control.confirmDeposit(id, 1);
  await until('confirmed', () => rows('depositSeen').length === 2);
  venue.control.creditDeposit(id);
  await until('credited', () => rows('depositCredited').length === 1);
  await new Promise((resolve) => { setTimeout(resolve, 800); });
  expect(rows('depositCredited').map((row) => row.data['amount'])).toEqual(['0.25']);
});

it('a key that is switched off pauses the link once and is kept', async () => {
  await link();
  venue.control.disableKey(key.apiKey);
  await until('paused', () => store.read(7)!.link?.paused !== undefined);
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  expect(rows().map((row) => row.data)).toEqual([{ codes: ['authz.apikey_not_active'] }]);
});
