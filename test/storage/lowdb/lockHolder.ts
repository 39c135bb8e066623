// Real processes that hold a store, in pid namespaces of their own where the machine allows it.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compileProgram, type Child } from '../../support/childProgram.js';

/**
 * Opens the store, says "open", writes and says so every 10 ms, and closes when the file `release` is beside it. It writes nothing
 * while there is `quiet` and no `go`. What keeps it out, or ends it, it says in a sentence and leaves with 1, or 75.
 */
const holder = `
import { existsSync, writeSync } from 'node:fs';
import { openLowdbStore } from './src/storage/lowdb/lowdbStore.js';
import { systemLockPorts } from './src/storage/lowdb/lockPorts.js';
import { systemClock } from './src/model/clock.js';
import { silentLog } from './src/model/log.js';
import { newUser } from './src/model/user.js';
import { recordCheck as check } from './test/support/recordCheck.js';
import { fastPorts } from './test/storage/lowdb/lockWorld.js';
const [directory, form] = process.argv.slice(2);
// "pid 1": as it would be in a pid namespace of its own. "other machine": nothing of it is seen but its mark, at 20 times the speed.
const firstPid = { ...systemLockPorts, newMark: async () => ({ ...await systemLockPorts.newMark(), pid: 1 }) };
const lock = { 'as it is': systemLockPorts, 'pid 1': firstPid, 'other machine': fastPorts(20, '0a0a0a0a-0000-4000-8000-000000000000', 'web-1') }[form];
try {
  const store = await openLowdbStore({ directory, clock: systemClock, log: silentLog, check, lock });
  void store.lost.then((error) => {
    writeSync(1, error.message + '\\n');
    process.exit(75);
  });
  await store.create(newUser(7, 7, 'Holder', 0));
  writeSync(1, 'open\\n');
  let isQuiet = false;
  while (!existsSync(directory + '/release')) {
    const wasQuiet = isQuiet;
    isQuiet = existsSync(directory + '/quiet') && !existsSync(directory + '/go');
    if (isQuiet && !wasQuiet) writeSync(1, 'quiet\\n');
    if (isQuiet) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      continue;
    }
    const count = await store.update(7, (record) => ({ record: { ...record, createdAt: record.createdAt + 1 }, result: record.createdAt + 1 })).catch(() => 0);
    if (count > 0) writeSync(1, 'wrote ' + count + '\\n');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await store.close();
} catch (error) {
  writeSync(1, error.message + '\\n');
  process.exit(1);
}
`;

export const compileHolder = (): Promise<string> => compileProgram(holder, ['src/model', 'src/pacing', 'src/security', 'src/storage', 'test/storage/lowdb', 'test/support/recordCheck.ts']);

export type HolderForm = 'as it is' | 'pid 1' | 'other machine';

export interface Holder {
  readonly child: Child;
  /** All it has said so far. */
  said(): string;
  /** Resolves once it has said this. */
  hear(words: RegExp): Promise<void>;
  /** Resolves with its status once it has ended. */
  readonly ended: Promise<number | null>;
}

const inNamespace = ['--pid', '--fork', '--kill-child', '--mount-proc'];
/** False on a machine that lets nobody make a pid namespace. */
export const hasNamespaces = spawnSync('unshare', [...inNamespace, 'true']).status === 0;

/** A process that holds the store of `directory`; in a pid namespace of its own, where it is process 1, when it is told so. */
export function startHolder(folder: string, directory: string, form: HolderForm = 'as it is', ownNamespace = false): Holder {
  const words = [process.execPath, join(folder, 'program.js'), directory, form];
  const [command = '', ...rest] = ownNamespace ? ['unshare', ...inNamespace, ...words] : words;
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said += text; });
  const ended = new Promise<number | null>((resolve) => { child.once('close', resolve); });
  return {
    child, ended, said: () => said,
    async hear(words) {
      while (!words.test(said)) {
        if (child.exitCode !== null) throw new Error(`it ended without having said ${String(words)}: ${said}`);
        await new Promise((resolve) => { setTimeout(resolve, 10); });
      }
    },
  };
}
