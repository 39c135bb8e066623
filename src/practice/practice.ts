// Practice mode: play money, the same cards, fills simulated on the live books. It is given no client of the exchange.
import { draftOf, tellDraft } from '../actions/drafts/draftRecord.js';
import { dismiss, isPractice } from '../actions/draft.js';
import type { Practise } from '../actions/practise.js';
import type { Markets } from '../markets/markets.js';
import type { Clock } from '../model/clock.js';
import type { Log } from '../model/log.js';
import type { UserId } from '../model/message.js';
import type { PracticeAccount } from '../model/practice.js';
import type { UserRecord } from '../model/user.js';
import type { Store } from '../storage/store.js';
import { cancelOrders } from './cancelOrders.js';
import { beginPractice, openOrdersOf } from './practiceAccount.js';
import { tellCard } from './practiceNews.js';
import { createPracticeReads, type PracticeReads } from './practiceReads.js';
import { PracticeWatch } from './practiceWatch.js';
import { createPractise } from './practise.js';
import type { ReadLevels } from './restingFills.js';

export interface Practice extends PracticeReads {
  /** Durable before it resolves; the first time it begins the account. */
  switchTo(userId: UserId, on: boolean): Promise<PracticeAccount>;
  /** Cancels everything and begins anew; undefined, and nothing done, where the account is not the one that was begun at `since`. */
  startOver(userId: UserId, since: number): Promise<PracticeAccount | undefined>;
  /** For actions/: what a confirmed card of practice comes to. */
  readonly practise: Practise;
  start(): void;
  stop(): void;
}

export interface PracticeDeps {
  readonly store: Store;
  readonly markets: Pick<Markets, 'book' | 'levels' | 'onBook'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Nothing fills before start() but what a card's Confirm fills at once. */
export function createPractice({ store, markets, clock, log }: PracticeDeps): Practice {
  const read: ReadLevels = (market, side, count) => (markets.book(market).state === 'synced' ? markets.levels(market, side, count) : undefined);
  const watch = new PracticeWatch({ store, markets, read, clock, log });
  return {
    ...createPracticeReads(store),
    practise: createPractise(read),
    switchTo: (userId, on) => store.update(userId, (record) => {
      const before = record.practice;
      if (before?.on === on) return { record, result: before };
      const after = before === undefined ? beginPractice(on, clock.now()) : { ...before, on };
      return { record: { ...record, practice: after }, result: after };
    }),
    startOver: (userId, since) => store.update(userId, (record) => {
      if (record.practice?.since !== since) return { record, result: undefined };
      const next = beganAnew(record, record.practice, clock.now());
      return { record: next, result: next.practice };
    }),
    start: () => watch.start(),
    stop: () => watch.stop(),
  };
}

/** Open orders end as cancelled on their cards, and cards that still ask are dismissed. */
function beganAnew(record: UserRecord, account: PracticeAccount, now: number): UserRecord {
  const { cancelled } = cancelOrders(account, openOrdersOf(account).map(({ order }) => order.id), now);
  const told = cancelled.reduce((next, placed) => tellCard(next, placed, now), record);
  const dismissed = Object.keys(told.drafts).reduce((next, id) => {
    const draft = draftOf(next, id);
    return draft?.state === 'drafted' && isPractice(draft) ? tellDraft(next, dismiss(draft, draft.card, now), now) : next;
  }, told);
  // Later than the old one even where the clock stands still, so that a second press of the same button begins nothing.
  return { ...dismissed, practice: beginPractice(account.on, Math.max(now, account.since + 1), account.lastId) };
}
