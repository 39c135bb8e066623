// Digits that come after a code was asked for.
import type { CodeAsked } from '../user.js';

/** Codes of the exchange, its mailed pins and the user's own PIN, however they are grouped. */
const looksLikeCode = (text: string): boolean => /^\d{4,8}$/.test(text.replace(/[\s\u00a0-]/g, ''));

/** True where the text may be a code that was asked for lately; `now` is ms since 1970. */
export const isLateCode = (codeAsked: CodeAsked | undefined, text: string, now: number): boolean => codeAsked !== undefined && now < codeAsked.until && looksLikeCode(text);
