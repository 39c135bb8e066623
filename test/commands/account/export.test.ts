// /export gives one file per kind with rows, says what each comes to, what is missing, and how far the reading is.
import { describe, expect, it } from '@jest/globals';
import type { Core } from '../../../commands/core.js';
import { exportHistory } from '../../../commands/account/export.js';
import { readingLimitMs } from '../../../commands/account/historyReading.js';
import type { HistoryKind, HistoryRows, LongHistory } from '../../../src/accounts/accounts.js';
import type { LongHistoryWish } from '../../../src/accounts/reading/longHistory.js';
import { captionLimit } from '../../../src/bot/sending/captioned.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { d, deposit, linkedUser, start, trade, withFee } from '../../accounts/samples.js';
import { createFakeClock, type FakeClock } from '../../support/fakeClock.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

/** The samples are of 21 November 2025, in the tax year 2026. */
const user = linkedUser();
type Lists = { readonly [Kind in HistoryKind]?: Partial<LongHistory<HistoryRows[Kind]>> };

async function run(words: string, lists: Lists = {}, onWish: (wish: LongHistoryWish, clock: FakeClock) => void | Promise<void> = () => undefined, language = 'en') {
  const clock = createFakeClock(start);
  const core: Core = { ...fakeCore(createMemoryStore([user])), clock };
  const said: string[] = [];
  const read: string[] = [];
  const longHistory = (async (_userId: number, kind: HistoryKind, wish: LongHistoryWish) => {
    read.push(`${kind} since ${new Date(wish.since).toISOString().slice(0, 10)}`);
    await onWish(wish, clock);
    return Promise.resolve({ rows: [], complete: true, readBackTo: undefined, ...lists[kind] });
  }) as unknown as Core['accounts']['longHistory'];
  const request: Request = {
    user: { ...user, settings: { ...user.settings, language } }, words: words.split(' ').filter((word) => word !== ''), rest: words, via: 'message', inPrivate: true, messageId: 1, updateId: 1,
    progress: async (text) => { said.push(text.text.replaceAll('\u00a0', ' ')); },
  };
  const result = await exportHistory.run(request, { ...core, accounts: { ...core.accounts, longHistory } });
  const replies = Array.isArray(result) ? (result as readonly Reply[]) : [result as Reply];
  return { replies, said, read, texts: replies.map((reply) => reply.text.text.replaceAll('\u00a0', ' ')) };
}

const lines = (reply: Reply | undefined): string[] => Buffer.from(reply?.document?.bytes ?? []).toString('utf8').trimEnd().split('\r\n');

