// Every kind of notification; the names and the data that the outbox takes are derived from this list.
import type { NotificationKind } from '../kind.js';
import { addressReady } from './addressReady.js';
import { alertFired } from './alertFired.js';
import { balanceUnexplained } from './balanceUnexplained.js';
import { depositCredited } from './depositCredited.js';
import { depositSeen } from './depositSeen.js';
import { invoiceCard } from './invoiceCard.js';
import { invoiceMade } from './invoiceMade.js';
import { keyPaused } from './keyPaused.js';
import { orderCard } from './draftCard.js';
import { orderEnded } from './orderEnded.js';
import { orderFilled } from './orderFilled.js';
import { outage } from './outage.js';
import { practiceFilled } from './practiceFilled.js';
import { summary } from './summary.js';
import { withdrawalMoved } from './withdrawalMoved.js';

export const kinds = { orderCard, orderFilled, orderEnded, depositSeen, depositCredited, balanceUnexplained, withdrawalMoved, invoiceMade, invoiceCard, alertFired, summary, keyPaused, outage, addressReady, practiceFilled } as const;

export type KindName = keyof typeof kinds;
/** What a row of this kind carries. */
export type DataOf<K extends KindName> = (typeof kinds)[K] extends NotificationKind<infer Data> ? Data : never;

/** The kind a stored row names; undefined for one this program does not know any more. */
export function kindNamed(name: string): NotificationKind<never> | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name as KindName] : undefined;
}
