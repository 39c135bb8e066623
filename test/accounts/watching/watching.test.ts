// A watched account: catching up, following orders, polling, the key, and faults of store and exchange.
import { describe, expect, it } from '@jest/globals';
import { absorbOrder } from '../../../src/accounts/accounts.js';
import { catchUpsLimit } from '../../../src/accounts/linkedAccounts.js';
import { newDraft } from '../../../src/actions/drafts/newDraft.js';
import { RefusedError, UnavailableError } from '../../../src/model/errors.js';
import { changed } from '../../../src/storage/store.js';
import { d, deposit, describeMarket, order, rowsOf, start, trade, withdrawal, withFee } from '../samples.js';
import { depositPollMs, prepareAccounts, sealedUser, startAccounts } from '../startAccounts.js';

const refusal = (code: string, status = 401) => new RefusedError(status, [code], 'balances');
/** The clock's time at which everything has been read once. */
const settled = start + 6000;

describe('catching up', () => {
  it('the first catch-up tells nothing of before and sets the baseline', async () => {
    const { user, accounts } = await startAccounts((exchange) => {
      exchange.orders = [order({ executed: '0.4', createdAt: start - 9000, updatedAt: start - 8000 })];
      exchange.trades = [withFee(trade({ at: start - 8000 }))];
      exchange.deposits = [deposit({ state: 'accepted', createdAt: start - 9000 })];
      exchange.withdrawals = [withdrawal({ state: 'succeed', createdAt: start - 9000 })];
      exchange.balances = [{ currency: 'btc', available: d('1'), locked: d('0') }];
    });
    expect(user().outbox).toEqual([]);
    expect(user().account).toMatchObject({ baselineAt: start + 5000, tradesReadTo: start + 5000, balances: { btc: { available: '1' } } });
    expect(user().account.orders['77']?.trades).toHaveLength(1);
    expect(accounts.status(7)).toMatchObject({ stream: { name: 'connected' }, caughtUpAt: start + 5000, mute: false, clockOffsetMs: 0 });
  });

  it('fills, ends, deposits and withdrawals made while the stream was away are told once', async () => {
    const { clock, exchange, user } = await startAccounts((made) => { made.orders = [order(), order({ id: '78' })]; });
    exchange.tellState({ name: 'closed', detail: '1006' });
    exchange.orders = [order({ state: 'done', executed: '1' }), order({ id: '78', state: 'cancel', updatedAt: settled })];
    exchange.trades = [withFee(trade({ id: '502', amount: d('0.6'), at: settled })), withFee(trade({ at: settled }))];
    exchange.deposits = [deposit({ createdAt: settled })];
    exchange.withdrawals = [withdrawal({ createdAt: settled })];
    for (let time = 0; time < 2; time += 1) {
      exchange.connect(clock.now());
      await clock.advance(5000);
    }
    expect(user().outbox.map((row) => row.id)).toEqual(['end:78', 'fill:77:502:2:fd', 'deposit:9:seen', 'withdrawal:5:seen']);
    expect(rowsOf(user(), 'orderFilled')[0]).toMatchObject({ eventAt: settled, data: { amount: '1', final: true } });
  });

  it('an order that came and went while the stream was away is read before its fills are told', async () => {
    const { clock, exchange, user } = await startAccounts();
    exchange.orders = [order({ state: 'done', executed: '1' })];
    exchange.trades = [withFee(trade({ amount: d('1'), at: settled }))];
    exchange.connect(clock.now());
    await clock.advance(1000);
    expect(user().outbox.map((row) => [row.id, row.data['orderAmount']])).toEqual([['fill:77:501:1:fd', '1']]);
  });

  it('older trades are paged for until what was read before is reached', async () => {
    const { clock, exchange, user } = await startAccounts();
    exchange.orders = [order({ originVolume: d('9') })];
    exchange.trades = Array.from({ length: 250 }, (_, index) => withFee(trade({ id: String(9000 - index), amount: d('0.01'), at: settled })));
    exchange.connect(clock.now());
    await clock.advance(1000);
    expect(exchange.countOf('listTrades')).toBe(3);
    expect(rowsOf(user(), 'orderFilled').map((row) => row.data['amount'])).toEqual(['2.5']);
  });

  it('without a connection it catches up all the same', async () => {
    const { clock, accounts, user } = prepareAccounts();
    await accounts.start();
    await clock.advance(6000);
    expect(user().account.baselineAt).toBe(start + 10_000);
  });

  it('a read that fails is tried again with back-off until it succeeds', async () => {
    const { clock, exchange, accounts, user } = prepareAccounts();
    exchange.failure = (name) => (name === 'listTrades' ? new UnavailableError('network', name) : undefined);
    await accounts.start();
    exchange.connect(clock.now());
    await clock.advance(180_000);
    expect(user().account.baselineAt).toBeUndefined();
    expect(exchange.countOf('listTrades')).toBeLessThan(12);
    exchange.failure = () => undefined;
    await clock.advance(61_000);
    expect(user().account.baselineAt).toBe(start + 5000);
  });

  it('a part the account may not read is passed over', async () => {
    const { user } = await startAccounts((exchange) => {
      exchange.failure = (name) => (name === 'listOrders' ? refusal('market.trade.not_permitted', 403) : undefined);
    });
    expect(user().account.baselineAt).toBe(start + 5000);
  });

  it('a start with many users reads for a few at once', async () => {
    const users = Array.from({ length: 70 }, (_, index) => sealedUser(100 + index));
    const { clock, exchange, accounts } = prepareAccounts(users);
    let open: () => void = () => undefined;
    exchange.gate = new Promise((resolve) => { open = resolve; });
    await accounts.start();
    expect(exchange.streams).toHaveLength(20);
    await clock.advance(6000);
    expect([exchange.streams.length, exchange.mostUnderWay]).toEqual([70, catchUpsLimit]);
    open();
    await clock.advance(1000);
    expect(users.every((one) => one.id > 0 && accounts.status(one.id)?.caughtUpAt !== undefined)).toBe(true);
  });
});

