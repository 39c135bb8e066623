// What practice tells: the push of an order's fills, and the cards that show it; written in the change that causes it. Pure.
import { canMove, isPractice, markSeen } from '../actions/draft.js';
import { tellDraft } from '../actions/drafts/draftRecord.js';
import type { Draft } from '../model/draft.js';
import { isPositive, isZero } from '../model/money.js';
import type { PracticeAccount, PracticeOrder } from '../model/practice.js';
import type { UserRecord } from '../model/user.js';
import { enqueue } from '../notifications/outbox.js';
import type { OrderFilled } from '../notifications/kinds/orderFilled.js';
import { receivedBy } from './funds.js';
import { withOrder } from './practiceAccount.js';

/** Fills within this time of a group's first push are folded into its message, as for real ones (accounts/fillPush.ts); ms. */
export const practiceFillGroupMs = 30_000;

/** The account with the order's push open, and the record that owes it; `now` is ms since 1970. */
export function tellFills(record: UserRecord, account: PracticeAccount, placed: PracticeOrder, now: number): UserRecord {
  if (placed.fills === 0) return { ...record, practice: account };
  const { id } = placed.order;
  const isGrouped = placed.push !== undefined && now - placed.push.openedAt < practiceFillGroupMs;
  const push = placed.push !== undefined && isGrouped ? placed.push : { key: `practice:${id}:${placed.fills}`, openedAt: now };
  const row = { kind: 'practiceFilled', id: `practice:${id}:${placed.fills}`, data: filledData(placed), eventAt: now, messageKey: push.key } as const;
  return enqueue({ ...record, practice: withOrder(account, { ...placed, push }) }, row, now);
}

function filledData({ order, base, quote, pricePrecision, total, fee }: PracticeOrder): OrderFilled {
  return {
    orderId: order.id, market: order.market, base, quote, side: order.side, amount: order.executedVolume, orderAmount: order.originVolume,
    averagePrice: order.averagePrice, total, fee, feeCurrency: receivedBy(order.side, { base, quote }), remaining: order.remainingVolume,
    final: isZero(order.remainingVolume), pricePrecision,
  };
}

type Shown = 'open' | 'partlyFilled' | 'filled' | 'cancelled';

/** What a card says of an order. */
export function stateOf({ order }: PracticeOrder): Shown {
  if (order.state === 'cancel') return 'cancelled';
  if (order.state === 'done') return 'filled';
  return isPositive(order.executedVolume) ? 'partlyFilled' : 'open';
}

export function executedFigures({ order }: PracticeOrder): NonNullable<Draft['executed']> {
  return { volume: order.executedVolume, averagePrice: order.averagePrice, remaining: order.remainingVolume };
}

/** The record with the card of this order moved along; the same record where it has been forgotten. */
export function tellCard(record: UserRecord, placed: PracticeOrder, now: number): UserRecord {
  const draft = Object.values(record.drafts).find((one) => isPractice(one) && one.request.kind === 'practiceOrder' && one.orderId === placed.order.id);
  const state = stateOf(placed);
  if (draft === undefined || !canMove(draft, state)) return record;
  return tellDraft(record, markSeen(draft, state, isPositive(placed.order.executedVolume) ? { executed: executedFigures(placed) } : {}, now), now);
}
