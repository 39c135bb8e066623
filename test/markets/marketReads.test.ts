// Lists of markets and currencies longer than one page.
import { describe, expect, it } from '@jest/globals';
import { bindMarketReads, listPageSize, listPagesLimit } from '../../src/markets/marketReads.js';
import { aCurrency, aMarket, createFakeClient } from './marketSamples.js';

const many = (count: number) => Array.from({ length: count }, (_, index) => aMarket(`c${String(index)}`, 'zar'));
interface Input { readonly page: number; readonly limit: number }

describe('the list of markets', () => {
  it.each([[0, 1], [99, 1], [100, 2], [101, 2], [250, 3]])('of %d is read whole in %d pages', async (count, pages) => {
    const client = createFakeClient({ markets: (input) => many(count).slice(((input as Input).page - 1) * (input as Input).limit, (input as Input).page * (input as Input).limit) });
    expect(await bindMarketReads(client).markets()).toHaveLength(count);
    expect(client.calls).toHaveLength(pages);
  });

  it('of an exchange that ignores pages is read once over', async () => {
    const client = createFakeClient({ markets: () => many(listPageSize) });
    expect(await bindMarketReads(client).markets()).toHaveLength(listPageSize);
    expect(client.calls).toHaveLength(2);
  });

  it('that never ends is cut, and so is that of currencies', async () => {
    let read = 0;
    const client = createFakeClient({ currencies: () => Array.from({ length: listPageSize }, () => aCurrency(`c${String((read += 1))}`, 'C')) });
    expect(await bindMarketReads(client).currencies()).toHaveLength(listPageSize * listPagesLimit);
  });
});

it('candles are asked for by period and number, never by time, whose unit deployments disagree about', async () => {
  const asked: unknown[] = [];
  const client = createFakeClient({ kLine: (input) => { asked.push(input); return []; } });
  await bindMarketReads(client).candles('btczar', 5, 2016, 'background');
  expect(asked).toEqual([{ market: 'btczar', period: 5, limit: 2016 }]);
});
