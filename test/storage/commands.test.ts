// The two commands as an operator runs them, on the built program and with nothing but DATA_DIR set.
import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { systemClock } from '../../src/model/clock.js';
import { silentLog } from '../../src/model/log.js';
import { openLowdbStore } from '../../src/storage/lowdb/lowdbStore.js';
import { user } from '../support/describeStore.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { recordCheck as check } from '../support/recordCheck.js';

function run(name: 'backup' | 'restore', dataDir: string, ...words: string[]): { readonly status: number | null; readonly out: string; readonly err: string } {
  const entry = resolve(`dist/src/storage/${name}Command.js`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...words], { cwd: temporaryFolder(), env: { DATA_DIR: dataDir }, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

/** One sentence: on the output when it is done, else on the error stream. */
function said({ status, out, err }: ReturnType<typeof run>, expected: number, sentence: RegExp): void {
  expect(status).toBe(expected);
  expect(expected === 0 ? out : err).toMatch(sentence);
  expect(expected === 0 ? err : out).toBe('');
}

describe('npm run backup and npm run restore', () => {
  it('back up a store in use and put it back elsewhere, each with one sentence', async () => {
    const dataDir = temporaryFolder();
    const store = await openLowdbStore({ directory: dataDir, clock: systemClock, log: silentLog, check });
    await store.create(user(7));
    const folder = join(temporaryFolder(), 'today');
    said(run('backup', dataDir, folder), 0, /^Backed up 1 user\(s\) of .*master key.*\n$/);
    said(run('restore', dataDir, folder), 1, /^The data folder .* is in use by process \d+: stop that one first.*\n$/);
    await store.close();
    const elsewhere = join(temporaryFolder(), 'data');
    said(run('restore', elsewhere, folder), 0, /^Restored 1 user\(s\) to .*T.*Z\. Start the program.*\n$/);
    said(run('restore', elsewhere, folder), 1, /not empty \(.*\): move what is in it elsewhere.*\n$/);
    const again = await openLowdbStore({ directory: elsewhere, clock: systemClock, log: silentLog, check });
    expect(again.read(7)?.firstName).toBe('User 7');
    await again.close();
  });

  it('say how they are used', () => {
    said(run('backup', temporaryFolder()), 64, /^Name one folder: npm run backup -- <folder>\n$/);
    said(run('restore', temporaryFolder(), 'a', 'b'), 64, /^Name one folder/);
  });
});
