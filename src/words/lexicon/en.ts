// English words of amounts, and the signs and codes that all languages share.
import type { Lexicon } from './lexicon.js';

export const en: Lexicon = {
  numbers: {
    zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13,
    fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60,
    seventy: 70, eighty: 80, ninety: 90,
  },
  parts: { hundred: 'hundred', thousand: 'thousand', million: 'million', and: 'and', point: 'point' },
  multipliers: { k: 3, thousand: 3, grand: 3, m: 6, mil: 6, million: 6, millions: 6, hundred: 2 },
  units: {
    r: 'rand', zar: 'rand', rand: 'rand', rands: 'rand', buck: 'rand', bucks: 'rand', sat: 'sats', sats: 'sats', satoshi: 'sats', satoshis: 'sats', mbtc: 'mbtc', '%': 'percent', percent: 'percent',
    pct: 'percent', coins: 'coin', $: 'foreign', '€': 'foreign', '£': 'foreign', usd: 'foreign', dollar: 'foreign', dollars: 'foreign', eur: 'foreign', euro: 'foreign', euros: 'foreign', gbp: 'foreign',
    pound: 'foreign', pounds: 'foreign', msat: 'unknown', msats: 'unknown', millisat: 'unknown', millisats: 'unknown', ubtc: 'unknown',
  },
  shares: { quarter: '25', half: '50', all: '100', max: '100', everything: '100' },
  halves: [],
  articles: ['a', 'an'],
  of: ['of', 'in'],
  own: ['my'],
  markers: { '@': 'price', at: 'price', limit: 'price', for: 'for' },
  each: ['each', 'apiece'],
  inAll: ['in all', 'in total', 'altogether'],
  slang: { tiger: ['10'], tigers: ['10'], pinkie: ['50'], pinkies: ['50'], pinky: ['50'], clipper: ['100'], clippers: ['100'], bar: ['1000000'], bars: ['1000000'], bob: ['1', '0.1'] },
  stops: ['not', 'never', 'no', 'nothing', 'don\'t', 'dont', 'won\'t', 'wont', 'can\'t', 'cant', 'cannot', 'should', 'will', 'can', 'could', 'how', 'what', 'why', 'when', 'who', 'is', 'if', 'maybe', 'thinking'],
  commands: {
    buy: ['purchase'], withdraw: ['send', 'transfer', 'payout', 'cashout'], balance: ['wallet', 'portfolio', 'funds'], fills: ['history'], chart: ['graph'], alert: ['notify'], settings: ['options'],
    beneficiaries: ['payees', 'recipients'], order: ['trade'],
  },
  filler: ['please', 'pls', 'plz', 'thanks', 'thank', 'hi', 'me', 'my', 'i', 'want', 'to', 'would', 'like', 'now', 'some', 'of', 'in', 'the', 'worth', 'a', 'an'],
};
