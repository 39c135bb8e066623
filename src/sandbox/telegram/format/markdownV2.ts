// Telegram's MarkdownV2: text with marks in, plain text with entities out, or the 400 Telegram would answer.
import { sortEntities, type FormattedText } from './entity.js';
import { byteOffset, cannotParse } from './parsing.js';
import { addMarkedLink, readMarkdownUrl } from './markdownLink.js';
import { openMark } from './markdownMark.js';
import type { MarkdownReading, OpenMark } from './markdownReading.js';

const reservedInText = '_*[]()~`>#+-=|{}.!\n';
const reservedInCode = '`';

/** Parses MarkdownV2 (PLATFORM.md 1.7). Throws the 400 with Telegram's own text. */
export function parseMarkdownV2(source: string): FormattedText {
  const reading: MarkdownReading = { source, at: 0, text: '', entities: [], open: [], inQuote: false, canQuote: true };
  while (reading.at < source.length) readNext(reading);
  if (reading.inQuote) endQuoteAtEndOfText(reading);
  const unclosed = reading.open.at(-1);
  if (unclosed !== undefined) throw endMissing(reading, unclosed);
  return { text: reading.text, entities: sortEntities(reading.entities) };
}

function readNext(reading: MarkdownReading): void {
  const { source, at } = reading;
  const character = source.charAt(at);
  if (character === '\\' && isEscapable(source.charAt(at + 1))) {
    appendText(reading, source.charAt(at + 1));
    reading.at += 2;
  } else if (!reserved(reading).includes(character)) {
    appendText(reading, character, false);
    reading.at++;
  } else if (endsMark(reading, character)) closeMark(reading, character);
  else openMark(reading, character);
}

function appendText(reading: MarkdownReading, character: string, newlineQuotes = true): void {
  reading.text += character;
  if (character !== '\r') reading.canQuote = newlineQuotes && character === '\n';
}

function isEscapable(character: string): boolean {
  return character !== '' && character >= '\u0001' && character <= '\u007e';
}

function reserved(reading: MarkdownReading): string {
  const name = reading.open.at(-1)?.name;
  return name === 'Code' || name === 'Pre' || name === 'PreCode' ? reservedInCode : reservedInText;
}

function endsMark(reading: MarkdownReading, character: string): boolean {
  const top = reading.open.at(-1);
  if (top === undefined) return false;
  const { source, at } = reading;
  if (reading.inQuote && character === '\n' && source[at + 1] !== '>') return true;
  if (top.name === 'Italic') return character === '_' && source[at + 1] !== '_';
  return top.end !== '' && source.startsWith(top.end, at);
}

function closeMark(reading: MarkdownReading, character: string): void {
  if (character === '\n') {
    closeQuote(reading);
    return;
  }
  const mark = reading.open.at(-1);
  if (mark === undefined) return;
  if (mark.name === 'TextUrl' || mark.name === 'CustomEmoji') {
    addMarkedLink(reading, mark, readMarkdownUrl(reading, mark));
  } else {
    reading.at += mark.end.length;
    addRange(reading, mark);
  }
  reading.open.pop();
}

function closeQuote(reading: MarkdownReading): void {
  const expandable = dropExpandMark(reading);
  const mark = reading.open.at(-1);
  if (mark?.name !== 'BlockQuote') throw mark === undefined ? cannotParse('') : endMissing(reading, mark);
  reading.open.pop();
  reading.text += '\n';
  reading.at++;
  reading.inQuote = false;
  reading.canQuote = true;
  addQuote(reading, mark, expandable);
}

/** A spoiler opened right before the line end is the `||` that makes a quotation expandable. */
function dropExpandMark(reading: MarkdownReading): boolean {
  const mark = reading.open.at(-1);
  if (mark?.name !== 'Spoiler') return false;
  const justOpened = mark.sourceAt === reading.at - 2
    || (mark.sourceAt === reading.at - 3 && reading.text.endsWith('\r'));
  if (justOpened) reading.open.pop();
  return justOpened;
}

function endQuoteAtEndOfText(reading: MarkdownReading): void {
  let mark = reading.open.at(-1);
  const expandable = mark?.name === 'Spoiler' && mark.sourceAt === reading.source.length - 2;
  if (expandable) {
    reading.open.pop();
    mark = reading.open.at(-1);
  }
  if (mark?.name !== 'BlockQuote') return;
  reading.open.pop();
  if (reading.text.length > mark.offset) addQuote(reading, mark, expandable);
}

function addQuote(reading: MarkdownReading, mark: OpenMark, expandable: boolean): void {
  const type = expandable ? 'expandable_blockquote' : 'blockquote';
  reading.entities.push({ type, offset: mark.offset, length: reading.text.length - mark.offset });
}

function addRange(reading: MarkdownReading, mark: OpenMark): void {
  const length = reading.text.length - mark.offset;
  if (length === 0 || mark.type === undefined) return;
  const language = mark.language === undefined ? {} : { language: mark.language };
  reading.entities.push({ type: mark.type, offset: mark.offset, length, ...language });
}

function endMissing(reading: MarkdownReading, mark: OpenMark): Error {
  return cannotParse(`Can't find end of ${mark.name} entity at byte offset ${byteOffset(reading.source, mark.sourceAt)}`);
}
