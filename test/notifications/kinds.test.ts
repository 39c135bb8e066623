// What each notification says; the first line is complete by itself.
import { describe, expect, it } from '@jest/globals';
import type { Decimal, Sats } from '../../src/model/money.js';
import { newUser } from '../../src/model/user.js';
import type { RenderContext } from '../../src/notifications/kind.js';
import { kindNamed, kinds, type DataOf, type KindName } from '../../src/notifications/kinds/index.js';
import { speak } from '../../src/text/index.js';

const d = (text: string): Decimal => text as Decimal;
const now = Date.UTC(2025, 10, 21, 10, 0, 0);
const user = newUser(1, 11, 'Ann', now);
const context: RenderContext = { say: speak('en'), user, now };
const shown = (text: string): string => text.replaceAll('\u00a0', ' ');

function lines<K extends KindName>(kind: K, data: DataOf<K>, more: Partial<RenderContext> = {}): string[] {
  const content = kindNamed(kind)?.render(data as never, { ...context, ...more });
  return content === undefined ? [] : shown(content.text.text).split('\n');
}

const fill: DataOf<'orderFilled'> = {
  orderId: '173757', market: 'btczar', base: 'btc', quote: 'zar', side: 'buy', amount: d('0.01'), orderAmount: d('0.01'), averagePrice: d('830000'),
  total: d('8300'), fee: d('0.00002'), feeCurrency: 'btc', remaining: d('0'), final: true, pricePrecision: 0,
};

describe('orderFilled', () => {
  it.each([
    ['a whole buy', fill, '✅ Bought 0.01 BTC at R830 000.00 for R8 300.00 · fee 0.00002 BTC · order 173757'],
    ['a whole sale without a fee yet', { ...fill, side: 'sell', fee: undefined, feeCurrency: undefined }, '✅ Sold 0.01 BTC at R830 000.00 for R8 300.00 · fee follows · order 173757'],
    ['a part', { ...fill, amount: d('0.004'), total: d('3320'), remaining: d('0.006'), final: false }, '🔵 Partly bought 0.004 of 0.01 BTC at R830 000.00 for R3 320.00 · fee 0.00002 BTC · order 173757'],
    ['a part sold', { ...fill, side: 'sell', amount: d('0.004'), total: d('3320'), remaining: d('0.006'), final: false, fee: d('-0.33'), feeCurrency: 'zar' }, '🔵 Partly sold 0.004 of 0.01 BTC at R830 000.00 for R3 320.00 · rebate R0.33 · order 173757'],
    ['the rest', { ...fill, amount: d('0.006'), total: d('4980') }, '✅ Bought the rest, 0.006 of 0.01 BTC, at R830 000.00 for R4 980.00 · fee 0.00002 BTC · order 173757'],
  ])('says %s in its first line', (_, data, first) => {
    const { fee, feeCurrency, ...rest } = data as DataOf<'orderFilled'>;
    const clean = fee === undefined || feeCurrency === undefined ? rest : { ...rest, fee, feeCurrency };
    expect(lines('orderFilled', clean)[0]).toBe(first);
  });

  const earned = { profit: d('123.45'), percent: d('2.1'), averageCost: d('812000') };
  const sale: DataOf<'orderFilled'> = { ...fill, side: 'sell', fee: d('16.6'), feeCurrency: 'zar' };
  it.each<[string, DataOf<'orderFilled'>, readonly string[]]>([
    ['a sale after its fee', sale, ['Net received: R8 283.40']],
    ['a sale with a rebate', { ...sale, fee: d('-0.83') }, ['Net received: R8 300.83']],
    ['a buy whose fee is in coins', fill, ['Net received: 0.00998 BTC']],
    ['a buy whose fee is in rand', { ...fill, fee: d('16.6'), feeCurrency: 'zar' }, ['Net paid: R8 316.60']],
    ['a fee of nothing', { ...sale, fee: d('0') }, []],
    ['a fee in something else', { ...sale, feeCurrency: 'usdc' }, []],
    ['a profit', { ...sale, earned }, ['Net received: R8 283.40', 'Profit: R123.45 (+2.1%) against an average cost of R812 000.00']],
    ['a loss', { ...sale, earned: { ...earned, profit: d('-1123.4'), percent: d('-2.1') } }, ['Net received: R8 283.40', 'Loss: R1 123.40 (−2.1%) against an average cost of R812 000.00']],
    ['neither', { ...sale, earned: { ...earned, profit: d('0'), percent: d('0') } }, ['Net received: R8 283.40', 'Profit: R0.00 (0%) against an average cost of R812 000.00']],
    ['a profit on what cost nothing', { ...sale, earned: { profit: d('5'), averageCost: d('0') } }, ['Net received: R8 283.40', 'Profit: R5.00 against an average cost of R0.00']],
  ])('says what is net, and what was earned, of %s', (_, data, expected) => {
    expect(lines('orderFilled', data).filter((line) => /^(Net|Profit|Loss)/.test(line))).toEqual(expected);
  });

  it.each([['af', 'Wins: R123,45 (+2,1%) teen ’n gemiddelde koste van R812 000,00'], ['zu', 'Inzuzo: R123.45 (+2.1%) uma kuqhathaniswa nezindleko ezimaphakathi ezingu-R812 000.00']])('says what was earned in %s', (language, line) => {
    expect(lines('orderFilled', { ...sale, earned }, { say: speak(language) })).toContain(line);
  });

  it('says how late it is and what is still open', () => {
    const text = lines('orderFilled', { ...fill, final: false, remaining: d('0.006'), amount: d('0.004') }, { lateMs: 720_000 });
    expect(text[1]).toBe('This comes 12 min late.');
    expect(text).toContain('Still open: 0.006 BTC');
  });
});

