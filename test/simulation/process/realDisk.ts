// Faults of the machine's own disk, where it allows them: a full tmpfs, and EIO put into fsync by strace.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { systemClock } from '../../../src/model/clock.js';
import { UnavailableError } from '../../../src/model/errors.js';
import { silentLog } from '../../../src/model/log.js';
import { newUser } from '../../../src/model/user.js';
import { openLowdbStore } from '../../../src/storage/lowdb/lowdbStore.js';
import { changed, type Store } from '../../../src/storage/store.js';
import { recordCheck as check } from '../../support/recordCheck.js';

export interface DiskFigure {
  readonly figure: string;
  readonly pass: boolean;
}

const run = promisify(execFile);
const writer = path.join(path.dirname(fileURLToPath(import.meta.url)), 'storeWriter.js');

/** Fills a small tmpfs for real; a string says why it was not run. */
export async function fillDisk(times: number): Promise<DiskFigure | string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'full-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder]);
  } catch {
    await rm(folder, { recursive: true });
    return 'no tmpfs can be mounted here';
  }
  try {
    return await fillAgainAndAgain(folder, times);
  } finally {
    await run('umount', [folder]);
    await rm(folder, { recursive: true });
  }
}

const append = (store: Store, label: string) => store.update(1, (record) => changed({ ...record, delivered: [...record.delivered, label] }));

async function fillAgainAndAgain(folder: string, times: number): Promise<DiskFigure> {
  const open = (): Promise<Store> => openLowdbStore({ directory: path.join(folder, 'data'), clock: systemClock, log: silentLog, check });
  let store = await open();
  await store.create(newUser(1, 1, 'Thandi', 0));
  const stored: string[] = [];
  let wrong = 0;
  let slowestMs = 0;
  for (let time = 1; time <= times; time += 1) {
    await writeFile(path.join(folder, 'filler'), Buffer.alloc(200_000)).catch(() => undefined);
    const began = performance.now();
    const refused = await append(store, `full ${time}`).then(() => false, (error: unknown) => error instanceof UnavailableError);
    slowestMs = Math.max(slowestMs, performance.now() - began);
    if (!refused || store.read(1)?.delivered.length !== stored.length) wrong += 1;
    await unlink(path.join(folder, 'filler'));
    await append(store, `free ${time}`);
    stored.push(`free ${time}`);
    if (time % 5 === 0) {
      await store.close();
      store = await open();
    }
  }
  const lost = stored.filter((label) => !(store.read(1)?.delivered.includes(label) ?? false)).length;
  await store.close();
  return { figure: `${times} times full: ${wrong} not refused cleanly, ${lost} acknowledged lost, refused within ${Math.ceil(slowestMs)} ms`, pass: wrong + lost === 0 && slowestMs <= 100 };
}

/** fsync fails with EIO at the first, the second, ... call; a string says why it was not run. */
export async function failSyncs(upTo: number): Promise<DiskFigure | string> {
  const traced = await run('strace', ['-V']).then(() => true, () => false);
  if (!traced) return 'strace is not installed';
  const folder = await mkdtemp(path.join(tmpdir(), 'failing-disk-'));
  let lost = 0;
  let struck = 0;
  try {
    for (let call = 1; call <= upTo; call += 1) {
      const directory = path.join(folder, String(call));
      const inject = `inject=fsync:error=EIO:when=${call}`;
      const { stdout, stderr } = await run('strace', ['-f', '-qq', '-e', 'trace=fsync', '-e', inject, process.execPath, writer, directory, '8']);
      if (stderr.includes('INJECTED')) struck += 1;
      lost += await countLost(directory, stdout);
    }
  } catch (error) {
    return `strace may not trace here (${error instanceof Error ? error.message.slice(0, 80) : 'unknown'})`;
  } finally {
    await rm(folder, { recursive: true });
  }
  return { figure: `EIO at each of ${struck} calls of fsync: ${lost} acknowledged lost`, pass: lost === 0 && struck > 0 };
}

async function countLost(directory: string, output: string): Promise<number> {
  const told = [...output.matchAll(/^stored (\d+)$/gm)].map((match) => match[1] ?? '');
  if (told.length === 0) return 0;
  const store = await openLowdbStore({ directory, clock: systemClock, log: silentLog, check });
  const kept = store.read(1)?.delivered ?? [];
  await store.close();
  return told.filter((label) => !kept.includes(label)).length;
}
