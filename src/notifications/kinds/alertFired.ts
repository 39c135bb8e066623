// An alert fired: what it was judged on, how it goes on, and what to do about it. Each kind has its own words (text/alerts).
import type { Rich } from '../../model/message.js';
import { showFiredPrice } from '../../text/alerts/alertText.js';
import { textOf, type AlertFired } from '../../text/alerts/index.js';
import { alertActs, alertButtons } from '../../text/cards/alertButtons.js';
import { showNumber, showSpan, showTime } from '../../text/format.js';
import type { Say } from '../../text/index.js';
import { showMarket } from '../../text/orderFigures.js';
import { join } from '../../text/rich.js';
import { lateLine, type NotificationKind } from '../kind.js';

export const alertFired: NotificationKind<AlertFired> = {
  name: 'alertFired',
  loudness: 'loud',
  delivery: 'atMostOnce',
  group: 'alerts',
  breaksThrough: true,
  droppable: true,
  countsAs: 'others',
  render(data, context) {
    const { say, now, user } = context;
    const shown = { market: showMarket(data.base, data.quote), price: showFiredPrice(say, data, data.price), time: showTime(say, data.firedAt, now, user.settings.timeZone) };
    const { head, basis } = wordsOf(data).fired(say, data, shown);
    return { text: join([head, ...lateLine(context), basis, goesOn(say, data)]), buttons: alertButtons(say, data, alertActs) };
  },
};

/** A row stored before there were other kinds names none. */
const wordsOf = ({ kind = 'priceCrosses' }: AlertFired): ReturnType<typeof textOf> => textOf({ kind });

function goesOn(say: Say, data: AlertFired): Rich {
  const { repeat } = data;
  return repeat === undefined ? say('alert.rests') : say(wordsOf(data).goesOn, { every: showSpan(say, repeat.everyMs), band: showNumber(say, repeat.band) });
}