describe('orderEnded', () => {
  const ended: DataOf<'orderEnded'> = { orderId: '9', market: 'btczar', base: 'btc', quote: 'zar', side: 'sell', state: 'cancel', amount: d('0.01'), executed: d('0'), price: d('900000') };
  it.each<[string, Partial<DataOf<'orderEnded'>>, string]>([
    ['a cancel with nothing filled', {}, '⚪ Order 9 cancelled, nothing filled: sell 0.01 BTC'],
    ['a cancel after a part', { executed: d('0.004') }, '⚪ Order 9 cancelled: 0.004 of 0.01 BTC filled, 0.006 not'],
    ['a rejection', { state: 'reject' }, '❌ The exchange rejected order 9: sell 0.01 BTC'],
    ['a word nobody knows', { state: 'failed' }, '⚪ Order 9 ended as “failed”: 0 of 0.01 BTC filled'],
  ])('says %s', (_, data, first) => {
    expect(lines('orderEnded', { ...ended, ...data })[0]).toBe(first);
  });

  it('says the average at the precision of the market', () => {
    expect(lines('orderEnded', { ...ended, executed: d('0.004'), averagePrice: d('830123.4567891234'), total: d('3320.49'), pricePrecision: 2 })).toContain('Average price: R830 123.46');
  });

  it('says the reason in plain words', () => {
    expect(lines('orderEnded', { ...ended, state: 'reject', reason: 'market.account.insufficient_balance' })).toContain('There is not enough money available for this.');
  });
});

describe('deposits', () => {
  const seen: DataOf<'depositSeen'> = { depositId: '7', currency: 'btc', amount: d('0.5'), txid: 'abc', confirmations: 2, needed: 6, state: 'submitted' };
  it('counts confirmations on the way', () => {
    expect(lines('depositSeen', seen).slice(0, 2)).toEqual(['📥 Deposit on its way: 0.5 BTC', '2 of 6 confirmations']);
  });
  it('turns the message into credited', () => {
    const known = { ...user, messages: { 'deposit:7': { chatId: 11, messageId: 5, sentAt: now } } };
    expect(lines('depositSeen', { ...seen, state: 'accepted' }, { user: known })[0]).toBe('📥 Deposit credited: 0.5 BTC');
  });
  it('tells a rejected one', () => {
    expect(lines('depositSeen', { ...seen, state: 'rejected' })[0]).toBe('📥 Deposit of 0.5 BTC not credited: the exchange says “rejected”');
  });
  it('says that the money is available', () => {
    expect(lines('depositCredited', { depositId: '7', currency: 'zar', amount: d('1000'), fee: d('5') })).toEqual(['💰 R1 000.00 received and available', 'Fee taken: R5.00', 'Deposit: 7']);
  });
});

