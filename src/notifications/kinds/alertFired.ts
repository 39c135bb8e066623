// An alert fired: what it was judged on, how it goes on, and what to do about it. Each kind has its own words (text/alerts).
import type { Rich } from '../../model/message.js';
import { totalOf } from '../../model/balance.js';
import { showFiredPrice, type AlertNow } from '../../text/alerts/alertText.js';
import { textOf, type AlertFired } from '../../text/alerts/index.js';
import { alertActs, alertButtons } from '../../text/cards/alertButtons.js';
import { showNumber, showSpan, showTime } from '../../text/format.js';
import type { Say } from '../../text/index.js';
import { showHeld, showMarket } from '../../text/orderFigures.js';
import { join } from '../../text/rich.js';
import type { NotificationKind, RenderContext } from '../kind.js';

/** An alert older than this tells nothing of use, ms. */
export const alertLastsMs = 24 * 3_600_000;

export const alertFired: NotificationKind<AlertFired> = {
  name: 'alertFired',
  loudness: 'loud',
  isNumbered: false,
  lastsMs: alertLastsMs,
  group: 'alerts',
  breaksThrough: true,
  droppable: true,
  countsAs: 'others',
  render(data, context) {
    const { say, now, user, lateMs, present } = context;
    const judged = data.kind === 'balanceBelow' ? showHeld(say, data.price, data.base, present?.placesOf(data.base)) : showFiredPrice(say, data, data.price);
    const shown = { market: showMarket(data.base, data.quote), price: judged, time: showTime(say, data.firedAt, now, user.settings.timeZone) };
    const { head, basis } = wordsOf(data).fired(say, data, shown);
    // What comes late was so then: its first line says when, and how it is now.
    const first = lateMs === undefined ? head : wordsOf(data).stale(say, data, shown, nowOf(data, context));
    return { text: join([first, basis, goesOn(say, data)]), buttons: alertButtons(say, data, alertActs) };
  },
  lost(record, { alertId }, eventAt) {
    const alert = Object.hasOwn(record.alerts, alertId) ? record.alerts[alertId] : undefined;
    return alert === undefined ? record : { ...record, alerts: { ...record.alerts, [alertId]: { ...alert, undelivered: eventAt } } };
  },
};

/** A row stored before there were other kinds names none. */
const wordsOf = ({ kind = 'priceCrosses' }: AlertFired): ReturnType<typeof textOf> => textOf({ kind });

/** Of what cannot be trusted at the moment of sending nothing is said. */
function nowOf({ market, base }: AlertFired, { present, user }: RenderContext): AlertNow {
  const { balances } = user.account;
  const book = market === '' ? undefined : present?.book(market);
  const places = present?.placesOf(base);
  return { ...(book === undefined ? {} : { book }), ...(places === undefined ? {} : { places }), ...(present?.isFollowed(user.id) === true ? { held: totalOf(Object.hasOwn(balances, base) ? balances[base] : undefined) } : {}) };
}

function goesOn(say: Say, data: AlertFired): Rich {
  const { repeat } = data;
  return repeat === undefined ? say('alert.rests') : say(wordsOf(data).goesOn, { every: showSpan(say, repeat.everyMs), band: showNumber(say, repeat.band) });
}
