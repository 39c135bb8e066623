// Takes what is heard of one account into its record: in the order heard, each in one durable change with its rows.
import type { Link } from '../../model/account.js';
import type { Balance } from '../../model/balance.js';
import type { UserId } from '../../model/message.js';
import type { UserRecord } from '../../model/user.js';
import { changed } from '../../storage/store.js';
import type { AccountsDeps } from '../accountsDeps.js';
import type { AccountEvent, Want } from '../reconciling/reconcileTypes.js';
import { reconcileAll } from '../reconciling/reconciler.js';
import { isSamePair } from '../watchedLink.js';
import { Timers } from '../../pacing/timers.js';

/** Balance frames are stored at most this often, ms, unless something else is stored sooner. */
export const balanceHoldMs = 1000;

export class AccountWrites {
  private readonly timers: Timers;
  /** The latest frame of each currency that waits to be stored. */
  private readonly held = new Map<string, Balance>();
  /** Store changes under way, so that stopping can wait for them. */
  private readonly underWay = new Set<Promise<unknown>>();

  /** @param ask is told what must be read after a change */
  constructor(private readonly deps: AccountsDeps, private readonly owner: { readonly userId: UserId; readonly link: Link }, private readonly ask: (wants: readonly Want[]) => void) {
    this.timers = new Timers(deps.clock);
  }

  /** The record while its link is still this one. */
  record(): UserRecord | undefined {
    const record = this.deps.store.read(this.owner.userId);
    return isSamePair(record?.link, this.owner.link) ? record : undefined;
  }

  /**
   * Takes in events in one change; balances that are held go along. What that wants is asked for, but for what `isRead` says the
   * caller has just read. @throws what Store.update throws
   */
  async apply(events: readonly AccountEvent[], isRead: (want: Want) => boolean = () => false): Promise<void> {
    this.ask((await this.write(events)).filter((want) => !isRead(want)));
  }

  private write(events: readonly AccountEvent[]): Promise<readonly Want[]> {
    const { clock, describeMarket, neededConfirmations } = this.deps;
    const context = { now: clock.now(), describe: describeMarket, neededConfirmations };
    const balances = [...this.held.values()].map((balance): AccountEvent => ({ type: 'balance', balance }));
    this.held.clear();
    this.timers.clear('balances');
    return this.deps.store.update(this.owner.userId, (record) => {
      // A link that was replaced or removed in the meantime is not ours to change.
      if (!isSamePair(record.link, this.owner.link)) return { record, result: [] };
      const { record: next, wants } = reconcileAll(record, [...events, ...balances], context);
      return { record: next, result: wants };
    });
  }

  /**
   * Takes in events without being waited for, and asks for what they want. What could not be stored is read again:
   * `otherwise` says what; so nothing that was heard is only in memory.
   */
  take(events: readonly AccountEvent[], otherwise: readonly Want[]): void {
    const followed = this.apply(events).catch((error: unknown) => {
      this.deps.log.error('account.notStored', { error: error instanceof Error ? error.message : 'unknown' });
      this.ask(otherwise);
    }).finally(() => this.underWay.delete(followed));
    this.underWay.add(followed);
  }

  /** Balance frames come in bursts and only the latest counts. */
  holdBalance(balance: Balance): void {
    this.held.set(balance.currency, balance);
    if (!this.timers.has('balances')) this.timers.set('balances', balanceHoldMs, () => this.take([], ['balances', 'deposits']));
  }

  /** A change of the link itself. @throws what Store.update throws */
  async change(change: (record: UserRecord) => UserRecord): Promise<void> {
    await this.deps.store.update(this.owner.userId, (record) => changed(isSamePair(record.link, this.owner.link) ? change(record) : record));
  }

  /** Stores what is held and waits for the changes under way. */
  async stop(): Promise<void> {
    if (this.held.size > 0) this.take([], []);
    this.timers.stop();
    await Promise.allSettled([...this.underWay]);
  }
}
