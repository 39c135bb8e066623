// A process killed with SIGKILL in the middle of its writes has lost nothing it acknowledged, and its lock is taken over.
import { expect, test } from '@jest/globals';
import { systemClock } from '../../../src/model/clock.js';
import { silentLog } from '../../../src/model/log.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';
import { compileProgram, ended, startProgram } from '../../support/childProgram.js';
import { recordCheck as check } from '../../support/recordCheck.js';

/** Counts each user up for ever, telling "<user> <count>" after each durable change. */
const program = `
import { writeSync } from 'node:fs';
import { openLowdbStore } from './src/storage/lowdb/lowdbStore.js';
import { systemClock } from './src/model/clock.js';
import { silentLog } from './src/model/log.js';
import { newUser } from './src/model/user.js';
import { recordCheck as check } from './test/support/recordCheck.js';
const store = await openLowdbStore({ directory: process.argv[2], clock: systemClock, log: silentLog, check });
if (store.setAside.length > 0) writeSync(1, 'damaged\\n');
await Promise.all([1, 2, 3].map(async (id) => {
  await store.create({ ...newUser(id, id, 'x'.repeat(20000), 0), createdAt: 0 });
  for (;;) {
    const counts = await Promise.all([1, 2, 3].map(() => store.update(id, (record) => ({ record: { ...record, createdAt: record.createdAt + 1 }, result: record.createdAt + 1 }))));
    writeSync(1, id + ' ' + Math.max(...counts) + '\\n');
  }
}));
`;

test('a killed process has lost nothing acknowledged, at eight moments one after the other on the same folder', async () => {
  const folder = await compileProgram(program, ['src/model', 'src/pacing', 'src/security', 'src/storage', 'test/support/recordCheck.ts']);
  const directory = temporaryFolder();
  const acknowledged = new Map<number, number>();
  for (const killAfterMs of [1, 5, 9, 14, 20, 33, 47, 60]) {
    const child = startProgram(folder, directory);
    child.stdout.once('data', () => { setTimeout(() => child.kill('SIGKILL'), killAfterMs); });
    const { output } = await ended(child);
    expect(output).not.toContain('damaged');
    for (const [, id, count] of output.matchAll(/^(\d) (\d+)\n/gm)) acknowledged.set(Number(id), Number(count));
    const store = await openLowdbStore({ directory, clock: systemClock, log: silentLog, check });
    expect(store.setAside).toEqual([]);
    for (const [id, count] of acknowledged) expect(store.read(id)?.createdAt).toBeGreaterThanOrEqual(count);
    await store.close();
  }
  expect(acknowledged.size).toBe(3);
});
