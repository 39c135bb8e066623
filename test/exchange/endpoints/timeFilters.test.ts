// The exchange's filters by time cannot be relied on: milliseconds in its document, seconds upstream (PROTOCOL.md section 3, pagination).
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { listOrders } from '../../../src/exchange/endpoints/market/listOrders.js';
import { listTrades } from '../../../src/exchange/endpoints/market/listTrades.js';

/** Sources of the bot; the sandbox plays the exchange and has to understand the filters. */
const sources = ['src', 'commands'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
  .filter((path) => path.endsWith('.ts') && !path.startsWith('src/sandbox/'));

describe('time_from and time_to', () => {
  it('are known to the endpoints that have them', () => {
    expect(listOrders.query?.({ timeFrom: 1, timeTo: 2 })).toMatchObject({ time_from: 1, time_to: 2 });
    expect(listTrades.query?.({ timeFrom: 1, timeTo: 2 })).toMatchObject({ time_from: 1, time_to: 2 });
  });

  it('are passed by nobody', () => {
    const naming = sources.filter((path) => /\b(timeFrom|timeTo|time_from|time_to)\b/.test(readFileSync(path, 'utf8')));
    expect(naming.sort()).toEqual(['market/listOrders', 'market/listTrades', 'public/kLine', 'public/publicTrades'].map((name) => `src/exchange/endpoints/${name}.ts`));
  });
});
