// What watching for outages is given, and what its two halves share.
import type { Clock } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { UserId } from '../../model/message.js';
import type { UserRecord } from '../../model/user.js';
import type { Store } from '../../storage/store.js';

export interface OutageWatchDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Away for longer than this is an outage, ms. */
  readonly afterMs: number;
  /** True while this user's account cannot be followed live. */
  isAway(userId: UserId): boolean;
  /** True when everything up to the last return has been read. */
  isCaughtUp(userId: UserId): boolean;
}

/** What the two kinds of outage are given. */
export interface OutageParts extends OutageWatchDeps {
  /** Stores a change, or logs that it could not: what is still due then is tried at the next look. */
  change(userId: UserId, next: (record: UserRecord) => UserRecord): Promise<void>;
}
