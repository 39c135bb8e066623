// The lock in the hands of its owner: the beat that others see, and the word whether anything may still leave.
//
// A beat counts when the own mark took it and no higher number stood beside it afterwards. Who takes over links a higher
// number first and looks at the beat second, so at least one sees the other.
import type { Log } from '../../model/log.js';
import { errorCode, type Disk } from './disk.js';
import { removeQuietly, writeNewFile } from './durableWrite.js';
import { isMarkOf, linkOnce, markOf, markText, readMark, readMarks, type Mark } from './lockMark.js';
import type { LockPorts } from './lockPorts.js';
import type { Listening } from './lockSocket.js';
import { LockLostError } from './openError.js';

/** An owner's beat goes on this often, ms. */
export const beatEveryMs = 2_000;
/** Nothing leaves on a beat older than this, ms. With the five seconds the exchange takes a signature for it stays below takeOverMs. */
export const beatLimitMs = 8_000;
/** A mark that stood still for so long on the newcomer's clock is of nobody, ms. */
export const takeOverMs = 15_000;

export interface Lock {
  /** True when this process has the folder for certain; asked just before each durable change and each call that moves money. */
  mayLeave(): Promise<boolean>;
  /** Settles when another process has taken the folder over; what is in memory is worth nothing then. */
  readonly lost: Promise<LockLostError>;
  /** Lets others in. */
  release(): Promise<void>;
}

export interface Holding {
  readonly directory: string;
  readonly folder: string;
  readonly disk: Disk;
  readonly ports: LockPorts;
  readonly log: Log;
  readonly mark: Mark;
  readonly number: number;
  readonly listening: Listening | undefined;
  /** When the mark was written or before, of this clock. */
  readonly since: Moment;
}

/** By both clocks, ms: the monotonic one may stand still while the machine sleeps, the other while it is held from outside. */
export interface Moment {
  readonly monotonic: number;
  readonly now: number;
}

export const momentOf = (ports: LockPorts): Moment => ({ monotonic: ports.clock.monotonic(), now: ports.clock.now() });

export class HeldLock implements Lock {
  readonly lost: Promise<LockLostError>;
  #tellLost: (error: LockLostError) => void = () => undefined;
  #number: number;
  #beat = 0;
  #confirmed: Moment;
  #isOver = false;
  #isLost = false;
  #confirming: Promise<void> | undefined;
  #cancelBeat: () => void = () => undefined;

  constructor(private readonly holding: Holding) {
    this.lost = new Promise((resolve) => { this.#tellLost = resolve; });
    this.#number = holding.number;
    this.#confirmed = holding.since;
    this.#arm();
  }

  async mayLeave(): Promise<boolean> {
    if (!this.#isOver && !this.#isFresh()) await this.#confirm();
    return !this.#isOver && this.#isFresh();
  }

  async release(): Promise<void> {
    this.#end();
    await this.#confirming;
    const { folder, disk, mark, listening } = this.holding;
    try {
      // Whoever took over may have left again, and the number be another's by now.
      const path = markOf(folder, this.#number);
      if (!this.#isLost && await isMarkOf(mark.id, path, disk)) await removeMark(path, disk);
    } finally {
      await listening?.close();
    }
  }

  #arm(): void {
    this.#cancelBeat = this.holding.ports.clock.after(beatEveryMs, () => {
      void this.#confirm().then(() => { if (!this.#isOver) this.#arm(); });
    });
  }

  #end(): void {
    this.#isOver = true;
    this.#cancelBeat();
  }

  #isFresh(): boolean {
    const { monotonic, now } = momentOf(this.holding.ports);
    return Math.max(monotonic - this.#confirmed.monotonic, now - this.#confirmed.now) < beatLimitMs;
  }

  /** One beat, for all who ask at the same moment. Never rejects: a disk that refuses it leaves the last one to grow old. */
  #confirm(): Promise<void> {
    this.#confirming ??= this.#beatOnce()
      .catch((error: unknown) => this.holding.log.warn('storage.beatFailed', { code: errorCode(error) ?? 'unknown' }))
      .finally(() => { this.#confirming = undefined; });
    return this.#confirming;
  }

  async #beatOnce(): Promise<void> {
    const begun = momentOf(this.holding.ports);
    const isOurs = this.#isFresh() ? await this.#writeBeat() : await this.#enterAnew();
    if (!isOurs) {
      await this.#lose();
      return;
    }
    const marks = await readMarks(this.holding.folder, this.holding.disk);
    // A newcomer that will withdraw, or one that is about to clear our mark away: the next beat tells.
    if (marks.every(({ number }) => number <= this.#number)) this.#confirmed = begun;
  }

  /** False when the mark is gone or another's. Not synced: closing shows it to other hosts, and no owner outlives a power cut. */
  #writeBeat(): Promise<boolean> {
    const { folder, disk, mark } = this.holding;
    this.#beat += 1;
    const next = Buffer.from(markText({ ...mark, beat: this.#beat }));
    return disk.rewrite(markOf(folder, this.#number), (found) => (readMark(found.toString('utf8'))?.id === mark.id ? next : undefined));
  }

  /**
   * After a pause somebody may be taking over at this moment, and a folder of a server may be listed as it was a while ago. The
   * next number is given once only: who gets it is the owner. False when another did, or did before and has left again.
   */
  async #enterAnew(): Promise<boolean> {
    const { folder, disk, mark } = this.holding;
    const [own, next] = [markOf(folder, this.#number), markOf(folder, this.#number + 1)];
    const draft = `${folder}/new-${mark.id}`;
    this.#beat += 1;
    await removeQuietly(disk, draft);
    try {
      await writeNewFile(disk, draft, Buffer.from(markText({ ...mark, beat: this.#beat })));
      if (!(await linkOnce(mark.id, draft, next, disk))) return false;
    } finally {
      await removeQuietly(disk, draft);
    }
    if (!(await isMarkOf(mark.id, own, disk))) {
      await removeQuietly(disk, next);
      return false;
    }
    this.#number += 1;
    await removeQuietly(disk, own);
    return true;
  }

  async #lose(): Promise<void> {
    this.#isLost = true;
    this.#end();
    this.#tellLost(new LockLostError(this.holding.directory));
    await this.holding.listening?.close();
  }
}

/** Tried twice: a mark left behind by a process that goes on living would lock it out itself. */
async function removeMark(path: string, disk: Disk): Promise<void> {
  await disk.unlink(path).catch(async () => {
    await disk.unlink(path).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error;
    });
  });
}
