// Looks at the live books of markets in which practice orders wait, and fills those that the book has reached.
//
//   book moves, or the account changes -> anything new for this user? -> one change {funds, orders, pushes, cards}
import type { BookView, Markets } from '../markets/markets.js';
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { UserId } from '../model/message.js';
import { isPositive } from '../model/money.js';
import { isPractising, type PracticeAccount } from '../model/practice.js';
import type { UserRecord } from '../model/user.js';
import { changed, type Store } from '../storage/store.js';
import { CountedVolumes } from './countedVolumes.js';
import { openOrdersOf } from './practiceAccount.js';
import { tellCard, tellFills } from './practiceNews.js';
import { fillResting, freshVolume, shownTo, type ReadLevels } from './restingFills.js';
import { WaitingOrders } from './waitingOrders.js';

/** A fill that could not be stored is looked at again at the next move of the book, and without one after so long, ms. */
export const retryMs = 5000;

export interface PracticeWatchDeps {
  readonly store: Store;
  readonly markets: Pick<Markets, 'onBook'>;
  readonly read: ReadLevels;
  readonly clock: Clock;
  readonly log: Log;
}

export class PracticeWatch {
  readonly #waiting = new WaitingOrders();
  readonly #followed = new Map<UserId, PracticeAccount>();
  readonly #counted = new CountedVolumes();
  /** Users a change is under way for, true when they are to be looked at once more after it. */
  readonly #busy = new Map<UserId, boolean>();
  readonly #retries = new Map<UserId, () => void>();
  #ends: (() => void)[] = [];

  constructor(private readonly deps: PracticeWatchDeps) {}

  start(): void {
    if (this.#ends.length > 0) return;
    this.#ends = [this.deps.store.onChange((userId) => this.#follow(userId)), this.deps.markets.onBook((view) => this.#check(view))];
    for (const record of this.deps.store.all()) this.#follow(record.id);
  }

  stop(): void {
    for (const end of [...this.#ends, ...this.#retries.values()]) end();
    this.#ends = [];
    this.#retries.clear();
  }

  /** Records are immutable, so one look tells that nothing of practice has changed. */
  #follow(userId: UserId): void {
    const practice = this.deps.store.read(userId)?.practice;
    if (this.#followed.get(userId) === practice) return;
    // Of somebody forgotten nothing is kept here either.
    if (practice === undefined) this.#followed.delete(userId);
    else this.#followed.set(userId, practice);
    const open = practice?.on === true ? openOrdersOf(practice) : [];
    this.#counted.keep(userId, open);
    this.#waiting.set(userId, open);
    if (open.length > 0) this.#look(userId);
  }

  #check(view: BookView): void {
    if (view.state !== 'synced') return;
    for (const userId of this.#waiting.concernedBy(view)) this.#look(userId);
  }

  #look(userId: UserId): void {
    if (this.#ends.length === 0) return;
    if (this.#busy.has(userId)) {
      this.#busy.set(userId, true);
      return;
    }
    const record = this.deps.store.read(userId);
    if (record !== undefined && this.#hasNews(record)) void this.#fill(userId);
  }

  /** Also notes what is shown now, so that volume that went away and comes again is seen to be new. */
  #hasNews({ id, practice }: UserRecord): boolean {
    let hasNews = false;
    for (const placed of practice === undefined ? [] : openOrdersOf(practice)) {
      const shown = shownTo(placed, this.deps.read);
      if (shown === undefined) continue;
      if (isPositive(freshVolume(placed, shown, this.#counted.of(id, placed)))) hasNews = true;
      else this.#counted.note(id, placed, shown);
    }
    return hasNews;
  }

  async #fill(userId: UserId): Promise<void> {
    this.#busy.set(userId, false);
    try {
      await this.deps.store.update(userId, (record) => changed(this.#filled(record)));
    } catch (error) {
      this.deps.log.warn('practice.notStored', { user: userId, error: error instanceof Error ? error.name : 'thrown' });
      this.#retryLater(userId);
    }
    const isWanted = this.#busy.get(userId) === true;
    this.#busy.delete(userId);
    if (isWanted) this.#look(userId);
  }

  /** Everything is looked at anew within the change: orders may have ended and the book moved while it waited. */
  #filled(record: UserRecord): UserRecord {
    const { practice } = record;
    if (practice === undefined || !isPractising(record)) return record;
    const now = this.deps.clock.now();
    let next = record;
    for (const market of new Set(openOrdersOf(practice).map(({ order }) => order.market))) {
      const { account, filled } = fillResting(next.practice ?? practice, market, this.deps.read, (placed) => this.#counted.of(record.id, placed), now);
      if (filled.length === 0) continue;
      next = filled.reduce<UserRecord>((told, placed) => tellCard(tellFills(told, told.practice ?? account, placed, now), placed, now), { ...next, practice: account });
    }
    return next;
  }

  #retryLater(userId: UserId): void {
    if (this.#ends.length === 0 || this.#retries.has(userId)) return;
    this.#retries.set(userId, this.deps.clock.after(retryMs, () => {
      this.#retries.delete(userId);
      this.#look(userId);
    }));
  }
}
