// The card of a money action in every state.
import { describe, expect, it } from '@jest/globals';
import { readCallback } from '../../../src/model/callback.js';
import type { Sealed } from '../../../src/model/account.js';
import type { Draft } from '../../../src/model/draft.js';
import type { Decimal, Sats } from '../../../src/model/money.js';
import { draftCard } from '../../../src/text/cards/draftCard.js';
import { speak } from '../../../src/text/index.js';

const d = (text: string): Decimal => text as Decimal;
const now = Date.UTC(2025, 10, 21, 10, 0, 0);
const id = 'AAAAAAAAAAAAAAAAAAAAAA';
const base = { id, requestHash: '', createdAt: now, expiresAt: now + 60_000, changedAt: now } as const;

const limit: Draft = {
  ...base, state: 'drafted',
  request: {
    kind: 'placeOrder',
    order: { market: 'btczar', side: 'buy', type: 'limit', volume: d('0.01'), price: d('830000'), customOrderId: 'c' },
    estimate: {
      base: 'btc', quote: 'zar', amountPrecision: 8, pricePrecision: 0, total: d('8300'), averagePrice: d('830000'), fee: d('0.00002'), feeWorth: d('16.6'),
      leftAfter: d('1700.5'), leftCurrency: 'zar', quotedAt: now,
    },
  },
};
const market: Draft = {
  ...base, state: 'drafted',
  request: {
    kind: 'placeOrder',
    order: { market: 'btczar', side: 'sell', type: 'market', volume: d('0.01'), customOrderId: 'c' },
    estimate: {
      base: 'btc', quote: 'zar', amountPrecision: 8, pricePrecision: 0, total: d('8295.4'), averagePrice: d('829540'), worstPrice: d('829000'),
      leftAfter: d('0.5'), leftCurrency: 'btc', quotedAt: now,
    },
  },
};
const cancel: Draft = { ...base, state: 'drafted', request: { kind: 'cancelOrder', orderId: '173757' } };
const cancelAll: Draft = { ...base, state: 'drafted', request: { kind: 'cancelAll', market: 'btczar', side: 'buy', orderIds: ['1', '2', '3'] } };

const card = (draft: Draft, more: Partial<Draft> = {}): { readonly lines: string[]; readonly bold: string[]; readonly buttons: string[][] } => {
  const content = draftCard(speak('en'), { ...draft, ...more }, { now, timeZone: 'Africa/Johannesburg' });
  const { text, marks } = content.text;
  const shown = (part: string): string => part.replaceAll('\u00a0', ' ');
  return {
    lines: shown(text).split('\n'),
    bold: marks.filter((mark) => mark.type === 'bold').map((mark) => shown(text.slice(mark.offset, mark.offset + mark.length))),
    buttons: (content.buttons ?? []).map((row) => row.map((button) => `${button.label}${'data' in button ? `=${button.data}` : ''}`)),
  };
};

