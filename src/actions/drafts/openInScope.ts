// What a cancellation of many would reach now: the exchange is told a market and a side, never the ids that the card lists.
import { decimal } from '../../model/money.js';
import type { ActionRequest, Draft, PriceChange } from '../../model/draft.js';
import { isFinal } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';
import type { DraftOf } from './draft.js';

type CancelAll = Extract<ActionRequest, { readonly kind: 'cancelAll' }>;

export const isCancelAll = (draft: Draft): draft is DraftOf<'cancelAll'> => draft.request.kind === 'cancelAll';

/**
 * The request with the list of now, where orders are known to be open that the card does not list; undefined where it lists them
 * all. Orders listed whose end is not known stay on it.
 */
export function beyondList({ account }: UserRecord, { request }: DraftOf<'cancelAll'>): { readonly request: CancelAll; readonly change: PriceChange } | undefined {
  const { market, side, orderIds } = request;
  const listed = new Set(orderIds);
  const more = Object.values(account.orders).filter(({ order, missingSince }) => !listed.has(order.id) && !isFinal(order.state) && missingSince === undefined
    && (market ?? order.market) === order.market && (side ?? order.side) === order.side).map(({ order }) => order.id);
  if (more.length === 0) return undefined;
  const still = orderIds.filter((id) => !(Object.hasOwn(account.orders, id) && isFinal(account.orders[id]?.order.state ?? '')));
  const now = [...more, ...still];
  return { request: { ...request, orderIds: now }, change: { why: 'orders', from: decimal(String(orderIds.length)), to: decimal(String(now.length)) } };
}