describe('withdrawals', () => {
  const moved: DataOf<'withdrawalMoved'> = {
    withdrawalId: '5', currency: 'btc', amount: d('0.4'), fee: d('0.0002'), receives: d('0.3998'), destination: 'bc1qcold', state: 'submitted', end: false,
  };
  const known = { ...user, messages: { 'withdrawal:5': { chatId: 11, messageId: 5, sentAt: now } } };

  it('on the way: the whole sum, the state, what arrives and where', () => {
    expect(lines('withdrawalMoved', moved)).toEqual([
      '📤 Withdrawal on its way: 0.4 BTC', 'State: asked for, waiting for the exchange', 'Arrives: 0.3998 BTC, after the fee of 0.0002 BTC', 'To: bc1qcold', 'Withdrawal: 5',
    ]);
  });

  it.each<[string, Partial<DataOf<'withdrawalMoved'>>, string]>([
    ['confirmations', { state: 'confirming', confirmations: 2, txid: 'ff00' }, 'Confirmations: 2'],
    ['confirmations of those needed', { state: 'confirming', confirmations: 2, needed: 6 }, '2 of 6 confirmations'],
    ['the transaction', { state: 'confirming', txid: 'ff00' }, 'Transaction: ff00'],
    ['an unknown state as it is', { state: 'held_by_moon' }, 'State: “held_by_moon”, as the exchange calls it'],
    ['a sum without a fee', { fee: d('0'), receives: d('0.4') }, 'Arrives: 0.4 BTC, no fee'],
  ])('says %s', (_name, data, line) => {
    expect(lines('withdrawalMoved', { ...moved, ...data })).toContain(line);
  });

  it('says nothing of confirmations while there are none', () => {
    expect(lines('withdrawalMoved', { ...moved, confirmations: 0, needed: 6 }).join()).not.toMatch(/confirmations/i);
  });

  it.each([
    ['succeed', '✅ Withdrawal done: 0.4 BTC', 'Sent: 0.3998 BTC, after the fee of 0.0002 BTC'],
    ['failed', '❌ Withdrawal of 0.4 BTC did not go through, the money is back', 'The exchange calls it “failed”.'],
    ['rejected', '❌ Withdrawal of 0.4 BTC did not go through, the money is back', 'The exchange calls it “rejected”.'],
    ['canceled', '❌ Withdrawal of 0.4 BTC did not go through, the money is back', 'The exchange calls it “canceled”.'],
    ['errored', '⚠️ Withdrawal of 0.4 BTC was stopped by an error at the exchange', 'The exchange has not said that the money is back, and it may still send it. /balance shows what is available.'],
  ])('ends with %s in the first message with its details, and in one of its own that repeats only where it went', (state, first, second) => {
    expect(lines('withdrawalMoved', { ...moved, state }, { user: known }).slice(0, 2)).toEqual([first, second]);
    expect(lines('withdrawalMoved', { ...moved, state, end: true }, { user: known })).toEqual([`${first} · withdrawal 5`, ...(state === 'succeed' ? ['To: bc1qcold'] : [])]);
  });

  it('ended before it could be announced, it is told by the message of its end alone', () => {
    expect(lines('withdrawalMoved', { ...moved, state: 'succeed' })).toEqual([]);
    expect(lines('withdrawalMoved', { ...moved, state: 'succeed', end: true })).toEqual(['✅ Withdrawal done: 0.4 BTC', 'Sent: 0.3998 BTC, after the fee of 0.0002 BTC', 'To: bc1qcold', 'Withdrawal: 5']);
  });
});