describe('the question', () => {
  it.each([['0.00779127', 'R0.00'], ['49500.004', 'R49 500.00'], ['49500.009', 'R49 500.00']])('shows what stays of %s rand in cents, rounded down: %s', (leftAfter, shown) => {
    const request = limit.request as Extract<Draft['request'], { kind: 'placeOrder' }>;
    expect(card({ ...limit, request: { ...request, estimate: { ...request.estimate, leftAfter: d(leftAfter) } } }).lines).toContain(`Then left: ${shown}`);
  });

  it('of a payment has the fee and the total in sats, and its fee holds no longer than the invoice', () => {
    const pay = (fee: string, invoiceExpiresAt: number): readonly string[] => card({ ...base, state: 'drafted', request: {
      kind: 'payInvoice', payment: { bolt: 'lnbc', amountSat: '50000' as Sats }, facts: { quote: { fee: d(fee), renewals: 0, expiresAt: now + 88_000 }, paymentHash: 'a', invoiceExpiresAt, leftAfter: d('1') },
    } }).lines;
    expect(pay('0.0000001', now + 40_000)).toEqual(expect.arrayContaining(['Fee: 10 sats', 'Total: 50 010 sats (0.0005001 BTC)', 'This fee holds for 40 s.']));
    expect(pay('0.0000000015', now + 3_600_000)).toEqual(expect.arrayContaining(['Total: 0.0005000015 BTC', 'This fee holds for 88 s.']));
  });

  it('shows a limit order with the total bold and last of the facts, and both buttons in one row', () => {
    const { lines, bold, buttons } = card(limit);
    expect(lines).toEqual([
      'Buy 0.01 BTC for R8 300.00?', 'Market: BTC/ZAR', 'Amount: 0.01 BTC', 'Price: R830 000.00 or lower', 'Fee ≈ R16.60 · get ≈ 0.00998 BTC',
      'Then left: R1 700.50', 'Total: R8 300.00', 'Valid for 60 s.',
    ]);
    expect(bold).toEqual(['Buy 0.01 BTC for R8 300.00?', 'Total: R8 300.00']);
    expect(buttons).toEqual([[`Confirm=ok:${id}`, `Cancel=no:${id}`]]);
  });

  it('says "about" and the worst price for a market order, and that it cannot be taken back', () => {
    expect(card(market).lines).toEqual([
      'Sell 0.01 BTC for about R8 295.40?', 'Market: BTC/ZAR', 'Amount: 0.01 BTC', 'Price: about R829 540.00', 'At worst: R829 000.00',
      'Fee: not known yet, taken from what you receive',
      'Then left: 0.5 BTC', 'Total: about R8 295.40',
      'Worked out on the order book of 12:00. A market order fills at once and cannot be taken back.', 'Valid for 60 s.',
    ]);
  });

  it('shows the slippage of the average against the best price, rounded up, and the worst price', () => {
    const request = market.request;
    if (request.kind !== 'placeOrder') throw new Error('not an order');
    const lines = (more: object): string[] => card(market, { request: { ...request, estimate: { ...request.estimate, ...more } } }).lines;
    expect(lines({ bestPrice: d('829600') })).toContain('Slippage: 0.01% (average against the best bid, R829 600.00)');
    expect(lines({ bestPrice: d('829540') })).toContain('Slippage: 0% (average against the best bid, R829 540.00)');
    expect(lines({ bestPrice: d('829000') })).toContain('Slippage: 0% (average against the best bid, R829 000.00)');
    expect(lines({ bestPrice: d('829600') })).toContain('At worst: R829 000.00');
  });

  it('offers a limit order at the ceiling, and no Confirm, where a market order is beyond it', () => {
    const request = market.request;
    if (request.kind !== 'placeOrder') throw new Error('not an order');
    const beyond = card(market, { request: { ...request, estimate: { ...request.estimate, bestPrice: d('840000'), slippageCeiling: d('1') } } });
    expect(beyond.buttons.map((row) => row.map((button) => button.replaceAll('\u00a0', ' ')))).toEqual([['Limit order at R831 600.00=do:sell 0.01 btc @ 831600'], [`Cancel=no:${id}`]]);
    expect(beyond.lines.join(' ')).toMatch(/beyond your ceiling of 1%/);
    const within = card(market, { request: { ...request, estimate: { ...request.estimate, bestPrice: d('835000'), slippageCeiling: d('1') } } });
    expect(within.buttons).toEqual([[`Confirm=ok:${id}`, `Cancel=no:${id}`]]);
  });

  it('writes three decimals so that they have one reading when the button is pressed', () => {
    const request = market.request;
    if (request.kind !== 'placeOrder') throw new Error('not an order');
    const order = { ...request.order, volume: d('1.234') };
    const { buttons } = card(market, { request: { ...request, order, estimate: { ...request.estimate, total: d('1000'), bestPrice: d('840.125'), slippageCeiling: d('1'), pricePrecision: 3 } } });
    expect(buttons[0]?.[0]).toMatch(/do:sell 1\.2340 btc @ 831\.7240$/);
  });

  it('asks before cancelling, with how many', () => {
    expect(card(cancel).lines[0]).toBe('Cancel order 173757?');
    expect(card(cancelAll).lines).toEqual(['Cancel 3 open orders?', 'Market: BTCZAR', 'Side: buy', 'Orders: 1, 2, 3', 'Whatever is open there when it reaches the exchange is cancelled, also an order placed in that moment.', 'What is already filled stays filled.', 'Valid for 60 s.']);
  });
});

const executed = { volume: d('0.004'), averagePrice: d('830000'), remaining: d('0.006') };

describe('an end that is not known', () => {
  it.each<[string, string]>([['en', 'I was stopped in the middle of sending'], ['af', 'Ek is gestop terwyl ek dit gestuur het'], ['zu', 'Ngimiswe ngisathumela']])('is not laid at the door of the exchange when this bot was stopped: %s', (language, words) => {
    const payment: Draft = { ...base, state: 'drafted', request: { kind: 'payInvoice', payment: { bolt: 'lnbc', amountSat: '50000' as Sats }, facts: { quote: { fee: d('0'), renewals: 0 }, paymentHash: 'a', invoiceExpiresAt: now, leftAfter: d('1') } } };
    const voucher: Draft = { ...base, state: 'drafted', request: { kind: 'redeemVoucher', voucher: { paymentMethodId: '1', amount: d('1'), pin: '' as Sealed }, methodName: 'Shop', pinTail: '1234' } };
    for (const draft of [limit, cancel, cancelAll, payment, voucher]) {
      const { text } = draftCard(speak(language), { ...draft, state: 'unknown', reason: ['own.stoppedSending'] }, { now: 0, timeZone: 'UTC' });
      expect(text.text).toContain(words);
      expect(text.text).not.toContain(speak(language)('card.unknownWhy').text);
    }
    expect(draftCard(speak(language), { ...limit, state: 'unknown', reason: ['timeout'] }, { now: 0, timeZone: 'UTC' }).text.text).toContain(speak(language)('card.unknownWhy').text);
  });
});

