// Reads the words of /alert: what to watch, where it fires, and whether it repeats. Each kind reads its own (alerts/).
import { defaultBand, defaultEveryMs } from '../model/alert.js';
import { alertTexts, type TypedWords } from './alerts/index.js';
import type { ParsedAs } from './alerts/typedAlert.js';
import { hasUnseen } from './reading/parseAmount.js';
import { readRepeat } from './reading/parseSpan.js';

/** A coin alone asks what can be watched of it. */
export type AlertWords = { readonly kind: 'coin'; readonly coin: string } | TypedWords;
export type ParsedAlert = ParsedAs<AlertWords>;

/** Longest words looked at, in characters; nothing sensible is longer. */
const wordsLimit = 200;
const repeatShape = /^(.*?) every\b ?(.*)$/i;
const coinShape = /^[^\d<>=%]+$/;

/** Parses what comes after "/alert", for example "btc > 900000 every 4h". */
export function parseAlert(rest: string): ParsedAlert {
  if (hasUnseen(rest)) return { kind: 'wrongNumber', number: 'price', why: 'invisible', typed: rest.trim() };
  const text = rest.replace(/[\s\u00a0]+/gu, ' ').trim();
  if (text.length > wordsLimit) return { kind: 'wrong', why: 'noComparison' };
  const [, condition = text, tail] = repeatShape.exec(text) ?? [];
  const parsed = parseCondition(condition, tail === undefined ? '' : ` every ${tail}`.trimEnd());
  if (tail === undefined || parsed.kind !== 'alert') return parsed;
  const repeat = readRepeat(tail, { everyMs: defaultEveryMs, band: defaultBand });
  return typeof repeat === 'string' ? { kind: 'wrong', why: repeat } : { ...parsed, repeat };
}

/** `tail` is what a choice of a number must keep after it. */
function parseCondition(text: string, tail: string): ParsedAlert {
  for (const kind of Object.values(alertTexts)) {
    const parsed = kind.parse(text, tail);
    if (parsed !== undefined) return parsed;
  }
  return coinShape.test(text) ? { kind: 'alert', words: { kind: 'coin', coin: text } } : { kind: 'wrong', why: 'noComparison' };
}
