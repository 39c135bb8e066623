// Arbitrary bytes, text and JSON as bodies: every parser reads them or says that it cannot, and nothing else is ever thrown.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import type { Endpoint } from '../../../src/exchange/endpoint.js';
import { endpoints } from '../../../src/exchange/endpoints/index.js';
import { readErrorCodes, speaksOfTimeOut } from '../../../src/exchange/transport/errorBody.js';
import { parseBody } from '../../../src/exchange/transport/parseBody.js';
import { ProtocolError } from '../../../src/model/errors.js';

const all = endpoints as unknown as readonly Endpoint<unknown, unknown>[];
interface Fixture { readonly input?: unknown; readonly answer?: unknown; readonly raw?: string }
const fixturesOf = (name: string): readonly Fixture[] =>
  JSON.parse(readFileSync(new URL(`../../fixtures/exchange/endpoints/${name}.json`, import.meta.url), 'utf8')) as readonly Fixture[];

const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array).toString('utf8'));
const leaf = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.constantFrom(null, true, '', 'N/A', '1e999', '-1', '0x1', '2023-13-45T99:99:99Z'));
const anything = fc.oneof(fc.string(), bytes, fc.json({ maxDepth: 4 }), fc.constantFrom('', ' ', '<html>', 'null', '[]', '{}', '[null]', '"x"', '[[[[', '{"errors":'));

/** A good answer with one part of it replaced, dropped or put in a list. */
function bend(value: unknown, path: number, part: unknown): unknown {
  if (typeof value !== 'object' || value === null || path % 5 === 0) return part;
  const entries = Object.entries(value);
  if (entries.length === 0) return [part];
  const index = path % entries.length;
  const bent = entries.flatMap(([key, inner], at) => (at !== index ? [[key, inner]] : path % 7 === 0 ? [] : [[key, bend(inner, Math.floor(path / 3), part)]]));
  return Array.isArray(value) ? bent.map(([, inner]) => inner as unknown) : Object.fromEntries(bent);
}

/** @throws what is neither an answer nor a ProtocolError. */
function parse(endpoint: Endpoint<unknown, unknown>, body: string, input: unknown): void {
  try {
    parseBody(endpoint, body, input);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
  }
}

describe('any body', () => {
  it.each(all.map((endpoint) => ({ name: endpoint.name, endpoint })))('$name reads it or says that it cannot', ({ name, endpoint }) => {
    const fixtures = fixturesOf(name);
    const input = fixtures[0]?.input;
    fc.assert(fc.property(anything, (body) => parse(endpoint, body, input)), { numRuns: 60 });
    const answers = fixtures.flatMap((fixture) => (fixture.answer === undefined ? [] : [fixture.answer]));
    if (answers.length === 0) return;
    fc.assert(fc.property(fc.constantFrom(...answers), fc.nat(1_000_000), leaf, (answer, path, part) => parse(endpoint, JSON.stringify(bend(answer, path, part)), input)), { numRuns: 120 });
  });

  it('as a refusal gives at most ten codes of at most 200 characters', () => {
    const bodies = fc.oneof(anything, fc.record({ errors: fc.oneof(leaf, fc.array(fc.oneof(leaf, fc.string({ maxLength: 500 })), { maxLength: 30 }), fc.jsonValue()) }).map((body) => JSON.stringify(body)));
    fc.assert(fc.property(bodies, (body) => {
      const codes = readErrorCodes(body);
      speaksOfTimeOut(body);
      expect(codes.length).toBeLessThanOrEqual(10);
      for (const code of codes) expect(code.length).toBeLessThanOrEqual(200);
    }), { numRuns: 1_000 });
  });

  it('nested a hundred thousand deep is refused, not died of', () => {
    for (const endpoint of all) for (const body of ['['.repeat(100_000), '{"a":'.repeat(100_000)]) parse(endpoint, body, fixturesOf(endpoint.name)[0]?.input);
    expect(readErrorCodes('['.repeat(100_000))).toEqual([]);
  });
});