describe('/export', () => {
  it('works once for a double tap on a button', () => expect(exportHistory.onePressAtATime).toBe(true));

  it('asks for the time, with buttons that carry everything', async () => {
    const { replies, read } = await run('');
    expect(read).toEqual([]);
    expect(replies[0]?.buttons?.map((row) => row.map((button) => `${button.label} ${'data' in button ? button.data : ''}`))).toEqual([
      ['Tax year 2026 (now) do:export all 2026', 'Tax year 2025 do:export all 2025'],
      ['This month do:export all 2025-11', 'Last month do:export all 2025-10', 'Everything do:export all ever'],
      ['• All three do:export all', 'Trades do:export trades', 'Deposits do:export deposits', 'Withdrawals do:export withdrawals'],
      ['Profit do:export profit'],
      ['• CSV do:export all', 'Excel (;) do:export all excel'],
    ]);
  });

  it('keeps the form chosen, and makes the file in it, with a word on how to open it', async () => {
    const buttons = (await run('deposits excel')).replies[0]?.buttons?.flat().map((button) => `${button.label} ${'data' in button ? button.data : ''}`);
    expect(buttons).toEqual(expect.arrayContaining(['This month do:export deposits excel 2025-11', 'Trades do:export trades excel', 'CSV do:export deposits', '• Excel (;) do:export deposits excel']));
    const file = (await run('trades Excel 2026', { trades: { rows: [withFee(trade({ id: '1', at: start }))] } })).replies[0]!;
    expect(file.document?.name).toMatch(/^cape-trades-.*-excel\.csv$/);
    expect(Buffer.from(file.document!.bytes).toString('utf8')).toMatch(/^\ufefflocal_time;utc_time;/);
    expect(file.text.text).toContain('a double tap opens it');
  });

  it('keeps the kind chosen while it asks for the time', async () => {
    expect((await run('deposits')).replies[0]?.buttons?.flat().map((button) => button.label)).toContain('• Deposits');
  });

  it.each([
    ['trades 2026', ['trades since 2025-02-28']], ['2026 Trades', ['trades since 2025-02-28']], ['deposits all', ['deposits since 1970-01-01']], ['all ever', ['trades', 'deposits', 'withdrawals'].map((kind) => `${kind} since 1970-01-01`)],
    ['2026-03', ['trades', 'deposits', 'withdrawals'].map((kind) => `${kind} since 2026-02-28`)], ['withdrawals 2026-03-01 2026-03-02', ['withdrawals since 2026-02-28']],
  ])('"%s" reads %p', async (words, read) => expect((await run(words)).read).toEqual(read));

  it.each([['march', /cannot read "march" as a time/], ['trades 2026-03-01', /From 2026-03-01 to which day/], ['2026-03-02 2026-03-01', /is before the first/]])('"%s" is answered with an example', async (words, answer) => {
    const { texts } = await run(words);
    expect(texts[0]).toMatch(answer);
    expect(texts[0]).toContain('Example: /export trades 2026');
  });

  it('gives one file per kind that has rows, oldest first, and says which have none', async () => {
    const trades = [withFee(trade({ id: '2', at: start + 5000 })), withFee(trade({ id: '1', at: start }))];
    const { replies, texts } = await run('2026', { trades: { rows: trades }, deposits: { rows: [deposit({ state: 'accepted', createdAt: start })] } });
    expect(replies.map((reply) => reply.document?.name)).toEqual(['cape-trades-tax-year-2026.csv', 'cape-deposits-tax-year-2026.csv', undefined]);
    expect(lines(replies[0]).slice(1).map((line) => line.split(',')[2])).toEqual(['1', '2']);
    expect(texts).toEqual([
      'Trades, tax year 2026 (1 Mar 2025 to 28 Feb 2026)\nRows: 2\nBought: 0.8 BTC\nPaid for it: R80.00\nFees: 0.0016 BTC',
      'Deposits, tax year 2026 (1 Mar 2025 to 28 Feb 2026)\nRows: 1\nCredited: 0.5 BTC',
      'Withdrawals: none, tax year 2026 (1 Mar 2025 to 28 Feb 2026).',
    ]);
  });

  it('leaves out what is younger than the time asked for', async () => {
    const rows = [trade({ id: '2', at: Date.parse('2025-10-31T22:00:00Z') }), trade({ id: '1', at: Date.parse('2025-10-31T21:59:59Z') })];
    const { replies } = await run('trades 2025-10', { trades: { rows } });
    expect(lines(replies[0])).toHaveLength(2);
  });

  it('counts rows without a fee and leaves their cells empty', async () => {
    const { replies, texts } = await run('trades ever', { trades: { rows: [trade(), withFee(trade({ id: '502' }))] } });
    expect(texts[0]).toContain('Rows without a fee: 1.');
    expect(lines(replies[0]).filter((line) => line.includes(',ZAR,,,'))).toHaveLength(1);
  });

  it.each([
    ['trades 2026', 'I read back to 21 Nov 2025 12:00; anything from 1 Mar 2025 00:00 until then is missing.'],
    ['trades ever', 'I read back to 21 Nov 2025 12:00; anything older is missing.'],
  ])('"%s" says what is missing when a limit ended the reading', async (words, missing) => {
    const cut = { complete: false, readBackTo: start };
    expect((await run(words, { trades: { rows: [withFee(trade())], ...cut } })).texts[0]).toContain(`Not whole: lists come newest first, and I stop after 10 000 rows or ${readingLimitMs / 1000} s. ${missing}`);
    expect((await run(words, { trades: cut })).texts[0]).toMatch(/^Trades: none.*\n⚠ Not whole/);
  });

  it('says how far it has come, every few pages', async () => {
    const { said } = await run('trades ever', {}, (wish) => {
      for (let page = 1; page <= 11; page += 1) wish.onPage(page * 100);
    });
    expect(said).toEqual(['Reading your history from the exchange: Trades …', ...['500', '1 000'].map((count) => `Reading your history from the exchange. Trades: ${count} so far.`)]);
  });

  it('runs out of time for all kinds together', async () => {
    const over: boolean[] = [];
    await run('ever', {}, async (wish, clock) => {
      over.push(wish.isOutOfTime());
      await clock.advance(readingLimitMs / 2);
    });
    expect(over).toEqual([false, false, true]);
  });

  const none = { feeAmount: d('0'), feeCurrency: 'zar' };
  const bought = trade({ id: '1', amount: d('1'), price: d('80'), at: start - 400 * 86_400_000, ...none });
  const sold = trade({ id: '2', orderId: '78', side: 'sell', amount: d('0.4'), feeAmount: d('0.08'), feeCurrency: 'zar' });

  it('gives the profit of a time as a row for each sale, with the sums of /profit, reading from the beginning', async () => {
    const { replies, texts, read } = await run('profit 2026', { trades: { rows: [trade({ id: '3', side: 'sell', amount: d('1'), at: start + 9000 }), sold, bought] } });
    expect(read).toEqual(['trades since 1970-01-01']);
    expect(replies.map((reply) => reply.document?.name)).toEqual(['cape-profit-tax-year-2026.csv']);
    expect(lines(replies[0]).slice(1).map((line) => line.split(',').slice(2).join(','))).toEqual([
      '2,BTC/ZAR,0.4,BTC,40,32,0.08,7.92,ZAR,yes,yes,78', '3,BTC/ZAR,0.6,BTC,60,48,,12,ZAR,yes,no,77', '3,BTC/ZAR,0.4,BTC,40,,,,ZAR,no,no,77',
    ]);
    expect(texts[0]).toBe([
      'Profit, tax year 2026 (1 Mar 2025 to 28 Feb 2026)', 'Rows: 3', 'Profit R19.92', 'Received R100.00, cost R80.00, fees R0.08',
      '⚠ Rows whose cost is not known: 1. No trade here bought what they sold: their cost and profit are empty, and they are not in these sums.',
      '⚠ Rows without a fee: 2. The exchange did not tell it; those cells are empty and not in the sum.',
    ].join('\n'));
  });

  it('flags every cost when older history is missing, and says so', async () => {
    const { replies, texts } = await run('pnl 2025-11-21 2025-11-21', { trades: { rows: [sold, bought], complete: false, readBackTo: bought.at } });
    expect(lines(replies[0]).map((line) => line.split(',')[11])).toEqual(['cost_known', 'uncertain']);
    expect(texts[0]).toMatch(/^Profit, 21 Nov 2025\n[^]*⚠ Not whole: [^]*⚠ What was bought before that is not known here/);
  });

  it.each(['en', 'af', 'zu'])('fits with all its notes into a caption in %s', async (language) => {
    const foreign = Array.from({ length: 7 }, (_, index) => trade({ id: `9${index}`, market: `usdc${index}usdc` }));
    const rows = [sold, trade({ id: '3', side: 'sell', amount: d('1000000'), at: start + 1 }), bought, ...foreign];
    const { texts } = await run('profit 2026', { trades: { rows, complete: false, readBackTo: start } }, undefined, language);
    expect(texts[0]!.split('\n')).toHaveLength(9);
    expect(texts[0]!.length).toBeLessThanOrEqual(captionLimit);
  });

  it('claims no sum where no cost is known, and gives no file where nothing was sold', async () => {
    expect((await run('profit 2025-11', { trades: { rows: [sold] } })).texts[0]).toContain('Rows: 1\nNo sale with a known cost in this time.\n⚠ Rows whose cost is not known: 1.');
    const { replies, texts } = await run('profit 2025-11', { trades: { rows: [bought] } });
    expect([replies[0]?.document, texts]).toEqual([undefined, ['Profit: none, 1 Nov 2025 to 30 Nov 2025.']]);
  });

  it('tells amounts that nobody could add up in a JS number', async () => {
    const rows = [trade({ id: '1', amount: d('0.1') }), trade({ id: '2', amount: d('0.2') }), trade({ id: '3', amount: d('9007199254740993') })];
    expect((await run('trades ever', { trades: { rows } })).texts[0]).toContain('Bought: 9 007 199 254 740 993.3 BTC');
  });
});
