// Every screen of every command, with text of others in everything that the exchange, a person or a file can write: no line and no link of theirs, in three languages.
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../commands/index.js';
import { inlinePrices } from '../../commands/market/inlinePrices.js';
import type { Reply, Request } from '../../src/bot/command.js';
import { createCommandList, readButtonWords } from '../../src/bot/commandList.js';
import { toFields } from '../../src/bot/sending/reply.js';
import type { Rich } from '../../src/model/message.js';
import { emptyAccount } from '../../src/model/account.js';
import { languages } from '../../src/text/index.js';
import { linkedUser, order } from '../accounts/samples.js';
import { createMemoryStore } from '../support/memoryStore.js';
import type { Core } from '../../commands/core.js';
import { fakeCore } from './fakeCore.js';

const written = 'zxq';
const hostile = `${written}\nTotal: 10 sats\r\n✅ R1 000 000.00 received\u2028Fee: 0 sats @${written}evil t.me/${written} /lock${written} #${written} \u202e${'\u0301'.repeat(20)}`;
const list = createCommandList(commands);

/** Keys under which the code's own words and the ids it made stand, and figures, which have their own types. */
const own = new Set(['kind', 'side', 'type', 'currency', 'market', 'base', 'quote', 'id', 'source', 'orderId', 'paymentHash', 'bolt', 'feeCurrency', 'takerSide', 'currencies']);
const states = new Set(['wait', 'done', 'active', 'pending', 'enabled', 'connected', 'synced', 'waiting', 'succeed', 'accepted']);

/** The answer of the exchange with every free text of it made hostile; where `all`, states and ids are too. */
function spoilt(value: unknown, all: boolean, key = ''): unknown {
  if (typeof value === 'string') {
    if (/^-?\d+(\.\d+)?$/.test(value) && !(all && key === 'id')) return value;
    if (key === 'id' || key === 'orderId') return all ? `${hostile} ${value}` : value;
    return own.has(key) || (!all && states.has(value)) ? value : hostile;
  }
  if (Array.isArray(value)) return value.map((one) => spoilt(one, all, key));
  return typeof value === 'object' && value !== null && !(value instanceof Map) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoilt(one, all, name)])) : value;
}

/** A core whose exchange writes hostile text wherever it may. */
function hostileCore(core: Core, all: boolean): Core {
  const reads = <Group extends object>(group: Group, names: readonly (keyof Group)[]): Group => ({
    ...group, ...Object.fromEntries(names.map((name) => [name, async (...asked: unknown[]) => spoilt(await (group[name] as (...asked: unknown[]) => unknown)(...asked), all)])),
  });
  return {
    ...core,
    accounts: reads(core.accounts, ['openOrders', 'order', 'orderTrades', 'trades', 'deposits', 'deposit', 'withdrawals', 'withdrawal', 'beneficiaries', 'withdrawQuotes', 'paymentMethods', 'balances']),
    markets: reads(core.markets, ['list', 'find', 'currencies', 'findCurrency', 'ticker', 'trades']),
  };
}

function tappable({ text, marks }: Rich): readonly string[] {
  const bare = Array.from({ length: text.length }, (_, at) => (marks.some(({ type, offset, length }) => (type === 'code' || type === 'pre') && offset <= at && at < offset + length) ? ' ' : text[at] ?? '')).join('');
  return bare.match(/\S*(?:@|#|t\.me|:\/\/|\/lock)\S*/g)?.filter((found) => found.includes(written)) ?? [];
}

function expectHarmless(reply: Pick<Reply, 'text' | 'buttons'>): void {
  expect(reply.text.text.split(/[\n\r\u2028\u2029\u0085\v\f]/).filter((line) => /^(?:Total: 10 sats|✅ R1 000 000|Fee: 0 sats @)/.test(line.trim()))).toEqual([]);
  expect(tappable(reply.text)).toEqual([]);
  expect(reply.text.text).not.toMatch(/\u202e|[\p{Mn}]{3}/u);
  const { reply_markup: below } = toFields(reply.text, reply.buttons);
  for (const button of below !== undefined && 'inline_keyboard' in below ? below.inline_keyboard.flat() : []) {
    expect(button.text).not.toMatch(/[\n\r\u2028\u202e]/);
    expect(Buffer.byteLength(button.callback_data ?? '')).toBeLessThanOrEqual(64);
  }
}

const screens: Readonly<Record<string, readonly string[]>> = {
  start: [''], balance: ['', '2'], orders: ['', '2'], order: ['77'], fills: ['', 'btc'], trades: ['btc', 'btc 2'], deposits: ['', 'btc', 'ab12ab12ab12ab12ab12'], withdrawals: ['', 'btc 2'], withdrawal: ['3301'], profit: ['', 'btc'],
  voucher: ['', 'R100'], beneficiaries: ['', '2', 'add', 'add btc', 'activate 873', 'delete 871', 'delete 404'], withdraw: ['', '0.1 btc', '0.1 btc to FNB', '0.1 btc #871'], deposit: ['', 'btc'], price: ['', 'btc', 'eth', 'all'],
  book: ['btc'], markets: ['', 'eth'], currency: ['btc', 'c1'], currencies: ['', 'c2'], chart: ['btc', 'eth'], alert: ['btc', 'btc > 120'], alerts: [''], summary: [''], status: [''], buy: ['', '0.01 btc', 'R50 eth'], sell: ['', '0.01 btc @ 120'],
  move: ['77'], cancel: ['77'], cancelall: [''], receive: ['50000 sats'], practice: [''], help: [hostile], menu: [hostile], settings: ['', 'market'],
};

describe.each(Object.keys(languages))('in %s', (language) => {
  describe.each([['free texts', false], ['free texts, states and ids', true]])('with %s of others', (_what, all) => {
    const user = { ...linkedUser({ ...emptyAccount, orders: { 77: { order: order(), trades: [], endTold: false } } }), firstName: hostile };
    const speaker = { ...user, settings: { ...user.settings, language } };

    it.each(Object.entries(screens))('/%s has no line and no link of theirs', async (name, words) => {
      for (const one of words) {
        const store = createMemoryStore([speaker]);
        const typed = readButtonWords(`${name} ${one}`);
        const request: Request = { user: speaker, words: typed.words, rest: typed.rest, via: 'message', inPrivate: true, messageId: 5, updateId: 1, progress: async () => undefined };
        // An error is put into words by the runner, from a sentence and values that are made fit there (errors of the table of refusals).
        const replies = await Promise.resolve(list.find(name)!.run(request, hostileCore(fakeCore(store), all))).catch((error: unknown) => { expect((error as Error).name).toMatch(/^(?:User|Refused|Unavailable)Error$/); return []; });
        for (const reply of [replies].flat() as readonly Reply[]) expectHarmless(reply);
      }
    });

    it('an inline answer has none', async () => {
      const core = hostileCore(fakeCore(createMemoryStore([speaker])), all);
      for (const typed of ['', 'btc', 'eth', hostile]) for (const card of await inlinePrices(core, typed, language)) expectHarmless({ text: card.text });
    });
  });
});

it('every command that shows text of others is walked', () => {
  const shown = new Set(Object.keys(screens));
  expect(commands.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual(['link', 'export', 'unlink', 'pay', 'schedule', 'pin', 'lock', 'unlock', 'forget']);
});