describe('what became of an order', () => {
  it.each<[string, Partial<Draft>, string]>([
    ['confirmed', { state: 'confirmed' }, '⏳ Sending… buy 0.01 BTC at R830 000.00'],
    ['sending', { state: 'sending' }, '⏳ Sending… buy 0.01 BTC at R830 000.00'],
    ['accepted', { state: 'accepted', orderId: '7' }, '⏳ Submitted as order 7, waiting for the exchange: buy 0.01 BTC at R830 000.00'],
    ['unknown', { state: 'unknown' }, '⚠️ Checking: buy 0.01 BTC at R830 000.00'],
    ['open', { state: 'open', orderId: '7' }, '🔵 Order 7 is open: buy 0.01 BTC at R830 000.00'],
    ['partly filled', { state: 'partlyFilled', orderId: '7', executed }, '🔵 Order 7 is partly filled: 0.004 of 0.01 BTC'],
    ['filled', { state: 'filled', orderId: '7', executed: { volume: d('0.01'), averagePrice: d('829999.5'), remaining: d('0') } }, '✅ Bought 0.01 BTC at R829 999.50 for R8 299.99 · order 7'],
    ['cancelled', { state: 'cancelled', orderId: '7' }, '⚪ Order 7 is cancelled, nothing was filled: buy 0.01 BTC at R830 000.00'],
    ['cancelled after a part', { state: 'cancelled', orderId: '7', executed }, '⚪ Order 7 is cancelled: 0.004 of 0.01 BTC was filled'],
    ['rejected', { state: 'rejected', orderId: '7' }, '❌ The exchange rejected order 7: buy 0.01 BTC at R830 000.00'],
    ['refused', { state: 'refused', reason: ['market.account.insufficient_balance'] }, '❌ Not done: buy 0.01 BTC at R830 000.00'],
    ['not placed', { state: 'notPlaced', reason: ['own.notFound'] }, '❌ Not placed: buy 0.01 BTC at R830 000.00'],
    ['expired', { state: 'expired' }, '⚪ This card expired after 60 s. Nothing was sent.'],
    ['dismissed', { state: 'dismissed' }, '⚪ Dismissed. Nothing was sent.'],
  ])('says %s', (_, state, first) => {
    expect(card(limit, state).lines[0]).toBe(first);
  });

  it.each<Draft['state']>(['filled', 'cancelled'])('can be asked for again when %s, and nothing else', (state) => {
    expect(card(limit, { state, orderId: '7' }).buttons).toEqual([['Repeat=do:buy 0.01 btczar @830000']]);
    expect(card(market, { state, orderId: '7' }).buttons).toEqual([[expect.stringMatching(/^Repeat=do:sell 0\.01 btczar/)]]);
  });

  it.each<Draft['state']>(['confirmed', 'sending', 'accepted', 'unknown', 'rejected', 'refused', 'notPlaced', 'expired', 'dismissed'])('has no button any more when %s', (state) => {
    expect(card(limit, { state, orderId: '7' }).buttons).toEqual([]);
  });

  it('offers to cancel, move or repeat an open order, with buttons that can be read', () => {
    expect(card(limit, { state: 'open', orderId: '7' }).buttons).toEqual([['Cancel order=do:cancel 7', 'Move to best=do:move 7', 'Repeat=do:buy 0.01 btczar @830000']]);
    expect(readCallback('do:cancel 7')).toEqual({ kind: 'run', words: 'cancel 7' });
  });

  it('offers no move of an open market order, which has no price', () => {
    expect(card(market, { state: 'partlyFilled', orderId: '7', executed }).buttons).toEqual([['Cancel order=do:cancel 7', 'Repeat=do:sell 0.01 btczar']]);
  });

  it('says post-only in the question, in the outcome and in the words that repeat it', () => {
    const { request } = limit;
    if (request.kind !== 'placeOrder') throw new Error('not an order');
    const postOnly: Draft = { ...limit, request: { ...request, order: { ...request.order, postOnly: true } } };
    expect(card(postOnly).lines).toContain('Post-only: it waits on the book, or the exchange refuses it');
    const open = card(postOnly, { state: 'open', orderId: '7' });
    expect(open.lines[0]).toBe('🔵 Order 7 is open: buy 0.01 BTC at R830 000.00, post-only');
    expect(open.buttons[0]?.[2]).toBe('Repeat=do:buy 0.01 btczar @830000 po');
    expect(card(postOnly, { held: { why: 'wouldMatch', at: now } }).lines[0]).toMatch(/Nothing was sent: this order is post-only/);
    expect(card(postOnly, { held: { why: 'wouldMatch', at: now } }).buttons[0]?.[0]).toMatch(/^Try again=ok:/);
  });

  it('explains an unknown refusal of a post-only order that would have traded, and keeps the exchange’s word', () => {
    expect(card(limit, { state: 'refused', reason: ['post_only.would_match', 'own.wouldMatch'] }).lines[1]).toMatch(/^This order was post-only.*The exchange says: post_only\.would_match\.$/);
    expect(card(limit, { state: 'refused', reason: ['market.account.insufficient_balance', 'own.wouldMatch'] }).lines[1]).toBe('There is not enough money available for this.');
  });

  it('never says "placed" before the exchange shows the order', () => {
    for (const state of ['confirmed', 'sending', 'accepted', 'unknown'] as const) expect(card(limit, { state }).lines.join(' ')).not.toMatch(/placed/i);
  });

  it('explains a refusal, and shows unknown codes as they are', () => {
    expect(card(limit, { state: 'refused', reason: ['market.account.insufficient_balance'] }).lines[1]).toBe('There is not enough money available for this.');
    expect(card(limit, { state: 'refused', reason: ['post_only.would_match'] }).lines[1]).toBe('The exchange says: post_only.would_match.');
    expect(card(limit, { state: 'refused', reason: ['unavailable.network'] }).lines[1]).toBe('The exchange could not be reached. Nothing was sent.');
  });
});

