// What a market trades and how finely, known without waiting: from the last list read, else from the market's name.
import type { Currency, CurrencyCode, Market, MarketId } from '../model/trading/market.js';
import type { Clock } from '../model/clock.js';
import type { Markets } from './markets.js';

export interface MarketUnit {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  readonly pricePrecision: number;
}

export interface MarketUnits {
  /** Never fails: a market nobody has listed yet is taken apart by its name. */
  describe(id: MarketId): MarketUnit;
  /** How many confirmations credit a deposit, where the exchange has said. */
  neededConfirmations(currency: CurrencyCode): number | undefined;
  /** Decimals a currency has, where the exchange has said. */
  placesOf(currency: CurrencyCode): number | undefined;
  start(): void;
  stop(): void;
}

/** How often the lists are read again, ms. */
const refreshMs = 60_000;
/** After a failed read, ms. */
const retryMs = 5_000;
/** Quote currencies a market's name may end with, the exchange's own first. */
const quotes: readonly CurrencyCode[] = ['zar', 'usdc', 'usdt', 'btc'];

/** Reads the lists in the background for those who cannot wait. */
export function createMarketUnits(markets: Pick<Markets, 'list' | 'currencies'>, clock: Clock): MarketUnits {
  let known: ReadonlyMap<MarketId, Market> = new Map();
  let currencies: ReadonlyMap<CurrencyCode, Currency> = new Map();
  let cancel: () => void = () => undefined;
  let stopped = false;

  async function refresh(): Promise<void> {
    const read = await Promise.allSettled([markets.list(), markets.currencies()]);
    if (read[0].status === 'fulfilled') known = new Map(read[0].value.map((market) => [market.id, market]));
    if (read[1].status === 'fulfilled') currencies = new Map(read[1].value.map((currency) => [currency.id, currency]));
    if (!stopped) cancel = clock.after(read.every((one) => one.status === 'fulfilled') ? refreshMs : retryMs, () => void refresh());
  }

  return {
    describe: (id) => known.get(id) ?? unitByName(id),
    neededConfirmations: (currency) => currencies.get(currency)?.minConfirmations,
    placesOf: (currency) => currencies.get(currency)?.precision,
    start: () => void refresh(),
    stop: () => {
      stopped = true;
      cancel();
    },
  };
}

/** "btczar" is btc against zar; prices of unknown markets are shown with two decimals. */
export function unitByName(id: MarketId): MarketUnit {
  const quote = quotes.find((one) => id.endsWith(one) && id.length > one.length) ?? 'zar';
  return { base: id.endsWith(quote) ? id.slice(0, -quote.length) : id, quote, pricePrecision: 2 };
}