describe('alertFired', () => {
  const alert: DataOf<'alertFired'> = { alertId: 'a1', market: 'btczar', base: 'btc', quote: 'zar', direction: 'below', threshold: d('830000'), price: d('829500.5'), firedAt: now };
  it('says the side it was judged on, that it rests, and offers to re-arm or delete', () => {
    expect(lines('alertFired', alert)).toEqual([
      '🔔 BTC/ZAR fell to R830 000.00: the best ask is R829 500.50', 'Judged on the best ask, what a buyer pays, at 12:00.',
      'This alert is off now and stays quiet until you re-arm it.',
    ]);
    expect(kinds.alertFired.render(alert, context)?.buttons).toEqual([
      [{ label: 'Buy BTC', data: 'do:buy btc' }, { label: 'Sell BTC', data: 'do:sell btc' }],
      [{ label: 'Snooze 1 h', data: 'do:alert snooze a1' }, { label: 'Re-arm', data: 'do:alert rearm a1' }, { label: 'Delete', data: 'do:alert delete a1' }],
    ]);
  });

  it('carries in its buttons which firing it tells of, so that it is drawn anew only while that is the last', () => {
    expect(kinds.alertFired.render({ ...alert, firing: 3 }, context)?.buttons?.[1]).toMatchObject([{ data: 'do:alert snooze a1 3 btc' }, { data: 'do:alert rearm a1 3 btc' }, { data: 'do:alert delete a1 3 btc' }]);
  });

  const fired = { alertId: 'a1', market: 'btczar', base: 'btc', quote: 'zar', price: d('829500.5'), firedAt: now };
  const cases: readonly (readonly [DataOf<'alertFired'>, string, string])[] = [
    [{ ...fired, kind: 'percentMove', percent: d('5'), windowMs: 3_600_000, change: d('5.21'), reference: d('788421') }, '🔔 BTC/ZAR rose 5.21% within 1 h: the best bid is R829 500.50', 'Judged on the best bid against the lowest of the last 1 h, R788 421.00, at 12:00.'],
    [{ ...fired, kind: 'percentMove', percent: d('5'), windowMs: 5_400_000, change: d('-5'), reference: d('873158') }, '🔔 BTC/ZAR fell 5% within 90 min: the best ask is R829 500.50', 'Judged on the best ask against the highest of the last 90 min, R873 158.00, at 12:00.'],
    [{ ...fired, kind: 'candleClose', direction: 'above', threshold: d('820000'), periodMinutes: 60 }, '🔔 BTC/ZAR closed a 1h candle at R829 500.50: R820 000.00 or more', 'Judged on the exchange’s candles, at 12:00.'],
    [{ ...fired, kind: 'spread', direction: 'above', percent: d('1'), price: d('1.25') }, '🔔 BTC/ZAR has a spread of 1.25%: 1% or more', 'Judged on the best bid and ask, in per cent of the middle, at 12:00.'],
    [{ ...fired, kind: 'orderNear', percent: d('0.3'), orderId: '77', side: 'buy', orderPrice: d('828000'), distance: d('0.18') }, '🔔 BTC/ZAR is 0.18% from your buy order at R828 000.00: the best ask is R829 500.50', 'Order 77, judged on the best price it would trade with, at 12:00.'],
    [{ ...fired, kind: 'balanceBelow', market: '', quote: '', threshold: d('0.1'), price: d('0.05') }, '🔔 You hold 0.05 BTC, less than 0.1 BTC', 'Judged on all you hold, in orders included, at 12:00.'],
  ];
  it.each(cases)('says what %j found', (data, head, basis) => {
    expect(lines('alertFired', data).slice(0, 2)).toEqual([head, basis]);
  });

  it.each<[string, DataOf<'alertFired'>, string]>([
    ['a move', { ...fired, kind: 'percentMove', percent: d('5'), windowMs: 3_600_000, change: d('5.2134567891'), reference: d('788421.123456'), pricePrecision: 2 }, '🔔 BTC/ZAR rose 5.21% within 1 h: the best bid is R829 500.50'],
    ['a near order', { ...fired, kind: 'orderNear', percent: d('0.305'), orderId: '77', side: 'sell', orderPrice: d('828000'), distance: d('0.1811594203') }, '🔔 BTC/ZAR is 0.181% from your sell order at R828 000.00: the best bid is R829 500.50'],
    ['a price', { ...fired, direction: 'above', threshold: d('829000.125'), price: d('829500.123456789'), pricePrecision: 2 }, '🔔 BTC/ZAR reached R829 000.125: the best bid is R829 500.12'],
    ['a balance in rand', { ...fired, kind: 'balanceBelow', base: 'zar', threshold: d('100'), price: d('99.999999') }, '🔔 You hold R99.99, less than R100.00'],
  ])('has the decimals of the market, not all there are: %s', (_, data, head) => {
    expect(lines('alertFired', data)[0]).toBe(head);
    expect(lines('alertFired', data).join()).not.toMatch(/\d\.\d{4}/);
  });

  const price = (text: string) => ({ price: d(text), amount: d('1') });
  const present = { book: () => ({ bestBid: price('829900'), bestAsk: price('830730.3') }), isFollowed: () => true, placesOf: () => undefined };
  const stale = ['🔔 BTC/ZAR rose 5.21% within 1 h at 12:00; now R829 900.00', '🔔 BTC/ZAR fell 5% within 90 min at 12:00; now R830 730.30', '🔔 BTC/ZAR closed a 1h candle at R829 500.50: R820 000.00 or more, at 12:00; now R829 900.00',
    '🔔 BTC/ZAR had a spread of 1.25%: 1% or more, at 12:00; now 0.1%', '🔔 BTC/ZAR was 0.18% from your buy order at R828 000.00 at 12:00; now R830 730.30', '🔔 You held 0.05 BTC, less than 0.1 BTC, at 12:00; now 0.25 BTC'];
  it.each(cases.map(([data], at) => [stale[at] ?? '', data] as const))('says of one that comes late when it was so and how it is now: %s', (head, data) => {
    const holder = { ...user, account: { ...user.account, balances: { btc: { currency: 'btc', available: d('0.2'), locked: d('0.05') } } } };
    expect(lines('alertFired', data, { user: holder, lateMs: 120_000, present })[0]).toBe(head);
    const nothing = { book: () => undefined, isFollowed: () => false, placesOf: () => undefined };
    expect(lines('alertFired', data, { user: holder, lateMs: 120_000, present: nothing })[0]).toBe(head.replace(/; now.*/, ''));
    expect(lines('alertFired', data, { user: holder, lateMs: 120_000 })[0]).toBe(head.replace(/; now.*/, ''));
  });

  it.each([['spread', 'It goes on: told again after 4 h at the earliest, once the value has gone back by 0.5%.'], ['percentMove', 'It goes on: after 4 h it measures from a new start.']] as const)('says how a %s goes on', (kind, line) => {
    const data = cases.map(([one]) => one).find((one) => one.kind === kind)!;
    expect(lines('alertFired', { ...data, repeat: { everyMs: 14_400_000, band: d('0.5') } }).at(-1)).toBe(line);
  });

  it('offers no trade in rand, nor in a coin whose code does not fit a button', () => {
    const first = (base: string) => kinds.alertFired.render({ ...fired, kind: 'balanceBelow', base, threshold: d('1') }, context)?.buttons?.length;
    expect([first('zar'), first('x'.repeat(60)), first('btc')]).toEqual([1, 1, 2]);
  });
});

