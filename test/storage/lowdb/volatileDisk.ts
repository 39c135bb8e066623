// A disk in memory that keeps apart what is written and what is on the medium, so that a power cut can be played at any call.
import { dirname } from 'node:path';
import type { Disk } from '../../../src/storage/lowdb/disk.js';

interface FileContent {
  /** What a running system reads. */
  bytes: Buffer;
  /** What fsync has brought to the medium. */
  synced: Buffer;
}

/** A name that came or went in a folder and is not on the medium yet. */
interface NameChange {
  readonly path: string;
  /** undefined: the name went. */
  readonly file: FileContent | undefined;
}

/** What a power cut leaves of what was never synced. */
export interface PowerCut {
  /** How many of the unsynced changes of names reached the medium: none, all, or the first half. */
  readonly names: 'none' | 'half' | 'all';
  /** What unsynced bytes read as: as before the writing, cut in half, zeros, or all there. */
  readonly bytes: 'none' | 'torn' | 'zeros' | 'all';
}

export class PowerCutError extends Error {
  readonly code = 'EIO';
}

export class VolatileDisk implements Disk {
  calls = 0;
  readonly #folders: Set<string>;
  readonly #names: Map<string, FileContent>;
  readonly #syncedNames: Map<string, FileContent>;
  #unsynced: NameChange[] = [];

  /** @param cutAt the call the power goes at, counted from 1; that call and all later ones fail. */
  constructor(private readonly cutAt = Number.POSITIVE_INFINITY, names = new Map<string, FileContent>(), folders = new Set<string>(['/'])) {
    this.#folders = folders;
    this.#names = names;
    this.#syncedNames = new Map(names);
  }

  /** The disk as the next start finds it. */
  afterPowerCut({ names, bytes }: PowerCut): VolatileDisk {
    const found = new Map(this.#syncedNames);
    const arrived = { none: 0, half: Math.floor(this.#unsynced.length / 2), all: this.#unsynced.length }[names];
    for (const { path, file } of this.#unsynced.slice(0, arrived)) {
      if (file === undefined) found.delete(path);
      else found.set(path, file);
    }
    const left = new Map([...found].map(([path, file]): [string, FileContent] => {
      const content = { none: file.synced, torn: file.bytes.subarray(0, file.bytes.length / 2), zeros: Buffer.alloc(file.bytes.length), all: file.bytes }[bytes];
      const kept = file.synced.equals(file.bytes) ? file.bytes : content;
      return [path, { bytes: kept, synced: kept }];
    }));
    return new VolatileDisk(Number.POSITIVE_INFINITY, left, new Set(this.#folders));
  }

  names(folder: string): string[] {
    return [...this.#names.keys()].filter((path) => dirname(path) === folder);
  }

  /** Folders are on the medium at once: the marker, not they, says that the store was made. */
  makeFolder(path: string): Promise<void> {
    return this.#call(() => { this.#folders.add(path); });
  }

  open(path: string): ReturnType<Disk['open']> {
    return this.#call(() => {
      if (this.#names.has(path)) throw failure('EEXIST');
      const file: FileContent = { bytes: Buffer.alloc(0), synced: Buffer.alloc(0) };
      this.#change(path, file);
      return {
        write: (bytes) => this.#call(() => { file.bytes = Buffer.concat([file.bytes, bytes]); }),
        sync: () => this.#call(() => { file.synced = file.bytes; }),
        close: () => this.#call(() => undefined),
      };
    });
  }

  rewrite(path: string, change: (found: Buffer) => Uint8Array | undefined): Promise<boolean> {
    return this.#call(() => {
      const file = this.#names.get(path);
      const bytes = file === undefined ? undefined : change(file.bytes);
      if (file === undefined || bytes === undefined) return false;
      file.bytes = Buffer.concat([bytes, file.bytes.subarray(bytes.length)]);
      return true;
    });
  }

  rename(from: string, to: string): Promise<void> {
    return this.#call(() => {
      const file = this.#existing(from);
      this.#change(to, file);
      this.#change(from, undefined);
    });
  }

  link(from: string, to: string): Promise<void> {
    return this.#call(() => {
      if (this.#names.has(to)) throw failure('EEXIST');
      this.#change(to, this.#existing(from));
    });
  }

  unlink(path: string): Promise<void> {
    return this.#call(() => {
      this.#existing(path);
      this.#change(path, undefined);
    });
  }

  syncFolder(folder: string): Promise<void> {
    return this.#call(() => {
      const own = this.#unsynced.filter(({ path }) => dirname(path) === folder);
      for (const { path, file } of own) {
        if (file === undefined) this.#syncedNames.delete(path);
        else this.#syncedNames.set(path, file);
      }
      this.#unsynced = this.#unsynced.filter((change) => !own.includes(change));
    });
  }

  readFile(path: string): Promise<Buffer> {
    return this.#call(() => this.#existing(path).bytes);
  }

  list(folder: string): Promise<string[]> {
    return this.#call(() => {
      if (!this.#folders.has(folder)) throw failure('ENOENT');
      return this.names(folder).map((path) => path.slice(folder.length + 1));
    });
  }

  #change(path: string, file: FileContent | undefined): void {
    if (file === undefined) this.#names.delete(path);
    else this.#names.set(path, file);
    this.#unsynced.push({ path, file });
  }

  #existing(path: string): FileContent {
    const file = this.#names.get(path);
    if (file === undefined) throw failure('ENOENT');
    return file;
  }

  async #call<T>(work: () => T): Promise<T> {
    this.calls += 1;
    const isCut = this.calls >= this.cutAt;
    await Promise.resolve();
    if (isCut) throw new PowerCutError('the power is gone');
    return work();
  }
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });
