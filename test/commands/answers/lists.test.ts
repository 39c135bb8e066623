// Lists longer than a screen: eight rows, arrows in the buttons, one message edited, and nothing left out without a word.
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../../commands/index.js';
import type { Core } from '../../../commands/core.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { readButtonWords } from '../../../src/bot/commandList.js';
import { readCallback } from '../../../src/model/callback.js';
import { UnavailableError } from '../../../src/model/errors.js';
import type { UserRecord } from '../../../src/model/user.js';
import { d, linkedUser, order, trade, withFee } from '../../accounts/samples.js';
import { aMarket } from '../../markets/marketSamples.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

const linked = linkedUser();
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

/** What a linked person reads, and the words behind each button, row by row. */
async function ask(typed: string, change: (core: Core) => Partial<Core> = () => ({}), user: UserRecord = linked) {
  const { name, words, rest } = readButtonWords(typed);
  const request: Request = { user, words, rest, via: 'message', inPrivate: true, messageId: 1, updateId: 1, progress: async () => undefined };
  const core = fakeCore(createMemoryStore([user]));
  const result = await commands.find((one) => one.name === name)!.run(request, { ...core, ...change(core) });
  const [reply] = (Array.isArray(result) ? result : [result]) as readonly Reply[];
  const buttons = (reply?.buttons ?? []).map((row) => row.map((button) => {
    const read = 'data' in button ? readCallback(button.data) : undefined;
    return `${button.label} ${read?.kind === 'run' ? read.words : ''}`;
  }));
  return { text: plain(reply?.text.text ?? ''), buttons, inPlace: reply?.inPlace === true };
}

describe('/balance', () => {
  const held = Array.from({ length: 18 }, (_, index) => ({ currency: `c${index}`, available: d(String(100 - index)), locked: d('0') }));
  const eighteen = (core: Core): Partial<Core> => ({ accounts: { ...core.accounts, balances: async () => held } });
  const shown = (text: string): readonly string[] => [...text.matchAll(/^(C\d+):/gm)].map((match) => match[1] ?? '');

  it.each([
    ['balance', [0, 8], 'Page 1 of 3', [['▶ balance 2'], ['🔄 Refresh balance 1']]],
    ['balance 2', [8, 16], 'Page 2 of 3', [['◀ balance 1', '▶ balance 3'], ['🔄 Refresh balance 2']]],
    ['balance 9', [16, 18], 'Page 3 of 3', [['◀ balance 2'], ['🔄 Refresh balance 3']]],
  ])('/%s shows its eight, the total of all and where it stands', async (typed, [from, to], foot, buttons) => {
    const reply = await ask(typed, eighteen);
    expect(shown(reply.text)).toEqual(held.slice(from, to).map((one) => one.currency.toUpperCase()));
    expect(reply.text).toContain('Total R164 700.00');
    expect(reply.text.split('\n').at(-1)).toBe(foot);
    expect([reply.buttons, reply.inPlace]).toEqual([buttons, true]);
  });

  it('of a short list is one page with Refresh', async () => {
    const reply = await ask('balance');
    expect([reply.text.includes('Page'), reply.buttons, reply.inPlace]).toEqual([false, [['🔄 Refresh balance 1']], true]);
  });

  it('tells what is in orders with its unit', async () => expect((await ask('balance')).text).toContain('BTC: 2 BTC available, 1 BTC in orders'));

  it('is named where the summary leaves some out', async () => expect((await ask('summary', eighteen)).text).toContain('… and 10 more: /balance shows all'));
});

describe('/price of all', () => {
  it.each([
    ['price all', 'BTC: ', 8, 'Page 1 of 3', [['▶ price all 2']]], ['price 2', 'C7: ', 8, 'Page 2 of 3', [['◀ price all 1', '▶ price all 3']]], ['price all 3', 'C15: ', 5, 'Page 3 of 3', [['◀ price all 2']]],
  ])('%s begins with %s', async (typed, first, rows, foot, buttons) => {
    const { text, buttons: shown, inPlace } = await ask(typed);
    const lines = text.split('\n');
    expect([lines[1]?.startsWith(first), lines.length - 2, lines.at(-1), shown, inPlace]).toEqual([true, rows, foot, buttons, true]);
  });

  it('reads the tickers of its own page alone', async () => {
    const read: string[] = [];
    await ask('price 3', (core) => ({ markets: { ...core.markets, ticker: (market) => { read.push(market); return core.markets.ticker(market); } } }));
    expect(read).toEqual(['c15zar', 'c16zar', 'c17zar', 'c18zar', 'c19zar']);
  });
});

describe('/trades', () => {
  it.each([
    ['trades btc', 8, 'Page 1 of 2', [['▶ trades btczar 2'], ['🔄 Refresh trades btczar 1']]], ['trades btczar 2', 2, 'Page 2 of 2', [['◀ trades btczar 1'], ['🔄 Refresh trades btczar 2']]],
  ])('/%s shows %i of ten', async (typed, rows, foot, buttons) => {
    const { text, buttons: shown, inPlace } = await ask(typed);
    expect([text.split('\n').length - 3, text.split('\n').at(-2), shown, inPlace]).toEqual([rows, foot, buttons, true]);
  });
});

describe('/order', () => {
  const twenty = (core: Core): Partial<Core> => ({
    accounts: { ...core.accounts, orderTrades: async () => ({ trades: Array.from({ length: 20 }, (_, index) => withFee(trade({ id: String(index), amount: d(`0.${index + 11}`) }))), complete: true }) },
  });
  const amounts = (text: string): readonly string[] => [...text.matchAll(/^\S+ {2}(0\.\d\d?) BTC at/gm)].map((match) => match[1] ?? '');

  it.each([
    ['order 77', ['0.3', '0.29', '0.28', '0.27', '0.26', '0.25', '0.24', '0.23'], 'Page 1 of 3', ['▶ order 77 2']],
    ['order 77 2', ['0.22', '0.21', '0.2', '0.19', '0.18', '0.17', '0.16', '0.15'], 'Page 2 of 3', ['◀ order 77 1', '▶ order 77 3']],
    ['order 77 3', ['0.14', '0.13', '0.12', '0.11'], 'Page 3 of 3', ['◀ order 77 2']],
  ])('/%s tells eight of its trades, the newest first', async (typed, shown, foot, arrows) => {
    const { text, buttons, inPlace } = await ask(typed, twenty);
    expect([amounts(text), text.split('\n').at(-2), inPlace]).toEqual([shown, foot, true]);
    expect(text).toContain('Trades: 20');
    expect(buttons).toContainEqual(arrows);
    expect(buttons.flat().at(-1)).toBe(`🔄 Refresh ${typed === 'order 77' ? 'order 77 1' : typed}`);
  });

  it('that has ended pages too', async () => {
    const ended = (core: Core): Partial<Core> => ({ accounts: { ...twenty(core).accounts!, order: async () => order({ id: '77', executed: '1', state: 'done' }) } });
    expect((await ask('order 77 2', ended)).buttons).toContainEqual(['◀ order 77 1', '▶ order 77 3']);
  });
});

describe('the default market of /settings', () => {
  it.each([
    ['settings market', 8, [['▶ settings market page 2']]], ['settings market page 3', 5, [['◀ settings market page 2']]],
  ])('/%s offers %i markets', async (typed, count, arrows) => {
    const { text, buttons } = await ask(typed);
    const offered = buttons.flat().filter((one) => / settings market (?!none|page)/.test(one));
    expect([offered.length, text.split('\n').at(-1), buttons.filter((row) => row.some((one) => one.includes(' page ')))]).toEqual([count, expect.stringMatching(/^Page \d of 3$/), arrows]);
  });

  it('begins where the chosen one stands', async () => {
    const { buttons } = await ask('settings market', undefined, { ...linked, settings: { ...linked.settings, defaultMarket: 'c16zar' } });
    expect(buttons.flat()).toContain('• C16/ZAR settings market c16zar');
  });
});

describe('/price while the exchange does not answer everything', () => {
  const away = () => Promise.reject(new UnavailableError('maintenance', 'GET /public'));
  const without = (...lost: readonly ('ticker' | 'best')[]) => (core: Core): Partial<Core> => ({ markets: { ...core.markets, ...Object.fromEntries(lost.map((name) => [name, away])) } });

  it('without a ticker shows the live bid and ask and says what is missing', async () => {
    const { text } = await ask('price btc', without('ticker'));
    expect(text).toBe('BTC/ZAR\nBest bid R99.00 · best ask R101.00\nLast price and 24 h change: not known now, the exchange did not answer.');
  });

  it('without a book shows the ticker and says what is missing', async () => {
    expect((await ask('price btc', without('best'))).text).toMatch(/^BTC\/ZAR R100\.00 .*\nBest bid not known now · best ask not known now\n24 h: low R90/);
  });

  it('with neither says why', async () => {
    await expect(ask('price btc', without('ticker', 'best'))).rejects.toThrow(UnavailableError);
    await expect(ask('price all', without('ticker', 'best'))).rejects.toThrow(UnavailableError);
  });

  it.each([
    ['a ticker', ['ticker'], 'C0: last price not known now  bid R99.00 · ask R101.00'], ['a book', ['best'], 'bid not known now · ask not known now'], ['both', ['ticker', 'best'], 'C0: last price not known now  bid not known now · ask not known now'],
  ] as const)('lists all others when %s of one market fails', async (_what, lost, row) => {
    const { text } = await ask('price all', (core) => ({
      markets: { ...core.markets, ...Object.fromEntries(lost.map((name) => [name, (market: string) => (market === 'c0zar' ? away() : core.markets[name](market))])) },
    }));
    const lines = text.split('\n');
    expect([lines.length, lines[2]?.endsWith(row), lines.filter((line) => line.includes('not known')).length]).toEqual([10, true, 1]);
  });
});

describe('/book', () => {
  it.each([['btczar', 'ZAR'], ['ethbtc', 'BTC']])('of %s heads its prices with %s', async (id, unit) => {
    const market = aMarket(id.slice(0, 3), id.slice(3));
    const { text } = await ask(`book ${id}`, (core) => ({ markets: { ...core.markets, find: async () => market } }));
    expect(text).toMatch(new RegExp(`^ *Price ${unit} +${id.slice(0, 3).toUpperCase()} +Sum$`, 'm'));
  });
});

describe('an order that is none, of somebody without any', () => {
  it.each(['order abc', 'order', 'cancel abc', 'cancel'])('/%s offers no made-up one', async (typed) => {
    expect((await ask(typed)).buttons).toEqual([]);
  });
});

describe('/schedule with half of its words', () => {
  it.each([['schedule daily', 'At what time of day? Write it as 08:00.'], ['schedule weekly mon', 'At what time of day? Write it as 08:00.'], ['schedule weekly', 'On which day of the week? Write mon, tue, wed, thu, fri, sat or sun.'], ['schedule daily 25:00', '"25:00" is not a time of day. Write it as 08:00.']])('%s', async (typed, answer) => {
    expect((await ask(typed)).text.split('\n')[0]).toBe(answer);
  });
});
