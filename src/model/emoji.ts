// Emoji, flags and keycaps as Unicode recommends them, the joined ones whole: in these alone a joiner, a selector or a tag is of use.

/** What has the form of one (UTS 51, section 1.4.9), in one pass: the list of those that are recommended costs a thousand comparisons for each letter. */
const formed = /\p{RI}{2}|\p{Emoji}(?:\p{EMod}|\ufe0f\u20e3?|[\u{e0020}-\u{e007e}]+\u{e007f})?(?:\u200d\p{Emoji}(?:\p{EMod}|\ufe0f)?)*/gu;
/** Recommended, each of them, without a look at the list. */
const plain = new RegExp('^(?:\\p{RI}{2}|\\p{EPres}|\\p{EBase}\\p{EMod}|(?!\\p{EPres})[\\p{Emoji}--[0-9#*]]\\ufe0f|[0-9#*]\\ufe0f\\u20e3)$', 'v');
const joined = /[\u200d\u{e007f}]/u;
const listed = new RegExp('^\\p{RGI_Emoji}$', 'v');
/** So many joined ones of a text are looked up in the list, which is what takes the time; further ones fall into their parts. */
export const joinedLimit = 40;

/** The text with each emoji as `shown` says, and everything between them as `otherwise` does, what only looks like one included. */
export function mapEmoji(text: string, shown: (emoji: string) => string, otherwise: (part: string) => string): string {
  let [done, from, lookups] = ['', 0, 0];
  const isEmoji = (part: string): boolean => plain.test(part) || (joined.test(part) && (lookups += 1) <= joinedLimit && listed.test(part));
  for (const { 0: part, index } of text.matchAll(formed)) {
    if (!isEmoji(part)) continue;
    done += `${otherwise(text.slice(from, index))}${shown(part)}`;
    from = index + part.length;
  }
  return done + otherwise(text.slice(from));
}

/** The text with a space for each emoji. */
export const withoutEmoji = (text: string): string => mapEmoji(text, () => ' ', (part) => part);
