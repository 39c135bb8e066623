// Cuts a text too long for one message into several, at line ends, with its marks cut along.
import type { Mark, Rich } from '../../model/message.js';

/** Telegram counts code points; UTF-16 units are never fewer, so this is always safe (PLATFORM.md 1.4). */
export const messageTextLimit = 4096;

/** Pieces in order, each at most `limit` UTF-16 units (2 or more); only white space at the cuts is dropped. */
export function splitRich(rich: Rich, limit = messageTextLimit): readonly Rich[] {
  if (rich.text.length <= limit) return [rich];
  const pieces: Rich[] = [];
  let from = 0;
  while (from < rich.text.length) {
    const end = cutAt(rich.text, from, limit);
    if (rich.text.slice(from, end).trim() !== '') pieces.push(slice(rich, from, end));
    from = end;
    if (rich.text[from] === '\n') from += 1;
  }
  return pieces.length === 0 ? [{ text: '', marks: [] }] : pieces;
}

/** The first piece, ending in an ellipsis when more was there: for an edit, which is one message. */
export function shorten(rich: Rich, limit = messageTextLimit): Rich {
  if (rich.text.length <= limit) return rich;
  const kept = slice(rich, 0, cutAt(rich.text, 0, limit - 2));
  return { text: `${kept.text}\n…`, marks: kept.marks };
}

function cutAt(text: string, from: number, limit: number): number {
  if (text.length - from <= limit) return text.length;
  const line = text.lastIndexOf('\n', from + limit);
  if (line > from) return line;
  const hard = from + limit;
  const low = text.charCodeAt(hard);
  // Never between the two halves of a surrogate pair.
  return low >= 0xdc00 && low <= 0xdfff ? hard - 1 : hard;
}

function slice(rich: Rich, from: number, end: number): Rich {
  const marks = rich.marks.flatMap((mark): Mark[] => {
    const start = Math.max(mark.offset, from);
    const stop = Math.min(mark.offset + mark.length, end);
    return stop > start ? [{ ...mark, offset: start - from, length: stop - start }] : [];
  });
  return { text: rich.text.slice(from, end), marks };
}
