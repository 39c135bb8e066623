// The character references Telegram's HTML knows: four names and the numeric ones, nothing else.

const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

export interface Reference { character: string; end: number; loneSurrogate: boolean }

/** Decodes the reference at `at` (an `&`), or undefined when the `&` is plain text (PLATFORM.md 1.7). */
export function readReference(source: string, at: number): Reference | undefined {
  const match = /^&(?:#x([0-9a-f]*)|#([0-9]*)|([a-z]*));?/i.exec(source.slice(at, at + 40));
  if (match === null) return undefined;
  const [whole, hex, decimal, name] = match;
  if (name !== undefined) {
    const character = names[name];
    return character === undefined ? undefined : { character, end: at + whole.length, loneSurrogate: false };
  }
  if (hex !== undefined && !source.startsWith('&#x', at)) return undefined;
  const digits = hex ?? decimal ?? '';
  const written = whole.endsWith(';') ? whole.length - 1 : whole.length;
  const code = digits === '' ? 0 : Number.parseInt(digits, hex === undefined ? 10 : 16);
  if (code === 0 || code >= 0x10ffff || written >= 10) return undefined;
  const loneSurrogate = code >= 0xd800 && code <= 0xdfff;
  return { character: String.fromCodePoint(code), end: at + whole.length, loneSurrogate };
}
