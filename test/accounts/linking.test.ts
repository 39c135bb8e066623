// Linking and unlinking: what is proved, what is stored, and what is said when it fails.
import { describe, expect, it } from '@jest/globals';
import { keyLengthLimit } from '../../src/accounts/linking.js';
import { newDraft } from '../../src/actions/drafts/newDraft.js';
import { ProtocolError, RefusedError, UnavailableError, UserError } from '../../src/model/errors.js';
import { emptyAccount, type AccountState, type Sealed } from '../../src/model/account.js';
import type { Draft, DraftState } from '../../src/model/draft.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import { changed } from '../../src/storage/store.js';
import { account as sentences } from '../../src/text/en/account.js';
import type { FakeAccountExchange } from './fakeAccountExchange.js';
import { d, deposit, order, start, trade, withdrawal, withFee } from './samples.js';
import { prepareAccounts, sealedUser } from './startAccounts.js';

const pin = { hash: 'sealed' as Sealed, salt: 'salt', wrong: 0, setAt: start };
const card = newDraft('draft', { kind: 'cancelOrder', orderId: '1' }, start);
const stranger = newUser(7, 7, 'Thandi', start);
const keyOf = async (action: () => Promise<unknown>): Promise<string> => {
  const error = await action().then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof UserError)) throw new Error('no UserError');
  expect(sentences).toHaveProperty([error.key]);
  return error.key;
};

describe('link', () => {
  it('proves the pair, stores it sealed and begins to watch', async () => {
    const { accounts, exchange, clock, user, store } = prepareAccounts([stranger]);
    await accounts.start();
    expect(await accounts.link(7, '  abcd1234efgh5678 \n', ' s3cret ')).toEqual({ tail: '5678', was: 'first', unanswered: 0 });
    expect(user().link).toMatchObject({ keyVersion: 1, tail: '5678', linkedAt: clock.now() });
    expect(JSON.stringify([...store.all()])).not.toMatch(/abcd1234|s3cret/);
    expect([exchange.calls, exchange.signers[0], exchange.streams.length]).toEqual([['balances'], 'abcd1234efgh5678', 1]);
  });

  it.each([['empty', ''], ['only spaces', '  '], ['a space inside', 'ab cd'], ['a control character', 'ab\u0007cd'], ['beyond ASCII', 'абвг'], ['too long', 'x'.repeat(keyLengthLimit + 1)]])('%s is malformed and is never sent', async (_name, part) => {
    const { accounts, exchange } = prepareAccounts([stranger]);
    expect(await keyOf(() => accounts.link(7, part, 'secret'))).toBe('link.malformed');
    expect(await keyOf(() => accounts.link(7, 'key', part))).toBe('link.malformed');
    expect(exchange.calls).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['link.refused', new RefusedError(401, ['authz.unexistent_apikey'], 'balances')],
    ['link.refused', new RefusedError(401, ['authz.invalid_signature'], 'balances')],
    ['link.refused', new RefusedError(422, ['authz.invalid_api_key_headers'], 'balances')],
    ['link.disabled', new RefusedError(401, ['authz.apikey_not_active'], 'balances')],
    ['link.no2fa', new RefusedError(401, ['authz.disabled_2fa'], 'balances')],
    ['link.clock', new RefusedError(401, ['authz.nonce_expired'], 'balances')],
    ['link.clock', new RefusedError(401, ['authz.nonce_not_valid_timestamp'], 'balances')],
    ['link.notPermitted', new RefusedError(403, ['user.ability.not_permitted'], 'balances')],
    ['link.refusedOther', new RefusedError(401, ['authz.permission_denied'], 'balances')],
    ['link.unavailable', new UnavailableError('maintenance', 'balances')],
    ['link.unavailable', new ProtocolError('balances')],
  ])('says %s and stores nothing', async (key, failure) => {
    const { accounts, exchange, store, user } = prepareAccounts([stranger]);
    exchange.failure = () => failure;
    expect(await keyOf(() => accounts.link(7, 'key', 'secret'))).toBe(key);
    expect([store.writes(), user()]).toEqual([0, stranger]);
  });

  it.each([['the same key keeps what is known', 'key7', true], ['another key begins anew', 'other', false]])('%s of the account', async (_name, apiKey, kept) => {
    const known = { ...emptyAccount, baselineAt: start, seenTrades: ['501'] };
    const { accounts, exchange, user } = prepareAccounts([sealedUser(7, { account: known, drafts: { [card.id]: card } })]);
    await accounts.start();
    await accounts.link(7, apiKey, 'newSecret');
    expect(user().link?.keyVersion).toBe(2);
    expect(user().account).toEqual(kept ? known : { ...emptyAccount, since: start + 5000 });
    expect(user().drafts[card.id]?.state).toBe(kept ? 'drafted' : 'expired');
    expect(exchange.streams.map((stream) => stream.closed)).toEqual([true, false]);
  });

  it('frames of the replaced key change nothing', async () => {
    const { accounts, exchange, clock, user } = prepareAccounts();
    await accounts.start();
    await accounts.link(7, 'other', 'secret');
    exchange.streams[0]!.listener.onEvent({ type: 'order', order: order() });
    await clock.advance(100);
    expect(user().account.orders).toEqual({});
  });
});