describe('starting again', () => {
  it('starts all users again after a stop', async () => {
    const users = Array.from({ length: 25 }, (_, index) => sealedUser(100 + index));
    const { clock, exchange, accounts } = prepareAccounts(users);
    for (const streams of [25, 50]) {
      await accounts.start();
      await clock.advance(1000);
      expect(exchange.streams).toHaveLength(streams);
      await accounts.stop();
    }
  });
});

describe('live frames', () => {
  it('a fill without a fee is stored at once and its fee is read', async () => {
    const { clock, exchange, user } = await startAccounts((made) => { made.orders = [order()]; });
    const fill = trade({ at: settled });
    exchange.trades = [withFee(fill)];
    exchange.tell({ type: 'trade', trade: fill });
    await clock.advance(0);
    expect(rowsOf(user(), 'orderFilled')).toHaveLength(1);
    await clock.advance(500);
    expect(rowsOf(user(), 'orderFilled').map((row) => row.data['fee'])).toEqual([undefined, '0.0008']);
  });

  it('a fill that could not be stored is read again', async () => {
    const { clock, exchange, store, user } = await startAccounts((made) => { made.orders = [order()]; });
    exchange.trades = [withFee(trade({ at: settled }))];
    store.failWrites(1);
    exchange.tell({ type: 'trade', trade: trade({ at: settled }) });
    await clock.advance(2000);
    expect(rowsOf(user(), 'orderFilled')).toHaveLength(1);
  });

  it('balance frames alone are written at most once a second, and the last one counts', async () => {
    const { clock, exchange, store, user } = await startAccounts((made) => { made.balances = [{ currency: 'zar', available: d('100'), locked: d('0') }]; });
    const before = store.writes();
    for (let index = 1; index <= 20; index += 1) {
      exchange.tell({ type: 'balance', balance: { currency: 'zar', available: d(String(100 - index)), locked: d(String(index)) } });
      await clock.advance(40);
    }
    await clock.advance(1000);
    expect(store.writes() - before).toBe(1);
    expect(user().account.balances['zar']).toEqual({ currency: 'zar', available: '80', locked: '20' });
  });

  it('a rise that nothing explains leads to a look at the deposits', async () => {
    const { clock, exchange, user } = await startAccounts();
    exchange.deposits = [deposit({ state: 'accepted', createdAt: settled })];
    exchange.tell({ type: 'balance', balance: { currency: 'btc', available: d('0.5'), locked: d('0') } });
    await clock.advance(1500);
    expect(user().outbox.map((row) => row.id)).toEqual(['deposit:9:credited']);
  });

  it('a cancelled order whose fills the exchange lists late is told after one read', async () => {
    const { clock, exchange, user } = await startAccounts((made) => { made.orders = [order()]; });
    exchange.tell({ type: 'order', order: order({ state: 'cancel', executed: '0.4', updatedAt: settled }) });
    await clock.advance(0);
    expect(user().outbox).toEqual([]);
    await clock.advance(1000);
    expect(user().outbox.map((row) => row.id)).toEqual(['end:77']);
  });
});

