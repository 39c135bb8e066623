// Price cards for "@bot btc" typed in any chat: public prices only, the same for everybody.
import type { InlineCard } from '../src/bot/inline.js';
import type { Level, Market } from '../src/model/market.js';
import { isZero } from '../src/model/money.js';
import { defaultTimeZone } from '../src/model/user.js';
import { showChange, showMoney, showTime } from '../src/text/format.js';
import { speak } from '../src/text/index.js';
import { clean } from '../src/text/rich.js';
import type { Core } from './core.js';

/** As many as Telegram's list shows without much scrolling. */
const cardsShown = 10;
/** Longest words of others that are shown. */
const wordsShown = 40;

/** Cards for the markets that the words mean; the first few for no words, none for words that mean none. @throws as Markets.list */
export async function inlinePrices(core: Pick<Core, 'markets' | 'clock'>, typed: string): Promise<readonly InlineCard[]> {
  const enabled = (await core.markets.list()).filter((market) => market.state === 'enabled');
  const wanted = typed === '' ? enabled : await matching(core, enabled, typed);
  return Promise.all(wanted.slice(0, cardsShown).map((market) => card(core, market)));
}

/** The market meant, then those whose coin begins with what is typed so far. */
async function matching(core: Pick<Core, 'markets'>, enabled: readonly Market[], typed: string): Promise<readonly Market[]> {
  const meant = await core.markets.find(typed);
  const begun = enabled.filter((market) => market.base.startsWith(typed.toLowerCase()));
  return enabled.filter((market) => market.id === meant?.id).concat(begun.filter((market) => market.id !== meant?.id));
}

async function card({ markets, clock }: Pick<Core, 'markets' | 'clock'>, market: Market): Promise<InlineCard> {
  // Telegram keeps the answer for everybody who types the same, so it is in nobody's own language and zone.
  const say = speak('en');
  const [ticker, best] = await Promise.all([markets.ticker(market.id), markets.best(market.id)]);
  const money = (level: Level | undefined): string => (level === undefined ? say('price.noLevel').text : showMoney(say, level.price, market.quote));
  const values = {
    name: clean(market.name, wordsShown), bid: money(best.bid), ask: money(best.ask), last: showMoney(say, ticker.last, market.quote),
    change: showChange(say, ticker.changePercent) ?? clean(ticker.changePercent, wordsShown), time: showTime(say, best.at, clock.now(), defaultTimeZone),
  };
  return isZero(ticker.last)
    ? { id: market.id, title: say('surface.inlineUntraded', values).text, about: say('surface.inlineAboutUntraded', values).text, text: say('surface.inlineCardUntraded', values) }
    : { id: market.id, title: say('surface.inlineTitle', values).text, about: say('surface.inlineAbout', values).text, text: say('surface.inlineCard', values) };
}
