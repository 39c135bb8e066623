// The real disk with a fault at the nth call: refused outright, done but reported as failed, or half done.
import { realDisk, type Disk, type NewFile } from '../../../src/storage/lowdb/disk.js';

export type FaultKind = 'refused' | 'done all the same' | 'half written';

export interface Fault {
  /** The call that fails, counted from 1, and how many from there on fail too. */
  readonly first: number;
  readonly count: number;
  readonly code: 'ENOSPC' | 'EIO';
  readonly kind: FaultKind;
}

export interface FaultyDisk extends Disk {
  /** Calls made so far. */
  readonly calls: number;
  /** Calls that were made to fail. */
  readonly failed: number;
}

export function faultyDisk(fault: Fault): FaultyDisk {
  const state = { calls: 0, failed: 0 };
  /** `half` is what a half done call does. */
  async function call<T>(work: () => Promise<T>, half: () => Promise<unknown> = () => Promise.resolve()): Promise<T> {
    state.calls += 1;
    if (state.calls < fault.first || state.calls >= fault.first + fault.count) return work();
    state.failed += 1;
    if (fault.kind === 'done all the same') await work();
    if (fault.kind === 'half written') await half();
    throw Object.assign(new Error(`${fault.code}: injected`), { code: fault.code });
  }
  const faultyFile = (file: NewFile): NewFile => ({
    write: (bytes) => call(() => file.write(bytes), () => file.write(bytes.subarray(0, bytes.length / 2))),
    sync: () => call(() => file.sync()),
    // Linux has closed the file even when it reports an error.
    close: () => file.close().then(() => call(() => Promise.resolve())),
  });
  return {
    get calls() { return state.calls; },
    get failed() { return state.failed; },
    makeFolder: (path, mode) => call(() => realDisk.makeFolder(path, mode)),
    open: async (path, mode) => {
      let file: NewFile | undefined;
      await call(async () => { file = await realDisk.open(path, mode); }).catch(async (error: unknown) => {
        await file?.close();
        throw error;
      });
      return faultyFile(file!);
    },
    rewrite: (path, change) => call(() => realDisk.rewrite(path, change)),
    rename: (from, to) => call(() => realDisk.rename(from, to)),
    link: (from, to) => call(() => realDisk.link(from, to)),
    unlink: (path) => call(() => realDisk.unlink(path)),
    syncFolder: (path) => call(() => realDisk.syncFolder(path)),
    readFile: (path) => call(() => realDisk.readFile(path)),
    list: (path) => call(() => realDisk.list(path)),
  };
}
