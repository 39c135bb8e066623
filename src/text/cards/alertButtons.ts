// The buttons of a fired alert: trade its coin, let it sleep, arm it again, delete it.
import { runData } from '../../model/callback.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import type { Button, Buttons } from '../../model/message.js';
import type { Side } from '../../model/trading/order.js';
import type { Say } from '../index.js';
import { showCode } from '../format.js';

export const alertActs = ['snooze', 'rearm', 'delete'] as const;
export type AlertAct = (typeof alertActs)[number];

/** Which firing of which alert a message tells of; without `firing` its buttons answer with a message of their own. */
export interface FiredAlert {
  readonly alertId: string;
  /** The count of firings with this one. */
  readonly firing?: number;
  /** The coin it is about. */
  readonly base: CurrencyCode;
}

/** What a coin's code looks like that can stand in a button. */
const plainCode = /^[a-z0-9]{1,20}$/i;

/** `acts` are those that fit what the alert is now. */
export function alertButtons(say: Say, { alertId, firing, base }: FiredAlert, acts: readonly AlertAct[]): Buttons {
  const isPlain = plainCode.test(base);
  const which = firing === undefined ? alertId : `${alertId} ${firing}${isPlain ? ` ${base}` : ''}`;
  const act = (what: AlertAct): Button => ({ label: say(`alert.${what}`).text, data: runData(`alert ${what} ${which}`) });
  const trade = (side: Side): Button => ({ label: say(`alert.${side}`, { coin: showCode(base) }).text, data: runData(`${side} ${base}`) });
  const isTraded = base.toLowerCase() !== 'zar' && isPlain;
  return [...(isTraded ? [[trade('buy'), trade('sell')]] : []), ...(acts.length > 0 ? [acts.map(act)] : [])];
}