describe('another key', () => {
  const tracked = { 77: { order: order(), trades: [], endTold: false } };
  const known = { ...emptyAccount, baselineAt: start, tradesReadTo: start };
  const refused = new RefusedError(403, ['user.ability.not_permitted'], 'getOrder');
  const depositsKnown = { 9: { id: '9', currency: 'btc', state: 'collected', creditTold: true, createdAt: start } };
  const withdrawalsKnown = { 5: { id: '5', currency: 'btc', state: 'succeed', createdAt: start, movedAt: start, moves: 0 } };

  it.each<[string, Partial<AccountState>, Partial<FakeAccountExchange>, 'sameAccount' | 'otherAccount']>([
    ['is shown a known order', { orders: tracked }, { orders: [order()] }, 'sameAccount'],
    ['is shown a known deposit', { deposits: depositsKnown }, { deposits: [deposit()] }, 'sameAccount'],
    ['is shown a known withdrawal', { orders: tracked, withdrawals: withdrawalsKnown }, { withdrawals: [withdrawal()] }, 'sameAccount'],
    ['is shown only orders of its own', { orders: tracked, deposits: depositsKnown }, { orders: [order({ id: '78' })], deposits: [deposit({ id: '10' })] }, 'otherAccount'],
    ['may not look at orders', { orders: tracked }, { orders: [order()], failure: (name) => (name === 'getOrder' ? refused : undefined) }, 'otherAccount'],
    ['of an account of which nothing is known', {}, { orders: [order()] }, 'otherAccount'],
  ])('that %s', async (_name, over, shows, was) => {
    const account = { ...known, ...over };
    const { accounts, exchange, user } = prepareAccounts([sealedUser(7, { account })]);
    Object.assign(exchange, shows);
    expect(await accounts.link(7, 'other', 'secret')).toMatchObject({ was });
    expect(user().account).toEqual(was === 'sameAccount' ? account : { ...emptyAccount, since: start + 5000 });
  });

  it('is not stored while nobody can say whose it is', async () => {
    const { accounts, exchange, user } = prepareAccounts([sealedUser(7, { account: { ...known, orders: tracked } })]);
    const before = user();
    exchange.failure = (name) => (name === 'getOrder' ? new UnavailableError('network', name) : undefined);
    expect(await keyOf(() => accounts.link(7, 'other', 'secret'))).toBe('link.unavailable');
    expect(user()).toEqual(before);
  });

  it('of the same account loses no fill that was made while neither was listening, and keeps all else', async () => {
    const { accounts, exchange, clock, user } = prepareAccounts([sealedUser(7, { account: { ...known, orders: tracked }, pin, vouchers: [{ id: 'v', amount: d('5'), pin: 'sealed' as Sealed, at: start }] })]);
    exchange.orders = [order({ executed: '0.4' })];
    exchange.trades = [withFee(trade())];
    await accounts.start();
    await accounts.link(7, 'other', 'secret');
    exchange.connect(clock.now());
    await clock.advance(2000);
    expect(user().outbox.map((row) => row.kind)).toEqual(['orderFilled']);
    expect([user().pin, user().vouchers?.length, user().link?.tail]).toEqual([pin, 1, 'ther']);
  });

  it('of another account ends open cards, sends nothing that was confirmed, and tells of what was never answered', async () => {
    const draft = (id: string, state: DraftState): Draft => ({ id, request: { kind: 'cancelOrder', orderId: '1' }, requestHash: '', state, createdAt: start, expiresAt: start + 60_000, changedAt: start });
    const drafts = Object.fromEntries((['drafted', 'confirmed', 'sending', 'unknown', 'open', 'done'] as const).map((state) => [state, draft(state, state)]));
    const { accounts, user } = prepareAccounts([sealedUser(7, { drafts })]);
    expect(await accounts.link(7, 'other', 'secret')).toMatchObject({ was: 'otherAccount', unanswered: 2 });
    expect(Object.values(user().drafts).map(({ state }) => state)).toEqual(['expired', 'notPlaced', 'sending', 'unknown', 'open', 'done']);
    const same = prepareAccounts([sealedUser(7, { drafts })]);
    await same.accounts.link(7, 'key7', 'secret');
    expect(same.user().drafts).toEqual(drafts);
  });

  it('leaves nothing sealed of the one before', async () => {
    const { accounts, user, store } = prepareAccounts();
    const before = user().link!;
    await accounts.link(7, 'other', 'secret');
    const kept = JSON.stringify([...store.all()]);
    expect([kept.includes(before.apiKey), kept.includes(before.secret)]).toEqual([false, false]);
  });
});

