// What a language brings to amounts: its words for numbers, units, shares and prices, in small letters without accents.

/** One part of a number in words: "vyf" is a digit, "en" joins, "komma" begins decimals. */
export type NumberPart = 'digit' | 'teen' | 'tens' | 'hundred' | 'thousand' | 'million' | 'and' | 'point';

/** What a number is of, as it is said beside it. `coin` says that it is of the coin and not of rand; `foreign` is money that is not traded here. */
export type SaidUnit = 'rand' | 'sats' | 'mbtc' | 'percent' | 'coin' | 'foreign' | 'unknown';

/** Where a number belongs by the word before it: to the price, or "for" so much. */
export type Marker = 'price' | 'for';

export interface Lexicon {
  /** Words of numbers by their value: 0 to 9, 10 to 19, 20 to 90. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly parts: Readonly<Record<string, Exclude<NumberPart, 'digit' | 'teen' | 'tens'>>>;
  /** True where words for numbers are written together ("vyfhonderd"). */
  readonly compounds?: true;
  /** Whole numbers that are looked up, in digits, with their words for one amount ("amashumi amabili"). */
  readonly phrases?: Readonly<Record<string, string>>;
  /** Words that go on with a looked-up number: what they add is not counted, so the number is not read. */
  readonly goesOn?: readonly string[];
  /** Zeros that a word behind a number adds. */
  readonly multipliers: Readonly<Record<string, number>>;
  readonly units: Readonly<Record<string, SaidUnit>>;
  /** Shares of what there is, in per cent. */
  readonly shares: Readonly<Record<string, string>>;
  /** Half of one whole coin, without an article. */
  readonly halves: readonly string[];
  readonly articles: readonly string[];
  /** "of", between a share and what it is of. */
  readonly of: readonly string[];
  /** "my": with it a share is of what one has. */
  readonly own: readonly string[];
  readonly markers: Readonly<Record<string, Marker>>;
  /** Words behind a sum that is the price of one coin, and behind one that is of all of it. */
  readonly each: readonly string[];
  readonly inAll: readonly string[];
  /** Numbers by name, each with what it usually means in rand; always asked. */
  readonly slang: Readonly<Record<string, readonly string[]>>;
  /** Words that turn an order into none, or into a question. */
  readonly stops: readonly string[];
  /** What a person of the language types for a command, by the command's name; in letters and digits only, as Telegram takes them. */
  readonly commands: Readonly<Record<string, readonly string[]>>;
  /** Dropped wherever it stands. */
  readonly filler: readonly string[];
}
