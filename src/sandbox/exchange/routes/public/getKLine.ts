// GET /public/markets/{market}/k-line: candles as arrays of numbers, oldest first.
import { refusal } from '../../rest/apiError.js';
import { wholeNumber } from '../../rest/paging.js';
import type { Parameters } from '../../rest/parameters.js';
import { candleTuple } from '../../streams/publicFrames.js';
import { seconds } from '../../times.js';
import { publicMarket } from '../../rest/lookups.js';
import { ok, type PublicRoute } from '../../rest/route.js';

const PERIODS = [1, 5, 15, 30, 60, 120, 240, 360, 720, 1440, 4320, 10080];
const MAX_LIMIT = 10_000;

export const getKLine: PublicRoute = {
  method: 'GET', path: '/public/markets/:market/k-line', access: 'public',
  handle(venue, parameters) {
    const history = venue.histories.get(publicMarket(venue, parameters).id);
    const period = number(parameters, 'period', 1);
    if (!PERIODS.includes(period)) throw refusal('public.k_line.invalid_period');
    const limit = number(parameters, 'limit', 30);
    if (limit < 1 || limit > MAX_LIMIT) throw refusal('public.k_line.invalid_limit');
    const from = number(parameters, 'time_from', null);
    const to = number(parameters, 'time_to', null);
    const candles = history?.range(period, from === null ? 0 : seconds(from), to === null ? Number.MAX_SAFE_INTEGER : seconds(to)) ?? [];
    // With both ends given the limit is ignored; with the start alone it counts from the start.
    const cut = from !== null && to !== null ? candles : from === null ? candles.slice(-limit) : candles.slice(0, limit);
    return ok(cut.map(candleTuple));
  },
};

function number<T>(parameters: Parameters, name: string, otherwise: T): number | T {
  const text = parameters.text(name);
  return text === null ? otherwise : wholeNumber(text, `public.k_line.non_integer_${name}`);
}
