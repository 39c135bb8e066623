// The usage line of a command in a language: what is to be filled in is named in it, what is typed as it stands is not.
import type { Say } from './index.js';
import type { TextKey } from './language.js';

/** What stands in <> in the usage of a command. */
const blanks = {
  amount: 'usage.amount', beneficiary: 'usage.beneficiary', coin: 'usage.coin', command: 'usage.command', 'first day': 'usage.firstDay',
  invoice: 'usage.invoice', key: 'usage.key', 'last day': 'usage.lastDay', month: 'usage.month', name: 'usage.name', note: 'usage.note',
  number: 'usage.number', 'order id': 'usage.orderId', page: 'usage.page', period: 'usage.period', price: 'usage.price', secret: 'usage.secret',
  'tax year': 'usage.taxYear', topic: 'usage.topic', transaction: 'usage.transaction', value: 'usage.value',
} as const satisfies Readonly<Record<string, TextKey>>;

/** "withdraw [<amount>] [<coin>]" in the language of `say`. @throws RangeError for a blank that has no words */
export function showUsage(say: Say, usage: string): string {
  return usage.replace(/<([a-z ]+)>/g, (_, blank: string) => {
    if (!Object.hasOwn(blanks, blank)) throw new RangeError(`no words for <${blank}>`);
    return `<${say(blanks[blank as keyof typeof blanks]).text}>`;
  });
}
