// Whatever is typed and whatever there is: no button that is shown leads to a refusal, nor does any on the screen behind it.
import { describe, expect, it } from '@jest/globals';
import type { Core } from '../../commands/core.js';
import { readCallback } from '../../src/model/callback.js';
import { en } from '../../src/text/en/index.js';
import { d } from '../accounts/samples.js';
import { createStroll, type Shown, type Stroll } from './stroll.js';

const refusals = [
  /^number\./, /^order\.(closed|notRand|thin|funds|noFunds|nothing|dust|wouldMatch|minAmount|amountPrecision|pricePrecision|minPrice|maxPrice|leftover)/, /^steps\.(notSoMuch|tooLittle|tooFewCoins|noCoins|otherCoin)$/,
  /^withdraw\.(breach\.|otherCurrency|notActive|gone|badAddress|randForCoin|nothing|none|leftover)/, /^voucher\.(outside|badAmount|tooMany|methodGone|whichMethod)$/,
  /^receive\.(tooMuch|noConvert|otherUnit|fraction|unread)$/, /^alert\.(percentRange|noOrder|closed|bad|leftover)/, /^(market|currency)\.unknown$/,
] as const;
/** A step that takes the choice back is no offer. */
const back = /Back|Leave/;
const walked = /^(buy|sell|w|withdraw|voucher|alert|receive|pay)\b/;

const patterns = Object.entries(en).filter(([key]) => refusals.some((one) => one.test(key))).map(([key, sentence]) => ({
  key, pattern: new RegExp(`^${sentence.replaceAll(/\[[*_`]|[*_`]\]/g, '').replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{[^}]*\}/g, '.+')}$`),
}));
/** The sentence that refuses; undefined where none does. */
const refusalIn = ({ text, draftId }: Shown): string | undefined => (draftId !== undefined ? undefined : patterns.find(({ pattern }) => text.split('\n').some((line) => pattern.test(line)))?.key);

const amounts = ['R1.500', '1.500', 'R0.05', '0.0001', 'R1,000', 'half', 'all', 'a bar', 'ishumi', 'one fifty', '$1.500', '5', '500', '12.500%', '1.500k'];
const orders = ['buy', 'sell'].flatMap((side) => [
  side, `${side} btc`, `${side} btc 5m`, `${side} 0.1 btc for 50`, `${side} 0.1 btc @ 1.500`, `${side} 1.500 btc @ 1.500`, `${side} R50 btc and R5000 c1`, `${side} btc @ 100000`, `${side} btc @ 99.005`, `${side} 1 btc @ 200 po`, `${side} 0.5 btc tomorrow`,
  ...amounts.flatMap((amount) => [`${side} ${amount}`, `${side} ${amount} btc`]),
]);
const payouts = ['withdraw', 'withdraw btc', 'withdraw zar', 'withdraw R500 to FNB', 'withdraw 0.5 btc FNB', 'withdraw btc 5m', ...amounts.flatMap((amount) => [`withdraw ${amount}`, `withdraw ${amount} btc`, `withdraw ${amount} zar`])];
const others = [
  ...['100,000', '1.500', '9,000', 'R1.500', '$500', 'a clipper', '5'].map((amount) => `voucher ${amount}`),
  ...['50.000 sats', '1.500 btc', 'R1.500', '5 tea', 'ishumi', '1.500 coffee', '50.000 sats convert', 'btc 5m'].map((amount) => `receive ${amount}`),
  ...['btc', 'btc 1.500', 'btc > 1.500', 'btc 150% 1h', 'btc 1.500% 1h', 'btc 5', 'btc 5 every 4h', 'btc spread > 1.500%', 'orders 1.500%', 'balance btc < 1.000', 'btc > 900 tomorrow', 'btc 900000'].map((words) => `alert ${words}`),
];

const held = { rich: ['1000000', '2000'], usual: ['1000', '2'], poor: ['0.5', '0.00001'], none: ['0', '0'] } as const;
const withMoney = ([zar, btc]: readonly [string, string]) => (core: Core): Partial<Core> => ({
  accounts: { ...core.accounts, balances: async () => [{ currency: 'zar', available: d(zar), locked: d('0') }, { currency: 'btc', available: d(btc), locked: d('0') }] },
});

/** Every button of what is shown, each tapped in the state in which it was shown; what lies behind, as deep as asked. */
async function deadEnds(stroll: Stroll, path: readonly string[], depth: number): Promise<readonly string[]> {
  const walk = async (): Promise<Shown> => {
    let shown = await stroll.type(path[0] ?? '');
    for (const label of path.slice(1)) shown = await stroll.tap(shown, exactly(label));
    return shown;
  };
  const shown = await walk();
  const found = path.length > 1 ? refusalIn(shown) : undefined;
  if (found !== undefined) return [`${path.join(' > ')}: ${found}`];
  if (depth === 0) return [];
  const labels = shown.buttons.flatMap((button) => {
    const callback = 'data' in button ? readCallback(button.data) : undefined;
    return callback?.kind === 'run' && walked.test(callback.words) && !callback.words.includes(' code ') && !back.test(button.label) ? [button.label.replaceAll('\u00a0', ' ')] : [];
  });
  const behind: (readonly string[])[] = [];
  for (const label of new Set(labels)) behind.push(await deadEnds(stroll, [...path, label], depth - 1));
  return behind.flat();
}

const exactly = (label: string): RegExp => new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

it.each([
  ['buy R5000 btc', /^order\.funds$/], ['sell 500 btc', /^order\./], ['buy 1 doge', /^market\.unknown$/], ['withdraw 500 btc', /^withdraw\.breach\.funds$/], ['voucher 9000', /^voucher\.outside$/], ['alert btc +500000% 1h', /^alert\.percentRange$/], ['receive 5 cents', /^receive\.otherUnit$/],
])('“%s” is known as refused: %s', async (line, key) => {
  expect(refusalIn(await createStroll(withMoney(held.usual)).type(line))).toMatch(key);
});

describe.each(Object.entries(held))('somebody who is %s', (_who, money) => {
  it.each([['orders', orders], ['withdrawals', payouts], ['vouchers, invoices and alerts', others]] as const)('is shown no button that leads to a refusal by any of the %s', async (_what, lines) => {
    const dead: (readonly string[])[] = [];
    const stroll = createStroll(withMoney(money));
    for (const line of lines) dead.push(await deadEnds(stroll, [line], 1));
    expect(dead.flat()).toEqual([]);
  });
});
