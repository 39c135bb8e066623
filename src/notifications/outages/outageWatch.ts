// Notices when the exchange or Telegram is away for long, and opens and closes the incident of each user who is concerned.
//
//   a look every few seconds: account away? ──> longer than afterMs and the user asked meanwhile ──> incident open (durable, told)
//   account back and caught up ──────────────> open, or something came late ──> incident over (durable, same message edited)
//   results of sends: none taken for longer than afterMs, news waiting ──> incident open ──> taken again ──> incident over
import type { Clock } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { UserId } from '../../model/message.js';
import type { UserRecord } from '../../model/user.js';
import { changed, type Store } from '../../storage/store.js';
import { AccountOutages } from './accountOutages.js';
import type { Sender, SendResult } from '../sender.js';
import { TelegramOutages } from './telegramOutages.js';

/** How often is looked, ms; at most a quarter of afterMs. */
const lookEveryMs = 5000;

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

export interface OutageWatch {
  /** The same sender, whose results are watched. */
  watched(sender: Sender): Sender;
  start(): void;
  stop(): void;
}

/** The incidents of all users; nothing happens before start, but for the results of sends being noted. */
export function createOutageWatch(deps: OutageWatchDeps): OutageWatch {
  const { store, clock, log, afterMs } = deps;
  const parts: OutageParts = {
    ...deps,
    change: (userId, next) => store.update(userId, (record) => changed(next(record))).catch((error: unknown) => {
      log.warn('outage.notStored', { user: userId, error: error instanceof Error ? error.name : 'thrown' });
    }),
  };
  const accounts = new AccountOutages(parts);
  const telegram = new TelegramOutages(parts);
  let cancel: () => void = () => undefined;
  let unsubscribe: () => void = () => undefined;

  function look(): void {
    const now = clock.now();
    for (const record of [...store.all()]) {
      accounts.look(record, now);
      telegram.look(record, now);
    }
    cancel = clock.after(Math.min(lookEveryMs, Math.ceil(afterMs / 4)), look);
  }

  function noted(result: SendResult): SendResult {
    telegram.note(result, clock.now());
    return result;
  }

  return {
    watched: (sender) => ({
      send: async (message) => noted(await sender.send(message)),
      edit: async (address, message) => noted(await sender.edit(address, message)),
      remove: (address) => sender.remove(address),
    }),
    start() {
      unsubscribe = store.onChange((userId) => accounts.noteLate(userId));
      look();
    },
    stop() {
      cancel();
      unsubscribe();
    },
  };
}