describe('summary', () => {
  const empty = { total: d('0'), rows: [], dust: { count: 0, value: d('0') } };
  it('has the date, and says when it is late or could not be read', () => {
    expect(lines('summary', { period: '2025-11-21', dueAt: now, late: true, failed: true, valuation: empty })).toEqual([
      '📊 Balances, Friday 21 Nov 2025', 'It was due at 12:00 and could not be sent then.',
      'Your balances could not be read from the exchange, so this summary is empty. Ask with /balance.',
    ]);
  });

  it('has the date and how late it is in the language of the user', () => {
    const summary = { period: '2025-11-20', dueAt: now - 86_400_000, late: true, valuation: empty };
    expect(lines('summary', summary, { say: speak('af') }).slice(0, 2)).toEqual(['📊 Saldo’s, Donderdag 20 Nov. 2025', 'Dit was vir 20 Nov. 12:00 bedoel en kon nie toe gestuur word nie.']);
    expect(lines('orderFilled', fill, { say: speak('zu'), lateMs: 50 * 3_600_000 })[1]).toBe('Lo mlayezo ufike sekwephuzile: izinsuku ezingu-2.');
  });
});

describe('keyPaused', () => {
  it('says why in plain words and that the key is kept', () => {
    const text = lines('keyPaused', { codes: ['authz.disabled_2fa'] });
    expect(text[1]).toContain('Two-factor authentication is off');
    expect(text[2]).toContain('Your key is kept');
  });
});