describe('orders of which the stream may say nothing', () => {
  it('are read at 0.5, 1, 2, 4, 8, 15, 30 and 60 s and then every minute until they have ended', async () => {
    const { clock, exchange, store, user } = await startAccounts();
    const market = order({ type: 'market', state: 'pending' });
    exchange.orders = [market];
    const placedAt = clock.now();
    const read: number[] = [];
    await store.update(7, (record) => changed(absorbOrder(record, market, placedAt, describeMarket)));
    for (let halfSeconds = 1; halfSeconds <= 370; halfSeconds += 1) {
      await clock.advance(500);
      if (exchange.calls.includes('getOrder 77')) read.push((clock.now() - placedAt) / 1000);
      exchange.calls.length = 0;
      if (halfSeconds === 250) exchange.orders = [{ ...market, state: 'cancel', updatedAt: clock.now() }];
    }
    expect(read).toEqual([0.5, 1, 2, 4, 8, 15, 30, 60, 120, 180]);
    expect(rowsOf(user(), 'orderEnded')).toHaveLength(1);
  });

  it('an order whose cancel was asked for is followed too, and refresh reads it at once', async () => {
    const { clock, exchange, store, accounts, user } = await startAccounts((made) => { made.orders = [order()]; });
    await store.update(7, (record) => changed({
      ...record, account: { ...record.account, orders: { 77: { ...record.account.orders['77']!, cancelAskedAt: clock.now() } } },
    }));
    await clock.advance(0);
    exchange.orders = [order({ state: 'cancel', updatedAt: settled })];
    accounts.refresh(7, 'orders');
    await clock.advance(0);
    expect(user().outbox.map((row) => row.id)).toEqual(['end:77']);
  });
});

it('the end of an order is told after 10 s when the card of its cancellation has not come by then, also after a restart', async () => {
  const { clock, exchange, store, user, accounts } = await startAccounts((made) => { made.orders = [order()]; });
  const sent = { ...newDraft('draft', { kind: 'cancelOrder', orderId: '77' }, clock.now()), state: 'accepted' as const, sentAt: clock.now() };
  await store.update(7, (record) => changed({ ...record, drafts: { draft: sent } }));
  exchange.tell({ type: 'order', order: order({ state: 'cancel', updatedAt: settled }) });
  await clock.advance(6000);
  await accounts.stop();
  expect(rowsOf(user(), 'orderEnded')).toEqual([]);
  const again = prepareAccounts([user()]);
  await again.clock.advance(clock.now() - again.clock.now());
  await again.accounts.start();
  await again.clock.advance(3000);
  expect(rowsOf(again.user(), 'orderEnded')).toEqual([]);
  await again.clock.advance(1500);
  expect(rowsOf(again.user(), 'orderEnded')).toHaveLength(1);
});

