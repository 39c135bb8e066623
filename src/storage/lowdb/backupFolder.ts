// What a backup is: a folder laid out like the store, and a last file, backup.json, that says it is whole.
import { AppError } from '../../model/errors.js';
import { refuseHigherFormat } from '../higherFormat.js';
import { errorCode, type Disk } from './disk.js';
import { writeDurably } from './durableWrite.js';

/** Why nothing was copied or not all of it, in one sentence for the operator. Nothing was overwritten. */
export class BackupError extends AppError {
  override readonly name = 'BackupError';
}

/** `users` is how many records the backup holds, `takenAt` when it was begun, ms since 1970. */
export interface Manifest {
  readonly users: number;
  readonly takenAt: number;
}

export const usersOf = (folder: string): string => `${folder}/users`;
const knownFormat = 1;
const manifestOf = (folder: string): string => `${folder}/backup.json`;

/** Durable; the last thing a backup writes. */
export function writeManifest(disk: Disk, folder: string, { users, takenAt }: Manifest): Promise<void> {
  const text = `${JSON.stringify({ format: knownFormat, users, takenAt })}\n`;
  return writeDurably(disk, manifestOf(folder), `${manifestOf(folder)}.tmp`, Buffer.from(text));
}

/** @throws BackupError when the folder is no whole backup; HigherFormatError for one that a later version made. */
export async function readManifest(disk: Disk, folder: string): Promise<Manifest> {
  const bytes = await disk.readFile(manifestOf(folder)).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') throw new BackupError(`${folder} is no backup: backup.json is not in it (one that was interrupted has none). Nothing was restored.`);
    throw error;
  });
  refuseHigherFormat(manifestOf(folder), bytes, knownFormat);
  const parts = /^\{"format":1,"users":(\d{1,9}),"takenAt":(\d{1,15})\}\n$/.exec(bytes.toString('utf8'));
  if (parts === null) throw new BackupError(`${manifestOf(folder)} is damaged or was written by another version of this program. Nothing was restored.`);
  return { users: Number(parts[1]), takenAt: Number(parts[2]) };
}

/** The names in a folder, or undefined when it is not there. @throws the system's error */
export async function listIfThere(disk: Disk, folder: string): Promise<readonly string[] | undefined> {
  try {
    return await disk.list(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Runs a copy and turns what the system says into a sentence. @throws BackupError, or the sentence of another AppError */
export async function withSentence<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && !(error.cause instanceof Error && errorCode(error.cause) !== undefined)) throw error;
    const code = errorCode(error) ?? errorCode(error instanceof Error ? error.cause : undefined) ?? 'unknown fault';
    throw new BackupError(`The ${what} did not succeed (${code}): check that the folders can be read and written and have space.`, { cause: error });
  }
}
