// Whom an outage of the exchange concerns although they ask nothing: something of theirs may happen there meanwhile.
import type { AlertState } from '../../model/alert.js';
import type { DraftState } from '../../model/draft.js';
import { isFinal } from '../../model/trading/order.js';
import type { UserRecord } from '../../model/user.js';

/** Alerts that would fire, or be armed again, if there were anything to see. */
const watching: ReadonlySet<AlertState> = new Set(['armed', 'waiting']);
/** Sent, and not known to have ended. */
const underWay: ReadonlySet<DraftState> = new Set(['sending', 'accepted', 'unknown']);

/** True for one with an open order, an alert that watches, an action under way or an invoice that waits to be paid. */
export const isConcerned = ({ account, alerts, drafts, invoices }: UserRecord): boolean =>
  Object.values(account.orders).some(({ order }) => !isFinal(order.state))
  || Object.values(alerts).some(({ state }) => watching.has(state))
  || Object.values(drafts).some(({ state }) => underWay.has(state))
  || Object.values(invoices ?? {}).some(({ state }) => state === 'waiting');
