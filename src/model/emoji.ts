// Emoji, flags and keycaps as Unicode recommends them, the joined ones whole: in these alone a joiner, a selector or a tag is of use.

/** Of a pattern with the flag v: one group. */
export const emojiShape = '(\\p{RGI_Emoji})';

const every = new RegExp(emojiShape, 'gv');

/** The text with a space for each emoji. */
export const withoutEmoji = (text: string): string => text.replace(every, ' ');
