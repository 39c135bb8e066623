// Notices when the exchange or Telegram is away for long, and opens and closes the incident of each user who is concerned.
//
//   a look every few seconds: account away? ──> longer than afterMs and it concerns the user, or they asked ──> incident open (durable, told)
//   account back and caught up ──────────────> open, or something came late ──> incident over (durable, same message edited)
//   results of sends: none taken for longer than afterMs, news waiting ──> incident open ──> taken again ──> incident over
import { changed } from '../../storage/store.js';
import { AccountOutages } from './accountOutages.js';
import type { OutageParts, OutageWatchDeps } from './outageParts.js';
import type { Sender, SendResult } from '../sender.js';
import { TelegramOutages } from './telegramOutages.js';

/** How often is looked, ms; at most a quarter of afterMs. */
const lookEveryMs = 5000;

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
