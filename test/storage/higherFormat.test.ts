// What a later version wrote ends the start, a backup and a restore with status 78 and one sentence, and no byte or name of it changes.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemClock as clock } from '../../src/model/clock.js';
import { silentLog as log } from '../../src/model/log.js';
import { HigherFormatError } from '../../src/storage/higherFormat.js';
import { backUp } from '../../src/storage/lowdb/backup.js';
import { restore } from '../../src/storage/lowdb/restore.js';
import { createRecordCheck } from '../../src/security/recordCheck.js';
import { openStore } from '../../src/storage/open.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const fixture = 'test/fixtures/stores/05a35c0';
const edit = (file: string, from: string, to: string) => (folder: string): void => {
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
};
const record = 'users/7002.json';
const raise = edit(record, '"format":1', '"format":3');
const check = createRecordCheck(Buffer.alloc(32, 7));
const put = (file: string, text: string) => (folder: string): void => writeFileSync(join(folder, file), text);

/** The record alone is of a later format, in a file whose check fits. */
function raiseInside(folder: string): void {
  const body = JSON.stringify({ ...(JSON.parse(readFileSync(join(folder, record), 'utf8')) as { record: object }).record, format: 3 });
  put(record, `{"format":1,"check":"${createHash('sha256').update(body).digest('hex')}","record":${body}}\n`)(folder);
}

/** What only a store has: a damaged record to set aside, an unfinished write to clear away, and no marker. */
function untidy(folder: string): void {
  put('users/7003.json', 'damaged')(folder);
  put('users/7003.json.5.tmp', 'unfinished')(folder);
  put('store.json.tmp', 'unfinished')(folder);
  rmSync(join(folder, 'store.json'));
}

type Case = readonly [what: string, file: string, format: number, change: (folder: string) => void];

const records: readonly Case[] = [
  ['a record file', record, 3, raise],
  ['a record file with a check of another kind', record, 3, edit(record, '"format":1,"check":"', '"format":3,"epoch":7,"mac":"')],
  ['a record file that is torn', record, 12, put(record, '{"format":12,"check":"00')],
  ['a record file laid out in another way', record, 3, put(record, '{ "format": 3 }')],
  ['the record in its file', record, 3, raiseInside],
];
const stores: readonly Case[] = [
  ['the store', 'store.json', 3, put('store.json', '{"engine":"lowdb","format":3}\n')],
  ['the store, which has more in it', 'store.json', 3, put('store.json', '{"engine":"lowdb","format":3,"epoch":7}\n')],
  ['the store, which names no engine', 'store.json', 3, put('store.json', '{"format":3}')],
  ['the store, whose users are elsewhere', 'store.json', 3, (folder) => { put('store.json', '{"engine":"lowdb","format":3}\n')(folder); rmSync(join(folder, 'users'), { recursive: true }); }],
];
const backups: readonly Case[] = [
  ['the backup', 'backup.json', 2, edit('backup.json', '"format":1', '"format":2')],
  ['the backup, which has more in it', 'backup.json', 2, put('backup.json', '{"format":2,"engine":"postgres"}')],
];
const tidyOrNot: readonly Case[] = records.flatMap(([what, file, format, change]): Case[] => [
  [what, file, format, change],
  [`${what}, beside what a start would tidy up`, file, format, (folder) => { change(folder); untidy(folder); }],
]);

/** The file of a record and the store are of format 2 by now; the record in its file, and a backup, are of the first. */
const knownOf = (what: string, file: string): number => (what.startsWith('the record in its file') || file === 'backup.json' ? 1 : 2);
const sentence = (folder: string, file: string, format: number, known: number): string =>
  `${join(folder, file)} was written by a later version of this program (format ${format}; this one knows ${known}): start that version, or restore a backup that this one made.`;

/** All there is by name, with its bytes, but what the lock leaves: an empty folder. */
function contentOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true }) as string[];
  return Object.fromEntries(names.filter((name) => name !== 'lock').map((name) => [name, statSync(join(folder, name)).isFile() ? readFileSync(join(folder, name), 'latin1') : 'folder']));
}