describe('unlink', () => {
  it('removes key, dialog and account, closes the stream, and says whether there was a key', async () => {
    const dialog = { command: 'link', step: 'secret', data: {}, expiresAt: start };
    const { accounts, exchange, clock, user } = prepareAccounts([sealedUser(7, { dialog, account: { ...emptyAccount, baselineAt: start }, drafts: { [card.id]: card } })]);
    await accounts.start();
    expect(await accounts.unlink(7)).toBe(true);
    expect(await accounts.unlink(7)).toBe(false);
    expect([user().link, user().dialog, user().account, user().drafts[card.id]?.state]).toEqual([undefined, undefined, emptyAccount, 'expired']);
    await clock.advance(600_000);
    expect([exchange.calls, exchange.streams[0]?.closed, accounts.status(7)]).toEqual([[], true, undefined]);
    expect(() => accounts.client(7)).toThrow(new UserError('link.needed'));
  });

  it('a removal that cannot be stored leaves the account watched', async () => {
    const { accounts, store } = prepareAccounts();
    await accounts.start();
    store.failWrites(1);
    await expect(accounts.unlink(7)).rejects.toThrow(UnavailableError);
    expect(accounts.status(7)).toBeDefined();
  });
});

describe('forget', () => {
  it('ends the watching, then deletes the record; where it may not go all goes on', async () => {
    const { accounts, exchange, clock, store } = prepareAccounts();
    await accounts.start();
    expect([await accounts.forget(7, () => false), accounts.status(7) === undefined]).toEqual([false, false]);
    expect(await accounts.forget(7, () => true)).toBe(true);
    await clock.advance(600_000);
    expect([exchange.streams.map((stream) => stream.closed), accounts.status(7), [...store.all()]]).toEqual([[true, true], undefined, []]);
    expect(await accounts.forget(7, () => true)).toBe(false);
  });

  it('a deletion that cannot be stored leaves the account watched', async () => {
    const { accounts, store } = prepareAccounts();
    await accounts.start();
    store.failWrites(1);
    await expect(accounts.forget(7, () => true)).rejects.toThrow(UnavailableError);
    expect(accounts.status(7)).toBeDefined();
  });
});

describe('a lock', () => {
  it('lets no key be linked, also when it comes while the pair is being proved', async () => {
    const { accounts, exchange, store, user } = prepareAccounts();
    const before = user().link;
    exchange.failure = () => { void store.update(7, (record) => changed({ ...record, lock: { since: start } })); return undefined; };
    await expect(accounts.link(7, 'other', 'secret')).rejects.toThrow(new UserError('lock.noLink'));
    expect([user().link, user().lock]).toEqual([before, { since: start }]);
  });

  it.each<[string, Partial<UserRecord>, boolean]>([['not locked', {}, false], ['locked', { lock: { since: start } }, true]])('%s: whether the PIN and the lock outlive an unlink', async (_name, over, kept) => {
    const { accounts, user } = prepareAccounts([sealedUser(7, { pin, ...over })]);
    await accounts.unlink(7);
    expect([user().link, user().pin, user().lock]).toEqual([undefined, kept ? pin : undefined, kept ? { since: start } : undefined]);
  });
});

it.each([['key7', 'secret', true], [' key7 ', 'secret\n', true], ['key7', 'Secret', false], ['key8', 'secret', false], ['', '', false], ['secret', 'key7', false]])('%j with %j is the linked pair: %s', (apiKey, secret, isPair) => {
  const { accounts, exchange } = prepareAccounts();
  expect([accounts.isLinkedPair(7, apiKey, secret), exchange.calls]).toEqual([isPair, []]);
});

it('no pair is the linked one of somebody without a key', () => {
  expect(prepareAccounts([stranger]).accounts.isLinkedPair(7, '', '')).toBe(false);
});

it('a part sealed for a dialog opens only for its own user and field', () => {
  const { accounts } = prepareAccounts();
  const part = accounts.sealPart(7, 'apiKey', 'abcd');
  expect(accounts.openPart(7, 'apiKey', part)).toBe('abcd');
  expect(() => accounts.openPart(8, 'apiKey', part)).toThrow();
  expect(() => accounts.openPart(7, 'secret', part)).toThrow();
});

it('openOrders gives wait and pending, newest first, and what is read is known from then on', async () => {
  const { accounts, exchange, clock, user } = prepareAccounts();
  await accounts.start();
  exchange.orders = [order({ id: '1', createdAt: start }), order({ id: '2', state: 'pending', createdAt: start + 5 }), order({ id: '3', state: 'done' })];
  exchange.balances = [{ currency: 'btc', available: d('1'), locked: d('0') }];
  expect((await accounts.openOrders(7)).map((one) => one.id)).toEqual(['2', '1']);
  expect(await accounts.balances(7)).toHaveLength(1);
  expect((await accounts.order(7, '3')).state).toBe('done');
  await clock.advance(0);
  expect(Object.keys(user().account.orders)).toEqual(['1', '2', '3']);
  expect(user().account.balances).toHaveProperty('btc');
});