describe('polling', () => {
  it('finds deposits by itself and tells each once', async () => {
    const { clock, exchange, user } = await startAccounts();
    exchange.deposits = [deposit({ createdAt: settled })];
    await clock.advance(depositPollMs * 5);
    expect(exchange.countOf('listDeposits')).toBe(5);
    // Two audits, and the history once, for what the coins cost.
    expect(exchange.countOf('listTrades')).toBe(3);
    expect(user().outbox.map((row) => row.id)).toEqual(['deposit:9:seen']);
  });

  it('a stream that is silent while reads bring fills is called mute until it speaks', async () => {
    const { clock, exchange, accounts, user } = await startAccounts((made) => { made.orders = [order()]; });
    exchange.trades = [withFee(trade({ at: clock.now() + 2000 }))];
    await clock.advance(depositPollMs * 2 + 1000);
    expect(accounts.status(7)?.mute).toBe(true);
    expect(rowsOf(user(), 'orderFilled')).toHaveLength(1);
    exchange.tell({ type: 'order', order: order() });
    expect(accounts.status(7)?.mute).toBe(false);
  });
});

describe('a key that is refused', () => {
  it.each(['authz.unexistent_apikey', 'authz.apikey_not_active', 'authz.invalid_signature', 'authz.disabled_2fa', 'authz.invalid_session'])('%s pauses the link once, keeps the key and goes on by itself when it is accepted again', async (code) => {
    const { clock, exchange, user } = await startAccounts();
    exchange.failure = () => refusal(code);
    exchange.tellState({ name: 'refused', codes: [code] });
    await clock.advance(3_600_000);
    expect(user().link).toMatchObject({ tail: 'key7', paused: { codes: [code] } });
    expect(user().outbox.map((row) => [row.kind, row.data['codes']])).toEqual([['keyPaused', [code]]]);
    expect(exchange.calls.length).toBeLessThan(20);
    exchange.failure = () => undefined;
    await clock.advance(310_000);
    expect(user().link).not.toHaveProperty('paused');
    expect(exchange.streams.map((stream) => stream.closed)).toEqual([true, false]);
    expect(exchange.countOf('listTrades')).toBeGreaterThan(0);
  });

  it.each([['authz.nonce_expired', 401], ['authz.nonce_not_valid_timestamp', 401], ['authz.restrict.maintenance', 471], ['server.internal_error', 503]])('%s never pauses it', async (code, status) => {
    const { clock, exchange, user } = await startAccounts();
    exchange.failure = () => refusal(code, status);
    exchange.tellState({ name: 'refused', codes: [code] });
    await clock.advance(600_000);
    expect(user().link).not.toHaveProperty('paused');
    expect(user().outbox).toEqual([]);
  });

  it('a pause that cannot be stored is tried again, and the stream comes back with the key', async () => {
    const { clock, exchange, store, user } = await startAccounts();
    exchange.failure = () => refusal('authz.apikey_not_active');
    store.failWrites(1);
    exchange.tellState({ name: 'refused', codes: ['authz.apikey_not_active'] });
    await clock.advance(1000);
    expect(user().link).not.toHaveProperty('paused');
    exchange.failure = () => undefined;
    await clock.advance(31_000);
    expect(exchange.streams.map((stream) => stream.closed)).toEqual([true, false]);
  });

  it('a stream refused without a word does not pause a key that reads accept', async () => {
    const { clock, exchange, user } = await startAccounts();
    exchange.tellState({ name: 'refused', codes: [] });
    await clock.advance(1000);
    expect(user().link).not.toHaveProperty('paused');
    expect(exchange.streams.map((stream) => stream.closed)).toEqual([false]);
  });

  it('a read refused for the key pauses it too, and a paused link stays paused over a restart', async () => {
    const { clock, exchange, accounts, store, user } = await startAccounts();
    exchange.failure = () => refusal('authz.apikey_not_active');
    await clock.advance(depositPollMs + 1000);
    expect(user().link?.paused).toBeDefined();
    await accounts.stop();
    await accounts.start();
    await clock.advance(60_000);
    expect(exchange.streams).toHaveLength(1);
    expect([...store.all()].flatMap((one) => one.outbox)).toHaveLength(1);
  });
});

it('after stop nothing is read, heard or written', async () => {
  const { clock, exchange, accounts, store } = await startAccounts((made) => { made.orders = [order({ type: 'market' })]; });
  await accounts.stop();
  const before = [exchange.calls.length, store.writes()];
  exchange.tell({ type: 'trade', trade: trade() });
  await clock.advance(600_000);
  expect([exchange.calls.length, store.writes()]).toEqual(before);
  expect(exchange.streams.every((stream) => stream.closed)).toBe(true);
});
