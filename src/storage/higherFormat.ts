// What a later version of this program wrote: it is recognised, refused with one sentence, and left as it is.
import { AppError } from '../model/errors.js';

/** `message` is that sentence. Nothing was changed, renamed or set aside. */
export class HigherFormatError extends AppError {
  override readonly name = 'HigherFormatError';

  constructor(what: string, readonly format: number, readonly known: number) {
    super(`${what} was written by a later version of this program (format ${format}; this one knows ${known}): start that version, or restore a backup that this one made.`);
  }
}

/** All that is promised of formats to come: the text is an object that names its format first, a store's after its engine. The rest may be anything. */
const opening = /^\s*\{\s*(?:"engine"\s*:\s*"[^"]*"\s*,\s*)?"format"\s*:\s*([1-9]\d{0,14})\s*[,}]/;
/** That much of a text is looked at. */
const openingLength = 200;

/** Looks at a text that is not of the format known; what names no higher one is damage, which is for the caller to say. @throws HigherFormatError */
export function refuseHigherFormat(what: string, bytes: Buffer, known: number): void {
  const format = Number(opening.exec(bytes.subarray(0, openingLength).toString('latin1'))?.[1] ?? 0);
  if (format > known) throw new HigherFormatError(what, format, known);
}