function changedCopy(from: string, change: (folder: string) => void): string {
  const folder = temporaryFolder();
  cpSync(from, folder, { recursive: true });
  change(folder);
  return folder;
}

/** Refused with this sentence while nothing in the folder changes. */
async function refused(folder: string, words: string, work: () => Promise<unknown>): Promise<void> {
  const before = contentOf(folder);
  const error: unknown = await work().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HigherFormatError);
  expect((error as Error).message).toBe(words);
  expect(contentOf(folder)).toEqual(before);
}

let backup: string;
beforeAll(async () => {
  backup = join(temporaryFolder(), 'backup');
  await backUp({ directory: fixture, folder: backup, clock });
});

describe('of a later version', () => {
  test.each([...tidyOrNot, ...stores])('%s: the store is not opened', async (what, file, format, change) => {
    const directory = changedCopy(fixture, change);
    await refused(directory, sentence(directory, file, format, knownOf(what, file)), () => openStore({ directory, clock, log, check }));
  });

  test.each([...records, ...stores.slice(0, 3)])('%s: no backup is made', async (what, file, format, change) => {
    const directory = changedCopy(fixture, change);
    const folder = join(temporaryFolder(), 'backup');
    await refused(directory, sentence(directory, file, format, knownOf(what, file)), () => backUp({ directory, folder, clock }));
    expect(existsSync(join(folder, 'backup.json'))).toBe(false);
  });

  test.each([...records, ...backups])('%s: nothing is restored', async (what, file, format, change) => {
    const folder = changedCopy(backup, change);
    const directory = join(temporaryFolder(), 'data');
    await refused(folder, sentence(folder, file, format, knownOf(what, file)), () => restore({ directory, folder }));
    expect(existsSync(directory)).toBe(false);
  });

  test('a record file among those that were set aside, or never finished, keeps nobody out', async () => {
    const directory = changedCopy(fixture, (folder) => {
      for (const name of ['users/7003.json.1.tmp', 'users/7003.json.damaged-20251122T150801Z']) put(name, '{"format":3}')(folder);
    });
    const store = await openStore({ directory, clock, log, check });
    expect([...store.all()]).toHaveLength(3);
    await store.close();
  });
});

describe('the built program ends with 78 and one line', () => {
  const settings = { BOT_TOKEN: `123456789:${'A'.repeat(35)}`, MASTER_KEY: Buffer.alloc(32).toString('base64'), ALLOWED_USERS: '*' };
  const run = (entry: string, dataDir: string, ...words: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
    spawnSync(process.execPath, [resolve('dist/src', entry), ...words], { cwd: temporaryFolder(), env: { ...settings, DATA_DIR: dataDir }, encoding: 'utf8' });

  test.each([tidyOrNot[1]!, stores[0]!])('at its start: %s', (what, file, format, change) => {
    const directory = changedCopy(fixture, change);
    const before = contentOf(directory);
    expect(run('main.js', directory)).toMatchObject({ status: 78, stdout: '', stderr: `${sentence(directory, file, format, knownOf(what, file))}\n` });
    expect(contentOf(directory)).toEqual(before);
    expect(readdirSync(join(directory, 'lock'))).toEqual([]);
  });

  test('asked for a backup, and asked to restore one', () => {
    const directory = changedCopy(fixture, raise);
    expect(run('storage/backupCommand.js', directory, join(temporaryFolder(), 'new'))).toMatchObject({ status: 78, stdout: '', stderr: `${sentence(directory, record, 3, 2)}\n` });
    const folder = changedCopy(backup, raise);
    expect(run('storage/restoreCommand.js', join(temporaryFolder(), 'data'), folder)).toMatchObject({ status: 78, stdout: '', stderr: `${sentence(folder, record, 3, 2)}\n` });
  });
});
