// The few disk operations the store stands on, as a port so that a test can make the nth of them fail.
import { chmod, link, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { readPlainFile } from './readPlainFile.js';

/** A file just created and open for writing. */
export interface NewFile {
  /** Writes all the bytes; a short write is an error, never a silent success. */
  write(bytes: Uint8Array): Promise<void>;
  /** fsync: resolves when the bytes are on the medium. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Each operation rejects with the system's own error (`code` is ENOSPC, EIO, ...). */
export interface Disk {
  /** Makes the folder unless it is there, and gives it exactly this mode. */
  makeFolder(path: string, mode: number): Promise<void>;
  /** Creates a file that must not exist (O_EXCL). */
  open(path: string, mode: number): Promise<NewFile>;
  rename(from: string, to: string): Promise<void>;
  /** A second name for a file; fails with EEXIST when the name is taken, which makes it an atomic claim. */
  link(from: string, to: string): Promise<void>;
  /**
   * Writes over a file that is there, from its beginning and without syncing; `change` is given what it holds, and writes nothing
   * by giving undefined. False when there is no such file or nothing was written.
   */
  rewrite(path: string, change: (found: Buffer) => Uint8Array | undefined): Promise<boolean>;
  unlink(path: string): Promise<void>;
  /** fsync of a folder: makes the names in it durable. */
  syncFolder(path: string): Promise<void>;
  /** Of a file only: a folder, a link or a pipe rejects, as does what is too large (readPlainFile.ts). */
  readFile(path: string): Promise<Buffer>;
  /** Names in a folder, without order. */
  list(path: string): Promise<string[]>;
}

export const realDisk: Disk = {
  makeFolder: async (path, mode) => {
    await mkdir(path, { recursive: true, mode });
    await chmod(path, mode);
  },
  open: async (path, mode) => {
    const handle = await open(path, 'wx', mode);
    return { write: (bytes) => handle.writeFile(bytes), sync: () => handle.sync(), close: () => handle.close() };
  },
  rewrite: async (path, change) => {
    const handle = await open(path, 'r+').catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (handle === undefined) return false;
    try {
      const bytes = change(await handle.readFile());
      if (bytes !== undefined) await handle.write(bytes, 0, bytes.length, 0);
      return bytes !== undefined;
    } finally {
      await handle.close();
    }
  },
  rename,
  link,
  unlink,
  syncFolder: async (path) => {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  readFile: readPlainFile,
  list: (path) => readdir(path),
};

/** The system's error code ("ENOENT"), or undefined for any other error. */
export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
