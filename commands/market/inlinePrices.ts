// Price cards for "@bot btc" typed in any chat: public prices only, in the language of whoever types.
import type { InlineCard } from '../../src/bot/answering/inline.js';
import type { Market } from '../../src/model/trading/market.js';
import { isZero } from '../../src/model/money.js';
import { defaultLanguage, defaultTimeZone } from '../../src/model/user.js';
import { showChange, showMoney, showTime } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { join } from '../../src/text/rich.js';
import type { Core } from '../core.js';
import { readPriceNow, showSides } from './priceNow.js';

/** As many as Telegram's list shows without much scrolling. */
const cardsShown = 10;
/** Longest words of others that are shown. */
const wordsShown = 40;
/** Words that can be a market: "bitcoin cash usdt" has three. */
const wordsRead = 4;

type Parts = Pick<Core, 'markets' | 'clock'>;

/** Cards for the markets that the words mean; the first few for no words, one that says so for words that mean none. @throws as Markets.list, or Markets.ticker when no card can be made */
export async function inlinePrices(core: Parts, typed: string, language = defaultLanguage): Promise<readonly InlineCard[]> {
  const say = speak(language);
  const enabled = (await core.markets.list()).filter((market) => market.state === 'enabled');
  const wanted = typed === '' ? enabled : await matching(core, enabled, typed);
  if (wanted.length === 0) return nothingFor(say, enabled, typed);
  const made = await Promise.allSettled(wanted.slice(0, cardsShown).map((market) => card(say, core, market)));
  const [first] = made;
  if (first?.status === 'rejected' && made.every((one) => one.status === 'rejected')) throw first.reason;
  return made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

/** The market meant, then those whose coin begins with what is typed so far. */
async function matching(core: Parts, enabled: readonly Market[], typed: string): Promise<readonly Market[]> {
  const meant = await meantBy(core, typed);
  const begun = enabled.filter((market) => market.base.startsWith(typed.toLowerCase()));
  return enabled.filter((market) => market.id === meant?.id).concat(begun.filter((market) => market.id !== meant?.id));
}

/** By all the words, else by the first of them: "btc 1h" is btc. */
async function meantBy({ markets }: Parts, typed: string): Promise<Market | undefined> {
  const words = typed.split(/\s+/u);
  for (let count = Math.min(words.length, wordsRead); count > 0; count -= 1) {
    const market = await markets.find(words.slice(0, count).join(' '));
    if (market !== undefined) return market;
  }
  return undefined;
}

/** Telegram shows nothing at all for an empty answer. */
function nothingFor(say: Say, enabled: readonly Market[], typed: string): readonly InlineCard[] {
  const [example] = enabled;
  if (example === undefined) return [];
  const [title, about] = [say('surface.inlineNone', { words: outside(typed, wordsShown) }), say('surface.inlineTry', { coin: outside(example.base, wordsShown) })];
  return [{ id: 'none', title: title.text, about: about.text, text: join([title, about]) }];
}

async function card(say: Say, core: Parts, market: Market): Promise<InlineCard> {
  const now = await readPriceNow(core, market.id);
  const { ticker, best } = now;
  // The chat it is sent to may be anywhere, so the time is in nobody's own zone.
  const time = showTime(say, best?.at ?? ticker?.at ?? core.clock.now(), core.clock.now(), defaultTimeZone);
  const values = { name: outside(market.name, wordsShown), ...showSides(say, now, market), time };
  if (ticker === undefined) return { id: market.id, title: values.name.text, about: say('surface.inlineAboutUntraded', values).text, text: join([say('price.noTicker', values), say('surface.inlineTime', values)]) };
  if (isZero(ticker.last)) return { id: market.id, title: say('surface.inlineUntraded', values).text, about: say('surface.inlineAboutUntraded', values).text, text: say('surface.inlineCardUntraded', values) };
  const traded = { ...values, last: showMoney(say, ticker.last, market.quote), change: showChange(say, ticker.changePercent) ?? outside(ticker.changePercent, wordsShown) };
  return { id: market.id, title: say('surface.inlineTitle', traded).text, about: say('surface.inlineAbout', traded).text, text: say('surface.inlineCard', traded) };
}
