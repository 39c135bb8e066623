// Letters of other alphabets that look like Latin ones: by them a name can pass for another.
import type { Rich } from '../model/message.js';
import type { Say } from './index.js';
import { oneLine, outside } from './outside.js';

/** Of Cyrillic, Greek, Armenian, Cherokee, Coptic and Lisu: those that a reader of Latin letters takes for one (Unicode TR 39, confusables). */
const alike: ReadonlySet<string> = new Set([
  'АВЕЅЗІЈКМНОРСТУХҮҒԌԚԜӀѴаеоѕіјрсухһԁԛԝӏѵүгԍ',
  'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳαικνορτυχϲ',
  'ՍՕՏԼՀօոսհցզքյ',
  'ᎪᏴᏟᎠᎬᎢᎫᏦᏞᎷᏢᎡᏚᏙᎳᏃᎻᏀ',
  'ⲀⲂⲈⲎⲒⲔⲘⲚⲞⲢⲤⲦⲬⲟⲣⲥⲭ',
  'ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ',
].flatMap((letters) => Array.from(letters)));
const latin = /\p{Script=Latin}/u;
/** Wide, bold, curly and circled Latin letters are none of another script and yet no usual ones. */
const dressed = /(?![A-Za-z])[\uff21-\uff3a\uff41-\uff5a\u{1d400}-\u{1d6a5}\u2102-\u2138\u24b6-\u24e9\u{1f130}-\u{1f189}]/u;
const word = /[\p{L}\p{M}\u24b6-\u24e9\u{1f130}-\u{1f189}]+/gu;

/** More of a text than any card shows, characters. */
const lookedLimit = 1000;

/**
 * The first word in which letters of another alphabet stand for Latin ones: beside Latin ones, or, where nothing in the text
 * tells it from a Latin word, alone. Undefined for names that are plainly of another script.
 */
export function lookAlike(text: string): string | undefined {
  const words = text.match(word) ?? [];
  const foreign = words.flatMap((one) => Array.from(one)).filter((letter) => /\p{L}/u.test(letter) && !latin.test(letter) && !dressed.test(letter));
  const allAlike = foreign.every((letter) => alike.has(letter));
  return words.find((one) => {
    const others = Array.from(one).filter((letter) => alike.has(letter));
    return dressed.test(one) || (others.length > 0 && (latin.test(one) || allAlike));
  });
}

/** The warning of the first such word in any of the texts, in the order of the card; nothing where there is none. */
export const lookAlikeLine = (say: Say, ...texts: readonly (string | undefined)[]): readonly Rich[] => warning(say, 'payout.lookAlike', texts);

/** The same in the few words that one entry of a list has room for. */
export const lookAlikeMark = (say: Say, ...texts: readonly (string | undefined)[]): readonly Rich[] => warning(say, 'payout.lookAlikeShort', texts);

function warning(say: Say, key: 'payout.lookAlike' | 'payout.lookAlikeShort', texts: readonly (string | undefined)[]): readonly Rich[] {
  const found = texts.flatMap((text) => (text === undefined ? [] : lookAlike(oneLine(text.slice(0, lookedLimit))) ?? []));
  return found.slice(0, 1).map((one) => say(key, { word: outside(one, 64) }));
}
