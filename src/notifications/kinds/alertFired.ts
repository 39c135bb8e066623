// A price alert fired: what it was judged on, that it rests now, and how to arm it again.
import { runData } from '../../model/callback.js';
import type { CurrencyCode, MarketId } from '../../model/market.js';
import { decimalPlaces, type Decimal } from '../../model/money.js';
import { showTime } from '../../text/format.js';
import { showMarket, showPrice } from '../../text/orderFigures.js';
import { join } from '../../text/rich.js';
import type { NotificationKind } from '../kind.js';
import { lateLine } from '../lateLine.js';

export interface AlertFired {
  readonly alertId: string;
  readonly market: MarketId;
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  /** above: judged on the best bid; below: judged on the best ask. */
  readonly direction: 'above' | 'below';
  readonly threshold: Decimal;
  /** What it was judged on. */
  readonly price: Decimal;
  /** ms since 1970 */
  readonly firedAt: number;
}

export const alertFired: NotificationKind<AlertFired> = {
  name: 'alertFired',
  loudness: 'loud',
  delivery: 'atMostOnce',
  render(data, context) {
    const { say, now, user } = context;
    const above = data.direction === 'above';
    const show = (price: Decimal): string => showPrice(price, data.quote, decimalPlaces(price));
    const values = { market: showMarket(data.base, data.quote), threshold: show(data.threshold), price: show(data.price) };
    return {
      text: join([
        say(above ? 'alert.firedAbove' : 'alert.firedBelow', values),
        ...lateLine(context),
        say(above ? 'alert.judgedAbove' : 'alert.judgedBelow', { time: showTime(say, data.firedAt, now, user.settings.timeZone) }),
        say('alert.rests'),
      ]),
      buttons: [[
        { label: say('alert.rearm').text, data: runData(`alert rearm ${data.alertId}`) },
        { label: say('alert.delete').text, data: runData(`alert delete ${data.alertId}`) },
      ]],
    };
  },
};
