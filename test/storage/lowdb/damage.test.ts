// Every kind of damage to a user's file is found, the file kept under another name, and the other users loaded.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Clock } from '../../../src/model/clock.js';
import { systemClock } from '../../../src/model/clock.js';
import { silentLog, type Log, type LogFields } from '../../../src/model/log.js';
import { HigherFormatError } from '../../../src/storage/higherFormat.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import { DamagedRecordError, decodeRecord, encodeRecord } from '../../../src/storage/lowdb/recordText.js';
import { append, user } from '../../support/describeStore.js';
import { recordCheck as check } from '../../support/recordCheck.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

const clock: Clock = { ...systemClock, now: () => Date.UTC(2025, 10, 22, 15, 8, 1, 999) };
const whole = encodeRecord({ ...user(7), firstName: 'Thandi', delivered: ['a', 'b'] }, check);

const decode = (bytes: Buffer, userId: number): unknown => decodeRecord(bytes, userId, '7.json', check).record;
/** A digit that damage has made greater cannot be told from a later version's: that too is refused, and left as it is. */
const refusalOf = (bytes: Buffer): typeof HigherFormatError | typeof DamagedRecordError => (/^\{"format":[3-9],/.test(bytes.toString('latin1')) ? HigherFormatError : DamagedRecordError);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** A file whose checks are right for whatever JSON text it carries: what only this program could write, if it ever did. */
function checked(body: string): string {
  const sum = sha256(body);
  return `{"format":2,"keyId":"${check.keyId}","mac":"${check.macOf('record|7', `2|${sum}`)}","check":"${sum}","record":${body}}\n`;
}

const damages: readonly (readonly [string, Buffer | string])[] = [
  ['empty', ''],
  ['zeros of the same length', Buffer.alloc(whole.length)],
  ['cut in the middle', whole.subarray(0, whole.length / 2)],
  ['without its last byte', whole.subarray(0, -1)],
  ['with a byte more', Buffer.concat([whole, Buffer.from(' ')])],
  ['written twice over', Buffer.concat([whole, whole])],
  ['with a tail of an older, longer content', Buffer.concat([whole, Buffer.from('"x"]}}\n')])],
  ['of another user (swapped)', encodeRecord(user(8), check)],
  ['with another check', whole.toString().replace(/"check":"[0-9a-f]{4}/, '"check":"0000')],
  ['with the check in capitals', whole.toString().replace(/"check":"([0-9a-f]{64})/, (_, check: string) => `"check":"${check.toUpperCase()}`)],
  ['with another keyed check', whole.toString().replace(/"mac":"[0-9a-f]{4}/, '"mac":"0000')],
  ['edited by hand', whole.toString().replace('Thandi', 'Thando')],
  ['laid out by hand', JSON.stringify(JSON.parse(whole.toString()), undefined, 2)],
  ...['0', '-2', '1.5', '2.5', '02', '2e0', '"2"', 'null', '[2]'].map((format): [string, string] => [`of format ${format}`, whole.toString().replace('"format":2', `"format":${format}`)]),
  ['of no format', whole.toString().replace('"format":2,', '')],
  ['of a record that is null', checked('null')],
  ['of a record that is a list', checked('[]')],
  ['of a record without its parts', checked('{"format":1,"id":7}')],
  ...[0, -2, 1.5, 2.5, '2', null, [2], undefined].map((format): [string, string] => [`of a record of format ${JSON.stringify(format)}`, checked(JSON.stringify({ ...user(7), format }))]),
  ['of a record whose id is text', checked(JSON.stringify({ ...user(7), id: '7' }))],
  ['of a record with a list for an object', checked(JSON.stringify({ ...user(7), drafts: [] }))],
  ['of a record with __proto__', checked(JSON.stringify(user(7)).replace('"alerts":{}', '"alerts":{"__proto__":{"polluted":1}}'))],
  ['of a record with constructor', checked(JSON.stringify(user(7)).replace('"alerts":{}', '"alerts":{"constructor":{"prototype":{}}}'))],
  ['of text that is not JSON', checked('{"id":7')],
  ['of a record nested 100,000 deep', checked(JSON.stringify(user(7)).replace('"alerts":{}', `"alerts":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`))],
  ['of something else', 'PK\u0003\u0004'],
];

describe('a damaged file', () => {
  test.each(damages)('%s: is set aside as it is, reported and logged; the other users load', async (_, content) => {
    const directory = await storeWithUsers();
    writeFileSync(`${directory}/users/7.json`, content);
    const logged: [string, LogFields | undefined][] = [];
    const log: Log = { ...silentLog, error: (event, fields) => { logged.push([event, fields]); } };
    const store = await openLowdbStore({ directory, clock, log, check });
    expect(store.setAside).toEqual(['7.json.damaged-20251122T150801Z']);
    expect(logged).toEqual([['storage.damagedFile', { file: '7.json', setAsideAs: '7.json.damaged-20251122T150801Z', why: expect.any(String) }]]);
    expect([...store.all()].map((record) => record.id)).toEqual([9]);
    expect(readFileSync(`${directory}/users/7.json.damaged-20251122T150801Z`)).toEqual(Buffer.from(content));
    await store.close();
  });

  test('is never overwritten by a later one, nor by the user starting anew', async () => {
    const directory = await storeWithUsers();
    for (const content of ['first', 'second', 'third']) {
      writeFileSync(`${directory}/users/7.json`, content);
      const store = await openLowdbStore({ directory, clock, log: silentLog, check });
      await store.create(user(7));
      await store.update(7, append('a'));
      await store.close();
    }
    const kept = readdirSync(`${directory}/users`).filter((name) => name.includes('damaged')).toSorted();
    expect(kept.map((name) => readFileSync(`${directory}/users/${name}`, 'utf8'))).toEqual(['first', 'second', 'third']);
    const store = await openLowdbStore({ directory, clock, log: silentLog, check });
    expect([store.setAside, store.read(7)?.delivered]).toEqual([[], ['a']]);
    await store.close();
  });

  test('of a prototype-changing key leaves every other object as it was', () => {
    expect(() => decode(Buffer.from(checked('{"__proto__":{"polluted":1}}')), 7)).toThrow(DamagedRecordError);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('the check of a file', () => {
  test('passes for what was written, for that user only', () => {
    expect(decode(whole, 7)).toEqual({ ...user(7), firstName: 'Thandi', delivered: ['a', 'b'] });
    expect(() => decode(whole, 8)).toThrow(DamagedRecordError);
  });

  test('fails for the file cut at any byte', () => {
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decode(whole.subarray(0, length), 7)).toThrow(DamagedRecordError);
    }
  });

  test('fails for any single bit flipped', () => {
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const flipped = Buffer.from(whole);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => decode(flipped, 7)).toThrow(refusalOf(flipped));
    }
  });

  test('fails for any bytes changed at any places', () => {
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.integer({ min: 1, max: 255 }) });
    fc.assert(fc.property(fc.uniqueArray(change, { selector: ({ at }) => at, minLength: 1, maxLength: 20 }), (changes) => {
      const altered = Buffer.from(whole);
      for (const { at, byte } of changes) altered[at]! ^= byte;
      expect(() => decode(altered, 7)).toThrow(refusalOf(altered));
    }), { numRuns: 500 });
  });

  test('fails, and never throws anything else, for bytes of any content', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(() => decode(Buffer.from(bytes), 7)).toThrow(DamagedRecordError);
    }), { numRuns: 500 });
  });
});

async function storeWithUsers(): Promise<string> {
  const directory = temporaryFolder();
  const store = await openLowdbStore({ directory, clock, log: silentLog, check });
  await Promise.all([store.create(user(7)), store.create(user(9))]);
  await store.close();
  return directory;
}
