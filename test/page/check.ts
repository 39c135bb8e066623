// What a check of the page is, how it waits, and how a list of checks is played and told.
import { isDeepStrictEqual } from 'node:util';
import { fail } from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** A promise the page makes, and what proves it. */
export type Check<World> = readonly [promise: string, prove: (world: World) => Promise<void>];

/** How long the page may take to show what is expected, ms. */
const patienceMs = 8_000;
const lookEveryMs = 25;

/** Reads until the value is the expected one. @throws AssertionError with the value read last. */
export async function eventually<T>(read: () => Promise<T>, expected: T, what: string): Promise<void> {
  let last = await read();
  for (const endAt = Date.now() + patienceMs; !isDeepStrictEqual(last, expected);) {
    if (Date.now() > endAt) fail(`${what}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(last)}`);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    last = await read();
  }
}

/** Collects what must never happen on the page: an error nobody caught, and anything its content policy refused. */
export function troubleOf(page: Page): readonly string[] {
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(`uncaught: ${error.message}`));
  page.on('console', (line) => {
    if (line.type() === 'error' && line.text().includes('Content Security Policy')) trouble.push(line.text());
  });
  return trouble;
}

/** Plays the checks one after another in the worlds that `within` makes; gives how many failed. */
export async function play<World>(checks: readonly Check<World>[], within: (prove: (world: World) => Promise<void>) => Promise<void>, say: (line: string) => void): Promise<number> {
  let failed = 0;
  for (const [promise, prove] of checks) {
    try {
      await within(prove);
      say(`ok    ${promise}`);
    } catch (error) {
      failed++;
      say(`FAIL  ${promise}\n${error instanceof Error ? error.stack ?? error.message : String(error)}`);
    }
  }
  return failed;
}
