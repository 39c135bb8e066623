// The storage contract as a test suite: what every engine must keep (src/storage/store.ts).
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { UnavailableError } from '../../src/model/errors.js';
import { newUser, type UserRecord } from '../../src/model/user.js';
import { changed, type Change, type Store } from '../../src/storage/store.js';
import { temporaryFolder } from './temporaryFolder.js';

/** A change that adds `label` at the end of the record's list of delivered rows and gives back the list's new length. */
export const append = (label: string) => (record: UserRecord): Change<number> => (
  { record: { ...record, delivered: [...record.delivered, label] }, result: record.delivered.length + 1 }
);

/** A new user with this id. */
export const user = (id: number): UserRecord => newUser(id, id, `User ${id}`, 1_700_000_000_000);

/** @param open opens the engine on a place (a fresh folder of its own for each test), again after it was closed. */
export function describeStore(name: string, open: (place: string) => Promise<Store>): void {
  const openNew = (): Promise<Store> => open(temporaryFolder());

  describe(`${name}: creating and reading`, () => {
    test('a stranger has no record', async () => {
      const store = await openNew();
      expect(store.read(7)).toBeUndefined();
      expect([...store.all()]).toEqual([]);
      expect(store.setAside).toEqual([]);
      await store.close();
    });

    test('a created user is read, listed and found after opening again', async () => {
      const place = temporaryFolder();
      const store = await open(place);
      expect(await store.create(user(7))).toEqual(user(7));
      expect(store.read(7)).toEqual(user(7));
      expect([...store.all()]).toEqual([user(7)]);
      await store.close();
      const again = await open(place);
      expect(again.read(7)).toEqual(user(7));
      await again.close();
    });

    test('creating again gives the first record and changes nothing', async () => {
      const store = await openNew();
      const [first, second] = await Promise.all([store.create(user(7)), store.create({ ...user(7), firstName: 'Other' })]);
      expect(second).toBe(first);
      expect(await store.create({ ...user(7), firstName: 'Third' })).toBe(store.read(7));
      expect(store.read(7)?.firstName).toBe('User 7');
      await store.close();
    });

    test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('no user can have the id %p', async (id) => {
      const store = await openNew();
      await expect(store.create(user(id))).rejects.toThrow(RangeError);
      expect([...store.all()]).toEqual([]);
      await store.close();
    });

    test('a record cannot be changed in place, at any depth', async () => {
      const store = await openNew();
      await store.create(user(7));
      await store.update(7, append('a'));
      const record = store.read(7)!;
      for (const part of [record, record.settings, record.account.balances, record.delivered]) expect(Object.isFrozen(part)).toBe(true);
      await store.close();
    });

    test('text of any content and deep values come back as they were', async () => {
      const place = temporaryFolder();
      const store = await open(place);
      const awkward = 'e\u0301 \u0000 \ud800 \u2028 "\\" \u{1f4b0} \u202e';
      const update = { text: awkward, [awkward]: [null, true, -1.5e-7, 9_007_199_254_740_991, { a: [[]] }] };
      await store.create({ ...user(7), firstName: awkward, inbox: [{ updateId: 1, update, receivedAt: 1, tries: 0 }] });
      const before = store.read(7);
      await store.close();
      const again = await open(place);
      expect(again.read(7)).toEqual(before);
      await again.close();
    });
  });

  describe(`${name}: changing`, () => {
    test('an update gives the result of its change and shows when it is durable, not before', async () => {
      const store = await openNew();
      await store.create(user(7));
      const update = store.update(7, append('a'));
      expect(store.read(7)?.delivered).toEqual([]);
      expect(await update).toBe(1);
      expect(store.read(7)?.delivered).toEqual(['a']);
      await store.close();
    });

    test('changes are applied in the order of the calls, each on the one before', async () => {
      const place = temporaryFolder();
      const store = await open(place);
      await store.create(user(7));
      const labels = Array.from({ length: 100 }, (_, index) => `row ${index}`);
      const results = await Promise.all(labels.map((label) => store.update(7, append(label))));
      expect(results).toEqual(labels.map((_, index) => index + 1));
      await store.close();
      const again = await open(place);
      expect(again.read(7)?.delivered).toEqual(labels);
      await again.close();
    });

    test('of many claims made at once exactly one succeeds', async () => {
      const store = await openNew();
      await store.create(user(7));
      const claim = (record: UserRecord): Change<boolean> => (record.parked === undefined
        ? { record: { ...record, parked: { reason: 'claimed', since: 1 } }, result: true }
        : { record, result: false });
      const claims = await Promise.all(Array.from({ length: 50 }, () => store.update(7, claim)));
      expect(claims.filter(Boolean)).toHaveLength(1);
      await store.close();
    });

    test('an update may follow a create that is still being written', async () => {
      const store = await openNew();
      const created = store.create(user(7));
      expect(await store.update(7, append('a'))).toBe(1);
      await created;
      await store.close();
    });

    test('users do not see each other', async () => {
      const store = await openNew();
      await Promise.all([store.create(user(1)), store.create(user(2))]);
      await Promise.all([store.update(1, append('one')), store.update(2, append('two')), store.update(1, append('three'))]);
      expect([store.read(1)?.delivered, store.read(2)?.delivered]).toEqual([['one', 'three'], ['two']]);
      await store.close();
    });

    test('an unchanged record is no change, but waits for those before it', async () => {
      const store = await openNew();
      await store.create(user(7));
      const heard: number[] = [];
      store.onChange((id) => heard.push(id));
      expect(await store.update(7, (record) => ({ record, result: 'as it was' }))).toBe('as it was');
      expect(heard).toEqual([]);
      const order: string[] = [];
      await Promise.all([
        store.update(7, append('a')).then(() => order.push('changed')),
        store.update(7, (record) => ({ record, result: record.delivered.length })).then((count) => order.push(`saw ${count}`)),
      ]);
      expect(order).toEqual(['changed', 'saw 1']);
      await store.close();
    });

    test('what a change throws is passed on, changes nothing and stops no other', async () => {
      const store = await openNew();
      await store.create(user(7));
      const oops = new Error('oops');
      const outcomes = await Promise.allSettled([
        store.update(7, append('a')),
        store.update(7, () => { throw oops; }),
        store.update(7, append('b')),
      ]);
      expect(outcomes[1]).toEqual({ status: 'rejected', reason: oops });
      expect(store.read(7)?.delivered).toEqual(['a', 'b']);
      await store.close();
    });

    test('a stranger cannot be updated', async () => {
      const store = await openNew();
      await expect(store.update(7, append('a'))).rejects.toThrow(RangeError);
      await store.close();
    });

    const circle: Record<string, unknown> = {};
    circle['itself'] = circle;
    test.each<[string, unknown]>([
      ['a bigint', 1n], ['NaN', Number.NaN], ['Infinity', Number.POSITIVE_INFINITY], ['a function', () => 1], ['a symbol', Symbol('x')],
      ['a date', new Date(0)], ['a map', new Map()], ['a circle', circle],
      ['the key __proto__', JSON.parse('{"__proto__":{"x":1}}')], ['the key constructor', { constructor: 1 }],
    ])('a record that would not come back as it is (%s) is refused and changes nothing', async (_, value) => {
      const store = await openNew();
      await store.create(user(7));
      await expect(store.update(7, (record) => changed({ ...record, outbox: [{ id: 'a', kind: 'k', data: { value }, eventAt: 1, createdAt: 1, attempts: 0 }] }))).rejects.toThrow(RangeError);
      expect(store.read(7)).toEqual(user(7));
      expect(await store.update(7, append('a'))).toBe(1);
      await store.close();
    });

    test('a change cannot turn one user into another', async () => {
      const store = await openNew();
      await store.create(user(7));
      await expect(store.update(7, (record) => changed({ ...record, id: 8 }))).rejects.toThrow(RangeError);
      expect(store.read(8)).toBeUndefined();
      await store.close();
    });
  });

  describe(`${name}: deleting`, () => {
    test('a deleted user is a stranger, also after opening again, and may be created anew', async () => {
      const place = temporaryFolder();
      const store = await open(place);
      await Promise.all([store.create(user(7)), store.create(user(8))]);
      await store.update(7, append('a'));
      expect(await store.remove(7, () => true)).toBe(true);
      expect([store.read(7), [...store.all()].map((record) => record.id)]).toEqual([undefined, [8]]);
      await expect(store.update(7, append('b'))).rejects.toThrow(RangeError);
      await store.close();
      const again = await open(place);
      expect([...again.all()]).toEqual([user(8)]);
      expect(await again.create({ ...user(7), firstName: 'Anew' })).toMatchObject({ firstName: 'Anew', delivered: [] });
      await again.close();
    });

    test('is judged by the record as it is by then, and a stranger cannot be deleted', async () => {
      const store = await openNew();
      await store.create(user(7));
      const [, gone] = await Promise.all([store.update(7, append('a')), store.remove(7, (record) => record.delivered.length === 0)]);
      expect([gone, store.read(7)?.delivered]).toEqual([false, ['a']]);
      expect(await store.remove(8, () => true)).toBe(false);
      await store.close();
    });

    test('changes asked for after it fail, those before it are in what is judged, and a listener hears of it and finds nothing', async () => {
      const store = await openNew();
      await store.create(user(7));
      const heard: unknown[] = [];
      store.onChange((id) => heard.push([id, store.read(id)]));
      const outcomes = await Promise.allSettled([store.update(7, append('a')), store.remove(7, (record) => record.delivered[0] === 'a'), store.update(7, append('b'))]);
      expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
      expect(heard.at(-1)).toEqual([7, undefined]);
      expect(store.read(7)).toBeUndefined();
      await store.close();
    });
  });

  describe(`${name}: telling of changes`, () => {
    test('a listener hears of durable changes until it is ended, and can read them', async () => {
      const store = await openNew();
      const heard: unknown[] = [];
      const end = store.onChange((id) => heard.push([id, store.read(id)?.delivered]));
      await store.create(user(7));
      await store.update(7, append('a'));
      end();
      await store.update(7, append('b'));
      expect(heard).toEqual([[7, []], [7, ['a']]]);
      await store.close();
    });

    test('a listener that throws disturbs neither the change nor the other listeners', async () => {
      const store = await openNew();
      const heard: number[] = [];
      store.onChange(() => { throw new Error('oops'); });
      store.onChange((id) => heard.push(id));
      await store.create(user(7));
      expect(heard).toEqual([7]);
      await store.close();
    });
  });

  describe(`${name}: closing`, () => {
    test('closing waits for what is being written, and then nothing more is taken', async () => {
      const place = temporaryFolder();
      const store = await open(place);
      await store.create(user(7));
      const update = store.update(7, append('a'));
      await Promise.all([store.close(), store.close(), update]);
      await expect(store.update(7, append('b'))).rejects.toThrow(UnavailableError);
      await expect(store.create(user(8))).rejects.toThrow(UnavailableError);
      expect(store.read(7)?.delivered).toEqual(['a']);
      const again = await open(place);
      expect(again.read(7)?.delivered).toEqual(['a']);
      await again.close();
    });

    test('any run of creates, changes and reopenings leaves what a plain map would hold', async () => {
      const step = fc.oneof(
        { weight: 6, arbitrary: fc.record({ kind: fc.constant('append' as const), id: fc.integer({ min: 1, max: 3 }), label: fc.string({ unit: 'binary', maxLength: 5 }) }) },
        { weight: 2, arbitrary: fc.record({ kind: fc.constant('create' as const), id: fc.integer({ min: 1, max: 3 }) }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), id: fc.integer({ min: 1, max: 3 }) }) },
        { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
      );
      await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const place = temporaryFolder();
        let store = await open(place);
        const model = new Map<number, string[]>();
        let pending: Promise<unknown>[] = [];
        for (const one of steps) {
          if (one.kind === 'reopen') {
            await Promise.all([...pending, store.close()]);
            pending = [];
            store = await open(place);
          } else if (one.kind === 'remove') {
            model.delete(one.id);
            pending.push(store.remove(one.id, () => true));
          } else if (one.kind === 'create') {
            if (!model.has(one.id)) model.set(one.id, []);
            pending.push(store.create(user(one.id)));
          } else if (model.get(one.id)?.push(one.label) !== undefined) {
            pending.push(store.update(one.id, append(one.label)));
          }
        }
        await Promise.all(pending);
        expect(new Map([...store.all()].map((record) => [record.id, record.delivered]))).toEqual(model);
        await store.close();
      }), { numRuns: 30 });
    });
  });
}
