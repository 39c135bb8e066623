// Puts a whole file in place so that after a crash at any moment either the old or the new content is there.
import { dirname } from 'node:path';
import type { Disk } from './disk.js';

/** Only the owner may read what the store writes. */
export const fileMode = 0o600;
export const folderMode = 0o700;

/** Thrown when the new content may already stand under the name although the write is reported as failed. */
export class UncertainWriteError extends Error {
  override readonly name = 'UncertainWriteError';
}

/**
 * Temp file, write, fsync, rename, fsync of the folder, in that order. `temporary` is a fresh name in the same folder.
 * A failed fsync is never tried again on the same file: Linux then reports success for pages it has dropped (fsyncgate).
 * @throws the system's error when the old content still stands for certain; UncertainWriteError (with the cause) otherwise.
 */
export async function writeDurably(disk: Disk, path: string, temporary: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeNewFile(disk, temporary, bytes);
  } catch (error) {
    await removeQuietly(disk, temporary);
    throw error;
  }
  try {
    await disk.rename(temporary, path);
    await disk.syncFolder(dirname(path));
  } catch (error) {
    await removeQuietly(disk, temporary);
    throw new UncertainWriteError('the new content may or may not be in place', { cause: error });
  }
}

/** Creates the file with its bytes on the medium; leaves removing a failed one to the caller. */
export async function writeNewFile(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.open(path, fileMode);
  try {
    await file.write(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** For leftovers only: what stays behind is removed at the next opening. */
export async function removeQuietly(disk: Disk, path: string): Promise<void> {
  await disk.unlink(path).catch(() => undefined);
}
