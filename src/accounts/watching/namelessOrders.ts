// Orders that may be ours but came without the custom id that says so: frames leave it out, and some orders no list shows.
//
// An order that the exchange takes long after the answer to it was lost is looked for in vain, and its card says "Not placed".
// When a frame then tells of an order like it, reading that one order by its own id brings the custom id, and the card is mended.
import type { Draft } from '../../model/draft.js';
import { compare } from '../../model/money.js';
import type { Order } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';

/** A draft is given up that long after it was sent, ms. */
export const namelessLimitMs = 24 * 3_600_000;
/** Reads of one order, and the least time between them, ms: the answer may leave the custom id out too. */
export const namelessTries = 5;
export const namelessEveryMs = 60_000;
/** Orders remembered as read; the oldest are forgotten. */
const rememberedLimit = 200;

/** Ids of orders of no draft that look like one whose outcome is not known, or was concluded to be nothing. `now` is ms since 1970. */
export function namelessOrders(record: UserRecord, now: number): readonly string[] {
  const drafts = Object.values(record.drafts);
  const lost = drafts.filter((draft) => isLost(draft, now));
  if (lost.length === 0) return [];
  const known = new Set(drafts.map((draft) => draft.orderId));
  return Object.values(record.account.orders).map((tracked) => tracked.order)
    .filter((order) => order.customOrderId === undefined && !known.has(order.id) && lost.some((draft) => isLike(draft, order)))
    .map((order) => order.id);
}

const isLost = ({ state, sentAt }: Draft, now: number): boolean => (state === 'unknown' || state === 'notPlaced') && sentAt !== undefined && now - sentAt < namelessLimitMs;

function isLike({ request }: Draft, order: Order): boolean {
  if (request.kind !== 'placeOrder') return false;
  const wanted = request.order;
  return wanted.market === order.market && wanted.side === order.side && compare(wanted.volume, order.originVolume) === 0;
}

/** Which of them are to be read now; each only a few times. */
export class NamelessReads {
  private readonly asked = new Map<string, { readonly times: number; readonly at: number }>();

  /** Counts what it gives back as read. `now` is ms since 1970. */
  take(record: UserRecord, now: number): readonly string[] {
    const due = namelessOrders(record, now).filter((id) => this.isDue(id, now));
    for (const id of due) this.asked.set(id, { times: (this.asked.get(id)?.times ?? 0) + 1, at: now });
    for (const id of [...this.asked.keys()].slice(0, Math.max(0, this.asked.size - rememberedLimit))) this.asked.delete(id);
    return due;
  }

  private isDue(id: string, now: number): boolean {
    const before = this.asked.get(id);
    return before === undefined || (before.times < namelessTries && now - before.at >= namelessEveryMs);
  }
}
