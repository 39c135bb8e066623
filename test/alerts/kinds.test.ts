import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { alertKinds } from '../../src/alerts/kinds/index.js';
import { priceCrosses } from '../../src/alerts/kinds/priceCrosses.js';
import type { BookView } from '../../src/markets/markets.js';
import type { PriceCrossesAlert } from '../../src/model/alert.js';
import { UserError } from '../../src/model/errors.js';
import { decimal, type Decimal } from '../../src/model/money.js';
import { isTextKey, speak } from '../../src/text/index.js';

const anAlert = (direction: 'above' | 'below', state: PriceCrossesAlert['state'] = 'armed'): PriceCrossesAlert =>
  ({ kind: 'priceCrosses', id: 'a1', market: 'btczar', direction, threshold: decimal('100'), state, createdAt: 0, firings: 0 });
const view = (bid?: string, ask?: string): BookView => ({
  market: 'btczar', state: 'synced', sequence: 1, ageMs: 0,
  ...(bid === undefined ? {} : { bestBid: { price: decimal(bid), amount: decimal('1') } }), ...(ask === undefined ? {} : { bestAsk: { price: decimal(ask), amount: decimal('1') } }),
});

test('every kind in the folder is in the list under its own name', () => {
  const files = readdirSync(new URL('../../src/alerts/kinds/', import.meta.url)).map((file) => file.replace('.ts', '')).filter((name) => name !== 'index');
  expect(Object.keys(alertKinds).sort()).toEqual(files.sort());
  for (const [name, kind] of Object.entries(alertKinds)) expect(kind.name).toBe(name);
});

describe('a price alert', () => {
  test.each([
    ['above', '100', '101', true], ['above', '99.99', '150', false], ['above', undefined, '150', undefined],
    ['below', '99', '100', true], ['below', '50', '100.01', false], ['below', '50', undefined, undefined],
  ] as const)('%s 100 with bid %s and ask %s holds: %s', (direction, bid, ask, holds) => {
    const alert = anAlert(direction);
    expect(priceCrosses.isTriggered(alert, view(bid, ask))).toBe(holds);
    expect(priceCrosses.trigger(alert, view(bid, ask))).toBe(holds === true ? (direction === 'above' ? bid : ask) : undefined);
  });

  test.each([
    ['above', 'armed', { side: 'bid', moves: 'rising', inclusive: true }], ['above', 'waiting', { side: 'bid', moves: 'falling', inclusive: false }],
    ['below', 'armed', { side: 'ask', moves: 'falling', inclusive: true }], ['below', 'waiting', { side: 'ask', moves: 'rising', inclusive: false }],
  ] as const)('%s and %s is looked at when it crosses the other way from then on', (direction, state, expected) => {
    expect(priceCrosses.thresholds(anAlert(direction, state))).toEqual([{ ...expected, price: '100' }]);
  });

  test.each([['1', true], ['0', false], ['-5', false]])('a threshold of %s is taken: %s', (threshold, taken) => {
    const parsed = priceCrosses.parse({ market: 'btczar', direction: 'above', threshold: threshold as Decimal });
    expect(parsed instanceof UserError).toBe(!taken);
    if (parsed instanceof UserError) expect(isTextKey(parsed.key)).toBe(true);
  });

  test.each(['above', 'below'] as const)('its description can be said (%s)', (direction) => {
    const { key, values } = priceCrosses.describe(anAlert(direction));
    expect(isTextKey(key) && speak('en')(key, values).text).toContain('100');
  });
});
