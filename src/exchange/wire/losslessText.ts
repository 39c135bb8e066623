// Reads JSON text without losing a digit: numbers arrive as their own decimal text.
import { parse } from 'lossless-json';

const keepText = (text: string): string => text;

/**
 * Parses JSON; every number becomes the string it was written as. A repeated key keeps its last value, as JSON.parse does.
 * @throws SyntaxError for what is not JSON, RangeError for nesting deeper than the stack.
 */
export function parseLossless(text: string): unknown {
  return parse(text, null, { parseNumber: keepText, onDuplicateKey: ({ newValue }) => newValue });
}

/** More than 15 digits, or an exponent of three: what JSON.parse would bend. May also match text that is no number, which only costs time. */
const bendable = /\d{16}|\d[\d.]{16}|\d[eE][+-]?\d{3}/;

/** Nothing the exchange sends nests deeper than five; a megabyte of brackets would hold everyone else up. */
const depthLimit = 64;
/** Shorter texts cost too little to be looked at first. */
const harmlessLength = 4_096;

/** Brackets inside strings count too, which only errs on the safe side. */
function nestsTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > depthLimit) return true;
  }
  return false;
}

/**
 * Parses JSON the fast way where no number in it can lose a digit; numbers may then be JS numbers, exact in their shortest text.
 * @throws as parseLossless; RangeError for a long text nested deeper than 64.
 */
export function parseExact(text: string): unknown {
  if (text.length > harmlessLength && nestsTooDeep(text)) throw new RangeError('nested too deep');
  return bendable.test(text) ? parseLossless(text) : (JSON.parse(text) as unknown);
}
