// Every REST call through the real client against the simulated exchange, with both ways of writing single answers.
import { describe, expect, it } from '@jest/globals';
import { endpoints } from '../../../src/exchange/endpoints/index.js';
import { accountCases } from './accountCases.js';
import { openBench } from './bench.js';
import { publicCases } from './publicCases.js';
import { tradingCases } from './tradingCases.js';

const cases = { ...publicCases, ...accountCases, ...tradingCases };

it('every endpoint has a conformance case, and no case is without its endpoint', () => {
  expect(Object.keys(cases).sort()).toEqual(endpoints.map((endpoint) => endpoint.name).sort());
  expect(Object.keys(publicCases).length + Object.keys(accountCases).length + Object.keys(tradingCases).length).toBe(endpoints.length);
});

async function conforms(name: string, bracketed: 'list' | 'single'): Promise<void> {
  const bench = await openBench({ venue: { bracketed } });
  try {
    await cases[name]!(bench);
  } finally {
    await bench.stop();
  }
}

describe('through the real client against the simulated exchange', () => {
  it.each(Object.keys(cases))('%s conforms', (name) => conforms(name, 'list'));

  // Those whose single answer API.txt writes in brackets; the setting changes no other.
  it.each(['withdrawQuote', 'createWithdrawal', 'payLightning', 'createLightningInvoice'])('%s conforms with single answers written alone', (name) => conforms(name, 'single'));
});
