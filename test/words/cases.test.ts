// Sentences that people type, by their ids: what follows the verb, read as what follows /buy or /sell.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { Side } from '../../src/model/trading/order.js';
import { parseOrder, type ParsedOrder } from '../../src/words/parseOrder.js';

interface Row {
  readonly id: string;
  readonly text: string;
  readonly right: { readonly do?: string; readonly as?: string; readonly ask?: string; readonly not?: string; readonly offers?: readonly string[] };
}

const rows = JSON.parse(readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), '../fixtures/cases/words.json'), 'utf8')) as readonly Row[];
const verbs: Readonly<Record<string, Side>> = { buy: 'buy', koop: 'buy', thenga: 'buy', sell: 'sell', verkoop: 'sell', thengisa: 'sell' };
const coins: Readonly<Record<string, string>> = { bitcoin: 'btc', ethereum: 'eth' };

/** The words behind the verb, where the sentence begins with one; the verbs themselves are read elsewhere. */
function behindVerb(text: string): { readonly side: Side; readonly rest: string } | undefined {
  const [verb = '', ...rest] = text.replace(/^\//, '').split(' ');
  const side = verbs[verb.toLowerCase()];
  return side === undefined ? undefined : { side, rest: rest.join(' ') };
}

const inCode = (parsed: ParsedOrder): unknown => (parsed.kind === 'order' ? { ...parsed.words, coin: coins[parsed.words.coin] ?? parsed.words.coin, isBare: undefined } : parsed);

const begun = rows.flatMap((row) => { const found = behindVerb(row.text); return found === undefined ? [] : [{ ...row, ...found }]; });
const of = (wanted: (right: Row['right']) => boolean) => begun.filter(({ right }) => wanted(right));

describe('a sentence that is an order', () => {
  it.each(of((right) => right.do !== undefined))('$id “$text” is read as $right.as', ({ side, rest, right }) => {
    expect(inCode(parseOrder(rest, side))).toEqual(inCode(parseOrder((right.as ?? '').replace(/^\/\w+ /, ''), side)));
  });
});

/** Asked where the funds are known, or where the coin is. */
const askedLater: ReadonlySet<string> = new Set(['ask-022', 'ask-024', 'ask-025']);

describe('a sentence that is asked', () => {
  it.each(of((right) => ['unit', 'number', 'price', 'two'].includes(right.ask ?? '')).filter(({ id, text }) => !askedLater.has(id) && !/ and buy /.test(text)))('$id “$text” is asked, with what was typed', ({ side, rest, right }) => {
    const parsed = parseOrder(rest, side);
    expect(parsed.kind).toBe('ask');
    const offered = parsed.kind === 'ask' ? parsed.choices.map((choice) => `${choice.unit === 'rand' ? 'R' : ''}${choice.value} ${choice.coin ?? parsed.coin}`.toUpperCase()) : [];
    for (const offer of right.offers ?? []) expect(offered.join(' | ')).toMatch(new RegExp(offer));
  });

  it.each(begun.filter(({ id }) => askedLater.has(id)))('$id “$text” is a bare number, which the funds decide', ({ side, rest }) => {
    expect(parseOrder(rest, side)).toMatchObject({ kind: 'order', words: { isBare: true } });
  });
});

describe('a sentence with a number that is none', () => {
  it.each(of((right) => right.not === 'number').filter(({ text }) => !/between|about/.test(text)))('$id “$text” is no order', ({ side, rest }) => {
    expect(parseOrder(rest, side).kind).toBe('wrong');
  });
});
