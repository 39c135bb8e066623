// Takes words apart into an amount and the coin it is of; what is no amount is left for readSize to refuse.

export interface AmountAndCoin {
  /** As typed, with its unit where that is rand or sats. */
  readonly amount: string;
  /** As typed. */
  readonly coin: string;
}

const coinWord = '[a-z][a-z0-9/-]*(?: [a-z][a-z0-9/-]*)*';
/** Words of the grammar itself: no coin is called so. */
const notCoins = /^(?:po|post|postonly|post-only|at|of|in|my|worth|half|all|max|quarter|everything)$/i;

/** "1k k btc": the k would be one of the amount the next time it is read. */
const multiplierFirst = /^[km](?: |$)/i;

/** Takes "0.01 btc", "btc 0.01", "R500 of btc", "500 zar btc", "0.01btc", "50000 sats" apart. */
export function splitCoin(left: string): AmountAndCoin | undefined {
  const parts = takeApart(left);
  return parts === undefined || notCoins.test(parts.coin) || multiplierFirst.test(parts.coin) ? undefined : parts;
}

function takeApart(left: string): AmountAndCoin | undefined {
  const inSats = /^(.*\d ?[km]? ?(?:sats?|satoshis?))(?: (?:of |in |worth of )?(btc|bitcoin|btc\/?zar))?$/i.exec(left);
  if (inSats !== null) return { amount: inSats[1] ?? '', coin: inSats[2] ?? 'btc' };
  const randFirst = new RegExp(`^(.*\\d ?[km]?) ?(?:zar|rand|rands) (?:of |in |worth of )?(${coinWord})$`, 'i').exec(left);
  if (randFirst !== null) return { amount: `R${(randFirst[1] ?? '').replace(/^r ?/i, '')}`, coin: randFirst[2] ?? '' };
  // Letters right behind a digit are a coin of letters only: "0.5mbtc" is no half million, "1e5 btc" has an exponent.
  const amountFirst = new RegExp(`^(.*?(?:\\d(?: ?[km])?|quarter|half|all|max|everything|%)) (?:of |in |worth of )?(?:my )?(${coinWord})$`, 'i').exec(left)
    ?? /^(.*?(?:\d|%))([a-z][a-z/-]+)$/i.exec(left)
    // Any other word with a digit in it was meant as an amount, and is refused as one.
    ?? /^(\S*\p{Nd}\S*) ([a-z][a-z0-9/-]+)$/iu.exec(left);
  if (amountFirst !== null && (amountFirst[2] ?? '').length > 1) return { amount: (amountFirst[1] ?? '').trim(), coin: amountFirst[2] ?? '' };
  const coinFirst = new RegExp(`^(${coinWord}) ((?:r ?)?[+\\-−.,]?\\d.*|quarter|half|all|max|everything)$`, 'i').exec(left);
  const [, coin = '', amount = ''] = coinFirst ?? [];
  // "sats 50000": the unit came first, and no coin is called so.
  if (/^(?:sats?|satoshis?)$/i.test(coin)) return { amount: `${amount} sats`, coin: 'btc' };
  // Turned round it must mean the same: "k btc 5" and "ksats 1" could be a coin or thousands of one.
  return coin.length < 2 || splitCoin(`${amount.trim()} ${coin}`)?.coin !== coin ? undefined : { amount: amount.trim(), coin };
}