describe('orderCard', () => {
  it('has nothing to say of a draft that is gone', () => {
    expect(lines('orderCard', { draftId: 'toString' })).toEqual([]);
  });
});

describe('withdrawalMoved over Lightning', () => {
  const moved: DataOf<'withdrawalMoved'> = { withdrawalId: '3301', currency: 'btc', amount: d('0.0005001'), fee: d('0.0000001'), receives: d('0.0005'), state: 'submitted', end: true, lightning: true, txid: 'ab'.repeat(32) };
  it.each<[string, Partial<DataOf<'withdrawalMoved'>>, readonly string[]]>([
    ['on its way', {}, ['⚡ Lightning payment on its way: 50 000 sats', '0.0005001 BTC with the fee of 0.0000001 BTC', 'State: asked for, waiting for the exchange', 'Payment hash: ababab…ababab', 'Withdrawal: 3301']],
    ['done', { state: 'succeed' }, ['⚡ Lightning payment done: 50 000 sats', '0.0005001 BTC with the fee of 0.0000001 BTC', 'Payment hash: ababab…ababab', 'Withdrawal: 3301']],
    ['failed', { state: 'failed' }, ['❌ Lightning payment of 50 000 sats did not go through, the money is back', 'The exchange calls it “failed”.', 'Payment hash: ababab…ababab', 'Withdrawal: 3301']],
    ['stopped by an error', { state: 'errored', fee: d('0') }, ['⚠️ Lightning payment of 50 000 sats was stopped by an error at the exchange', '0.0005001 BTC, no fee', 'The exchange has not said that the money is back, and it may still send it. /balance shows what is available.', 'Payment hash: ababab…ababab', 'Withdrawal: 3301']],
  ])('reads like a payment: %s', (_, over, said) => {
    expect(lines('withdrawalMoved', { ...moved, ...over })).toEqual(said);
    const shown = { ...user, messages: { 'withdrawal:3301': { chatId: 11, messageId: 5, sentAt: now } } };
    expect(lines('withdrawalMoved', { ...moved, ...over }, { user: shown })).toEqual([`${said[0]} · withdrawal 3301`]);
    expect(lines('withdrawalMoved', { ...moved, ...over, end: false }, { user: shown })).toEqual(said);
  });
});

it('depositCredited says whose invoice it pays', () => {
  const credited: DataOf<'depositCredited'> = { depositId: '9', currency: 'btc', amount: d('0.0005'), invoice: { amountSat: '50000' as Sats, note: 'coffee' } };
  expect(lines('depositCredited', credited)).toEqual(['💰 0.0005 BTC received and available', '⚡ It pays your Lightning invoice over 50 000 sats: coffee', 'Deposit: 9']);
});
