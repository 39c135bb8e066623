// What a confirmed practice card comes to, as one change of the record: funds, order, pushes and cards together. Pure.
import { markPractised } from '../actions/drafts/claim.js';
import { markRefused, markSeen, type DraftOf, type PracticeDraft } from '../actions/draft.js';
import type { Practise, Practised } from '../actions/practise.js';
import type { Draft } from '../model/draft.js';
import type { MessageAddress } from '../model/message.js';
import type { OwnReason } from '../model/ownReason.js';
import type { PracticeAccount } from '../model/practice.js';
import type { UserRecord } from '../model/user.js';
import { walkedLevelsLimit } from '../markets/marketWatcher.js';
import { cancelOrders } from './cancelOrders.js';
import { placeOrder } from './placeOrder.js';
import { beginPractice, findPracticeOrder } from './practiceAccount.js';
import { executedFigures, stateOf, tellCard, tellFills } from './practiceNews.js';
import type { ReadLevels } from './restingFills.js';

type PlaceRequest = DraftOf<'practiceOrder'>['request'];

/** One press: the card it came from and when, ms since 1970. */
interface Press {
  readonly card: MessageAddress | undefined;
  readonly now: number;
}

/** `read` looks at the live book of this moment: without one nothing is placed. */
export function createPractise(read: ReadLevels): Practise {
  return (record, draft, card, now) => {
    const account = record.practice ?? beginPractice(true, now);
    const { request } = draft;
    switch (request.kind) {
      case 'practiceOrder': return place(record, account, draft, request, read, { card, now });
      case 'practiceCancel': return cancel(record, account, draft, [request.orderId], { card, now }, (after, one) => endOne(one, after, request.orderId, now));
      case 'practiceCancelAll': return cancel(record, account, draft, request.orderIds, { card, now }, (_after, one) => markSeen(one, 'cancelled', {}, now));
    }
  };
}

function place(record: UserRecord, account: PracticeAccount, draft: PracticeDraft, request: PlaceRequest, read: ReadLevels, { card, now }: Press): Practised {
  const { market, side } = request.order;
  const levels = read(market, side === 'buy' ? 'ask' : 'bid', walkedLevelsLimit);
  if (levels === undefined) return { kind: 'held', why: 'noPrice' };
  const placement = placeOrder(account, request, levels, now);
  switch (placement.kind) {
    case 'held': return placement;
    case 'refused': return { kind: 'done', record, draft: markPractised(draft, (one) => markRefused(one, placement.codes, now), card, now) };
    case 'placed': {
      const { placed } = placement;
      const seen = { orderId: placed.order.id, ...(placed.fills === 0 ? {} : { executed: executedFigures(placed) }) };
      const moved = markPractised(draft, (one) => markSeen(one, stateOf(placed), seen, now), card, now);
      return { kind: 'done', record: tellFills(record, placement.account, placed, now), draft: moved };
    }
  }
}

type End = (account: PracticeAccount, draft: Draft) => Draft;

function cancel(record: UserRecord, account: PracticeAccount, draft: PracticeDraft, orderIds: readonly string[], { card, now }: Press, end: End): Practised {
  const { account: after, cancelled } = cancelOrders(account, orderIds, now);
  const told = cancelled.reduce<UserRecord>((next, placed) => tellCard(next, placed, now), { ...record, practice: after });
  return { kind: 'done', record: told, draft: markPractised(draft, (one) => end(after, one), card, now) };
}

function endOne(draft: Draft, account: PracticeAccount, orderId: string, now: number): Draft {
  const placed = findPracticeOrder(account, orderId);
  if (placed === undefined) return markRefused(draft, ['own.practiceUnknown' satisfies OwnReason], now);
  return markSeen(draft, placed.order.state === 'done' ? 'filled' : 'cancelled', { executed: executedFigures(placed) }, now);
}
