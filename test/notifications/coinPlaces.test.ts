// A coin is told with the decimals its currency has, cut downwards, wherever it is told; a fee upwards. Without the exchange's list eight are shown.
import { describe, expect, it } from '@jest/globals';
import type { Draft } from '../../src/model/draft.js';
import { decimal as d } from '../../src/model/money.js';
import { newUser } from '../../src/model/user.js';
import type { Present, RenderContext } from '../../src/notifications/kind.js';
import { kindNamed, type DataOf, type KindName } from '../../src/notifications/kinds/index.js';
import { createMarketUnits } from '../../src/markets/marketUnits.js';
import { draftCard } from '../../src/text/cards/draftCard.js';
import { speak } from '../../src/text/index.js';
import { createStroll } from '../commands/stroll.js';
import { createFakeClock } from '../support/fakeClock.js';

const now = Date.UTC(2025, 10, 21, 10, 0, 0);
const present: Present = { book: () => undefined, isFollowed: () => true, placesOf: (currency) => ({ xrp: 6, btc: 8, zar: 2 })[currency] };
const user = { ...newUser(1, 11, 'Ann', now), account: { ...newUser(1, 11, 'Ann', now).account, balances: { xrp: { currency: 'xrp', available: d('4.99999999'), locked: d('0') } } } };

function linesOf<K extends KindName>(kind: K, data: DataOf<K>, more: Partial<RenderContext>): readonly string[] {
  const content = kindNamed(kind)?.render(data as never, { say: speak('en'), user, now, ...more });
  return (content?.text.text ?? '').replaceAll('\u00a0', ' ').split('\n');
}

const fill: DataOf<'orderFilled'> = {
  orderId: '5', market: 'xrpzar', base: 'xrp', quote: 'zar', side: 'buy', amount: d('12.345678'), orderAmount: d('12.345678'), averagePrice: d('40'), total: d('493.82712'),
  fee: d('0.02469135611'), feeCurrency: 'xrp', remaining: d('0'), final: true, pricePrecision: 2,
};
const balanceAlert = { kind: 'balanceBelow', alertId: 'a', market: '', base: 'xrp', quote: 'xrp', price: d('4.99999999'), threshold: d('5'), firedAt: now } as const;

describe.each([['with the list', { present }, 6], ['without it', {}, 8]] as const)('%s', (_how, more, places) => {
  const isKnown = places === 6;

  it('a fill cuts what is received and does not cut its fee', () => {
    const lines = linesOf('orderFilled', fill, more);
    expect(lines).toContain(isKnown ? 'Net received: 12.320986 XRP' : 'Net received: 12.32098664 XRP');
    expect(lines[0]).toContain(isKnown ? 'fee 0.024692 XRP' : 'fee 0.02469136 XRP');
  });

  it.each(['depositSeen', 'depositCredited'] as const)('%s cuts what came in', (kind) => {
    const data = { depositId: '9', currency: 'xrp', amount: d('25.1234567'), state: 'submitted', confirmations: 0 };
    expect(linesOf(kind, data, more)[0]).toContain(isKnown ? ' 25.123456 XRP' : ' 25.1234567 XRP');
  });

  it('an alert on a balance cuts what is held, also where it comes late', () => {
    expect(linesOf('alertFired', balanceAlert, more)[0]).toContain(isKnown ? '4.999999 XRP' : '4.99999999 XRP');
    const late = linesOf('alertFired', balanceAlert, { ...more, lateMs: 60_000 })[0];
    expect(late).toContain(isKnown ? 'held 4.999999 XRP' : 'held 4.99999999 XRP');
    if (isKnown) expect(late).toContain('now 4.999999 XRP');
  });

  it('a balance that moved without a reason is cut, unless nothing would be left of it', () => {
    expect(linesOf('balanceUnexplained', { currency: 'xrp', amount: d('1.23456789'), way: 'rose' }, more)[0]).toContain(isKnown ? ' 1.234567' : ' 1.23456789');
    expect(linesOf('balanceUnexplained', { currency: 'xrp', amount: d('0.00000001'), way: 'fell' }, more)[0]).toContain(' 0.00000001');
  });
});

it.each<[string, number | undefined, string]>([['the coin’s own decimals', 6, 'get ≈ 12.320986 XRP'], ['eight in a draft stored before they were kept', undefined, 'get ≈ 12.32098664 XRP']])('a card says what is received with %s', (_what, receivedPlaces, words) => {
  const draft: Draft = {
    id: 'd'.repeat(22), requestHash: '', state: 'drafted', createdAt: now, expiresAt: now + 60_000, changedAt: now,
    request: {
      kind: 'placeOrder', order: { market: 'xrpzar', side: 'buy', type: 'limit', volume: d('12.345678'), price: d('40'), customOrderId: 'x' },
      estimate: {
        base: 'xrp', quote: 'zar', amountPrecision: 6, pricePrecision: 2, total: d('493.82712'), averagePrice: d('40'), fee: d('0.024691356'), feeWorth: d('0.98765424'), leftAfter: d('10'), leftCurrency: 'zar', quotedAt: now,
        ...(receivedPlaces === undefined ? {} : { receivedPlaces }),
      },
    },
  };
  const text = draftCard(speak('en'), draft, { now, timeZone: 'Africa/Johannesburg' }).text.text.replaceAll('\u00a0', ' ');
  expect(text).toContain(words);
});

describe('the decimals come from the exchange’s list', () => {
  it('for what is told on its own', async () => {
    const stroll = createStroll();
    const units = createMarketUnits(stroll.core.markets, createFakeClock(now));
    expect(units.placesOf('btc')).toBeUndefined();
    units.start();
    await new Promise((resolve) => { setTimeout(resolve, 0); });
    expect([units.placesOf('btc'), units.placesOf('zar'), units.placesOf('nosuch')]).toEqual((await stroll.core.markets.currencies()).slice(0, 2).map(({ precision }) => precision).concat([undefined as never]));
    units.stop();
  });

  it.each([['buy 0.01 btc @ 90', 5, 3], ['sell 0.01 btc @ 110', 3, 5]])('for the card of /%s', async (typed, leftPlaces, receivedPlaces) => {
    const stroll = createStroll(({ markets }) => ({ markets: { ...markets, currencies: async () => (await markets.currencies()).map((one) => ({ ...one, precision: one.id === 'btc' ? 3 : 5 })) } }));
    const { draftId = '' } = await stroll.type(typed);
    expect(await stroll.core.actions.confirm(7, draftId)).toMatchObject({ draft: { request: { estimate: { leftPlaces, receivedPlaces } } } });
  });

  it('and for /deposits', async () => {
    const stroll = createStroll(({ accounts, markets }) => ({
      accounts: { ...accounts, deposits: async () => ({ rows: [{ id: '1', currency: 'btc', amount: d('1.23456789'), fee: d('0'), state: 'accepted', createdAt: now }], more: false }) },
      markets: { ...markets, currencies: async () => (await markets.currencies()).map((one) => ({ ...one, precision: 3 })) },
    }));
    expect((await stroll.type('deposits')).text).toMatch(/1\.234 BTC/);
  });
});
