// Finds what Telegram marks by itself in a text: commands, mentions, hashtags, cashtags, links and e-mail addresses.
import type { Entity, EntityType } from './entity.js';

/** Each pattern's first group is the entity; what stands before it is only looked at. */
const patterns: readonly { type: EntityType; pattern: RegExp }[] = [
  { type: 'url', pattern: /(?:^|(?<=[\s(<"']))(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/giu },
  { type: 'email', pattern: /(?<![\w.+-])([\w.+-]+@[\w-]+(?:\.[a-z]{2,})+)/giu },
  { type: 'bot_command', pattern: /(?<![\p{L}\p{N}_/<>])(\/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?)(?![\p{L}\p{N}_/@<>])/gu },
  { type: 'mention', pattern: /(?<![\p{L}\p{N}_@/])(@[a-zA-Z0-9_]{2,32})(?![\p{L}\p{N}_])/gu },
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_#])(#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*)/gu },
  { type: 'cashtag', pattern: /(?<![\p{L}\p{N}_$])(\$[A-Z]{3,8})(?![\p{L}\p{N}_$])/gu },
];

/** Adds what the text itself shows, leaving alone any stretch inside code or a link. */
export function withFoundEntities(text: string, given: readonly Entity[]): Entity[] {
  const taken = given.filter(({ type }) => ['code', 'pre', 'text_link', 'text_mention', 'custom_emoji'].includes(type));
  const found: Entity[] = [];
  for (const { type, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const entity: Entity = { type, offset: match.index, length: (match[1] ?? '').length };
      if (![...taken, ...found].some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  return [...given, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function overlap(a: Entity, b: Entity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
