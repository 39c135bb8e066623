import { describe, expect, it } from '@jest/globals';
import type { ExchangeClient } from '../../../src/exchange/client.js';
import type { Endpoint } from '../../../src/exchange/endpoint.js';
import { readPages } from '../../../src/exchange/endpoints/pages.js';

interface Input { readonly limit?: number; readonly page?: number }
const numbers: Endpoint<Input, readonly number[]> = { name: 'numbers', method: 'GET', access: 'public', effect: 'read', path: () => '/', parse: () => [] };

/** Answers pages of the numbers 1 to `total`. */
function clientOf(total: number, asked: Input[]): ExchangeClient {
  return {
    call: <I, O>(_endpoint: Endpoint<I, O>, input: I): Promise<O> => {
      const { limit = 0, page = 0 } = input as Input;
      asked.push({ limit, page });
      const all = Array.from({ length: total }, (_, index) => index + 1);
      return Promise.resolve(all.slice((page - 1) * limit, page * limit) as O);
    },
  };
}

describe('reading page by page', () => {
  it.each([[0, 1, true], [2, 1, true], [3, 2, true], [4, 2, true], [8, 3, true], [9, 3, false], [10, 3, false]])(
    'of %d items by threes, at most three pages, asks %d times and is complete: %s', async (total, times, complete) => {
      const asked: Input[] = [];
      const pages = await readPages(clientOf(total, asked), numbers, {}, { pageSize: 3, maxPages: 3 });
      expect(asked).toEqual(Array.from({ length: times }, (_, index) => ({ limit: 3, page: index + 1 })));
      expect(pages).toEqual({ items: Array.from({ length: Math.min(total, 9) }, (_, index) => index + 1), complete });
    });

  it('stops after the page its caller was waiting for', async () => {
    const asked: Input[] = [];
    const pages = await readPages(clientOf(100, asked), numbers, {}, { pageSize: 3, maxPages: 9, stopWhen: (items) => items.includes(5) });
    expect(pages).toEqual({ items: [1, 2, 3, 4, 5, 6], complete: true });
  });
});
