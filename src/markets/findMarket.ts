// Finds the market a person means by a few words; pure.
import type { Currency, CurrencyCode, Market } from '../model/trading/market.js';

/** The quote currency meant when none is named. */
export const defaultQuote: CurrencyCode = 'zar';
/** Longer texts name no market. */
export const wordsLimit = 64;

const separators = /[\s/_-]+/;

/**
 * The market meant by "btc", "BTC/ZAR", "btczar", "btc-zar", "bitcoin" or "bitcoin cash usdt": first as an id or as codes,
 * then by the currencies' names. With the quote left out it is zar, and where there is none the first market of that
 * base; of several, one that can be traded. Undefined when none is meant.
 */
export function findMarket(words: string, markets: readonly Market[], currencies: readonly Currency[] = []): Market | undefined {
  const text = words.trim().toLowerCase();
  if (text.length === 0 || text.length > wordsLimit) return undefined;
  const parts = text.split(separators).filter((part) => part.length > 0);
  return byId(parts, markets) ?? byCurrencies(parts, markets, currencies);
}

/** The currency meant by its code or its name, as in "btc", "bitcoin", "south african rand" or "rand"; undefined when none is. */
export function findCurrency(words: string, currencies: readonly Currency[]): Currency | undefined {
  const text = words.trim().toLowerCase();
  if (text.length === 0 || text.length > wordsLimit) return undefined;
  const code = text === 'rand' ? defaultQuote : codeOf(text.split(separators).filter((part) => part.length > 0), currencies);
  return currencies.find((currency) => currency.id === code);
}

function byId(parts: readonly string[], markets: readonly Market[]): Market | undefined {
  const joined = parts.join('');
  return markets.find((market) => market.id === joined);
}

/** Tries every cut of the words into base and quote, the longest base first, so that "bitcoin cash" is not "bitcoin". */
function byCurrencies(parts: readonly string[], markets: readonly Market[], currencies: readonly Currency[]): Market | undefined {
  for (let cut = parts.length; cut > 0; cut -= 1) {
    const base = codeOf(parts.slice(0, cut), currencies);
    const quoteParts = parts.slice(cut);
    const found = quoteParts.length === 0 ? byBase(base, markets) : pair(base, codeOf(quoteParts, currencies), markets);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A name gives its currency's code; what is no name is taken for a code. */
function codeOf(parts: readonly string[], currencies: readonly Currency[]): CurrencyCode {
  const name = parts.join(' ');
  const named = currencies.find((currency) => currency.name.toLowerCase().split(separators).join(' ') === name);
  return named?.id ?? parts.join('');
}

function byBase(base: CurrencyCode, markets: readonly Market[]): Market | undefined {
  const ofBase = markets.filter((market) => market.base === base);
  return pair(base, defaultQuote, markets) ?? ofBase.find(isEnabled) ?? ofBase[0];
}

function pair(base: CurrencyCode, quote: CurrencyCode, markets: readonly Market[]): Market | undefined {
  const found = markets.filter((market) => market.base === base && market.quote === quote);
  return found.find(isEnabled) ?? found[0];
}

/** True when the market can be traded now. */
export const isEnabled = (market: Market): boolean => market.state === 'enabled';
