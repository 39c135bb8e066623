// Reads the words of /alert: what to watch, where it fires, and whether it repeats. Each kind reads its own (alerts/).
import { defaultBand, defaultEveryMs } from '../model/alert.js';
import type { Decimal } from '../model/money.js';
import { alertTexts, type TypedWords } from './alerts/index.js';
import { usualWindowMs } from './alerts/percentMove.js';
import { withNumber, type ParsedAs } from './alerts/typedAlert.js';
import { hasUnseen } from '../words/digits.js';
import { filler } from '../words/lexicon/index.js';
import { readRepeat, readSpan } from '../words/parseSpan.js';
import { readPhrase } from '../words/phrase.js';
import { cut } from '../words/tokens.js';

/** A price or a move of which is not said whether up or down. */
export type SidelessWords =
  | { readonly kind: 'level'; readonly coin: string; readonly threshold: Decimal }
  | { readonly kind: 'move'; readonly coin: string; readonly percent: Decimal; readonly windowMs: number };

/** A coin alone asks what can be watched of it. */
export type AlertWords = { readonly kind: 'coin'; readonly coin: string } | SidelessWords | TypedWords;
export type ParsedAlert = ParsedAs<AlertWords>;

/** Longest words looked at, in characters; nothing sensible is longer. */
const wordsLimit = 200;
const repeatShape = /^(.*?) every\b ?(.*)$/i;
const coinShape = /^[^\d<>=%]+$/;
/** One word may hold digits: "1inch". */
const digitCoin = /^[a-z0-9]+$/i;

/** Parses what comes after "/alert", for example "btc > 900000 every 4h". */
export function parseAlert(rest: string): ParsedAlert {
  if (hasUnseen(rest)) return { kind: 'wrongNumber', number: 'price', why: 'invisible', typed: rest.trim() };
  const text = withoutFiller(rest.replace(/[\s\u00a0]+/gu, ' ').trim());
  if (text.length > wordsLimit) return { kind: 'wrong', why: 'noComparison' };
  const [, condition = text, tail] = repeatShape.exec(text) ?? [];
  const parsed = parseCondition(condition, tail === undefined ? '' : ` every ${tail}`.trimEnd());
  if (tail === undefined || parsed.kind !== 'alert') return parsed;
  const repeat = readRepeat(tail, { everyMs: defaultEveryMs, band: defaultBand });
  return typeof repeat === 'string' ? { kind: 'wrong', why: repeat } : { ...parsed, repeat };
}

/** Words that say nothing before and behind an alert: no alert begins or ends with one of them. */
function withoutFiller(text: string): string {
  const words = text.split(' ');
  const saysNothing = (word: string): boolean => filler.has(word.toLowerCase());
  const from = words.findIndex((word) => !saysNothing(word));
  return from < 0 ? text : words.slice(from, words.findLastIndex((word) => !saysNothing(word)) + 1).join(' ');
}

/** Words that may stand behind an alert and are looked past, at most. */
const leftoverLimit = 6;

/** The alert that an unread text begins with, and the words behind it; undefined where it begins with none. */
export function readBeginning(text: string): { readonly words: string; readonly left: string } | undefined {
  const words = text.split(/[\s\u00a0]+/u).filter((word) => word !== '');
  for (let end = words.length - 1; end > 1 && words.length - end <= leftoverLimit; end -= 1) {
    const kept = words.slice(0, end).join(' ');
    const parsed = parseAlert(kept);
    if (parsed.kind === 'ask' || (parsed.kind === 'alert' && parsed.words.kind !== 'coin')) return { words: kept, left: words.slice(end).join(' ') };
  }
  return undefined;
}

/** `tail` is what a choice of a number must keep after it. */
function parseCondition(text: string, tail: string): ParsedAlert {
  for (const kind of Object.values(alertTexts)) {
    const parsed = kind.parse(text, tail);
    if (parsed !== undefined) return parsed;
  }
  return parseSideless(text, tail) ?? (coinShape.test(text) ? { kind: 'alert', words: { kind: 'coin', coin: text } } : { kind: 'wrong', why: 'noComparison' });
}

/** Words between a coin and its price that say nothing of the side. */
const betweenWords: ReadonlySet<string> = new Set(['at', '@', 'hits', 'reaches', 'to', 'by', 'teen', '=']);

/** "btc 900k", "btc 5% 4h"; undefined where no number ends the words. */
function parseSideless(text: string, tail: string): ParsedAlert | undefined {
  const tokens = cut(text);
  const at = tokens.findIndex((token, index) => index > 0 && !token.glued && readPhrase(tokens, index)?.kind === 'number');
  const phrase = at < 0 ? undefined : readPhrase(tokens, at);
  const first = tokens[at];
  if (phrase?.kind !== 'number' || first === undefined) return undefined;
  const before = text.slice(0, first.start).trim().split(' ');
  const coin = (betweenWords.has(before.at(-1)?.toLowerCase() ?? '') ? before.slice(0, -1) : before).join(' ');
  const typed = text.slice(first.start, tokens[phrase.next - 1]?.end);
  const rest = text.slice(tokens[phrase.next - 1]?.end).trim();
  if (!coinShape.test(coin) && !digitCoin.test(coin)) return undefined;
  if (phrase.unit !== 'percent') return rest === '' ? withNumber({ typed, number: 'price', unit: 'zar', before: `${coin} `, after: tail }, (threshold) => ({ kind: 'level', coin, threshold })) : undefined;
  const windowMs = rest === '' ? usualWindowMs : readSpan(rest.replace(/^(?:in|within) /i, ''));
  if (windowMs === undefined) return { kind: 'wrong', why: 'badWindow' };
  return withNumber({ typed, number: 'percent', unit: '%', before: `${coin} `, after: `%${rest === '' ? '' : ` ${rest}`}${tail}` }, (percent) => ({ kind: 'move', coin, percent, windowMs }));
}