describe('what became of a cancellation', () => {
  it('of many, half done, names which ended and which did not', () => {
    expect(card(cancelAll, { state: 'accepted', endedOrders: ['1', '3'] }).lines.slice(1, 3)).toEqual(['Ended: 1, 3', 'Not ended yet: 2']);
    expect(card(cancelAll, { state: 'notPlaced', endedOrders: ['2'], reason: ['own.stillOpen'] }).lines.slice(0, 3)).toEqual(['⚠️ Not all cancelled: 3 open orders', 'Ended: 2', 'Not ended yet: 1, 3']);
    expect(card(cancelAll, { state: 'accepted' }).lines.join(' ')).not.toMatch(/Ended|Not ended/);
  });

  const moved: Draft = { ...cancel, request: { kind: 'cancelOrder', orderId: '173757', move: { market: 'btczar', side: 'sell', base: 'btc', postOnly: true } } };

  it('that moves an order offers exactly what is left, and only once the exchange has ended it', () => {
    expect(card(moved, { state: 'accepted' })).toMatchObject({ buttons: [], lines: expect.arrayContaining([expect.stringMatching(/offer its rest/)]) });
    const done = card(moved, { state: 'cancelled', executed: { volume: d('0.004'), averagePrice: d('830000'), remaining: d('0.006') } });
    expect(done.lines.slice(1)).toEqual(['Filled before that: 0.004 BTC', 'Not filled: 0.006 BTC. Nothing is placed for it before you confirm a new card.']);
    expect(done.buttons).toEqual([['Place the rest at the best price=do:sell card btczar 0.0060 @ask po']]);
    expect(card(moved, { state: 'filled' }).buttons).toEqual([]);
    expect(card(moved, { state: 'cancelled', executed: { volume: d('0.01'), averagePrice: d('830000'), remaining: d('0') } }).buttons).toEqual([]);
  });

  it.each<[string, Draft, Partial<Draft>, string]>([
    ['asked for', cancel, { state: 'accepted' }, '⏳ Cancelling order 173757'],
    ['done', cancel, { state: 'cancelled' }, '⚪ Order 173757 is cancelled.'],
    ['too late', cancel, { state: 'filled' }, '✅ Order 173757 was filled before the cancel reached it.'],
    ['not confirmed', cancel, { state: 'notPlaced', reason: ['own.stillOpen'] }, '⚠️ Not cancelled: order 173757'],
    ['refused', cancel, { state: 'refused', reason: ['record.not_found'] }, '❌ Not done: cancel order 173757'],
    ['done for all', cancelAll, { state: 'cancelled' }, '⚪ None of the 3 orders is open any more.'],
  ])('says %s', (_, draft, state, first) => {
    expect(card(draft, state).lines[0]).toBe(first);
  });
});
