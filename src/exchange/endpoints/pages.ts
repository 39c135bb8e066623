// Reads a list call page by page, with a bound.
import type { ExchangeClient } from '../client.js';
import type { Endpoint } from '../endpoint.js';
import { heldIn, joinRows, readPage, type Rows } from '../../model/rows.js';

export interface PageOptions<Item> {
  /** Items asked for per page; not more than the exchange gives (100 for deposits and withdrawals). */
  readonly pageSize: number;
  readonly maxPages: number;
  /** Stops after the page for which this says true, for example one that reaches past a known time. */
  readonly stopWhen?: (items: readonly Item[]) => boolean;
}

export interface Pages<Item> {
  /** In the exchange's order; a list that moves while it is read may hold an item twice. */
  readonly items: Rows<Item>;
  /** False when the bound ended it: there may be more. */
  readonly complete: boolean;
}

/**
 * Reads pages 1, 2, ... until a short one; the exchange's Total header is not sent everywhere and never trusted (PROTOCOL.md section 3).
 * @throws as ExchangeClient.call; then nothing of what was read is given.
 */
export async function readPages<Input extends { readonly limit?: number; readonly page?: number }, Item>(
  client: ExchangeClient, endpoint: Endpoint<Input, Rows<Item>>, input: Input, options: PageOptions<Item>,
  callOptions?: Parameters<ExchangeClient['call']>[2],
): Promise<Pages<Item>> {
  const pages: Rows<Item>[] = [];
  for (let page = 1; page <= options.maxPages; page += 1) {
    const found = await readPage(page, (number) => client.call(endpoint, { ...input, limit: options.pageSize, page: number }, callOptions));
    pages.push(found);
    if (heldIn(found) < options.pageSize || options.stopWhen?.(found) === true) return { items: joinRows(pages), complete: true };
  }
  return { items: joinRows(pages), complete: false };
}
