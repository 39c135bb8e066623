// A piece of formatting on a text, as the Bot API writes it, and the order Telegram keeps entities in.

export type EntityType =
  | 'mention' | 'hashtag' | 'cashtag' | 'bot_command' | 'url' | 'email' | 'phone_number'
  | 'bold' | 'italic' | 'underline' | 'strikethrough' | 'spoiler' | 'blockquote' | 'expandable_blockquote'
  | 'code' | 'pre' | 'text_link' | 'text_mention' | 'custom_emoji' | 'date_time';

/** Offsets and lengths count UTF-16 code units (PLATFORM.md 1.4). */
export interface Entity {
  type: EntityType;
  offset: number;
  length: number;
  url?: string;
  user?: { id: number; is_bot: boolean; first_name: string };
  language?: string;
  custom_emoji_id?: string;
  unix_time?: number;
  date_time_format?: string;
}

export interface FormattedText {
  text: string;
  entities: Entity[];
}

/** Outermost first when two entities cover the same characters. */
const nesting: Partial<Record<EntityType, number>> = {
  blockquote: 0, expandable_blockquote: 0, pre: 10, code: 20, text_link: 49, text_mention: 49,
  bold: 90, italic: 91, underline: 92, strikethrough: 93, spoiler: 94, custom_emoji: 99, date_time: 45,
};

/** Sorts by start, then longest first, then outermost first. Returns a new list. */
export function sortEntities(entities: readonly Entity[]): Entity[] {
  return [...entities].sort((a, b) =>
    a.offset - b.offset || b.length - a.length || depth(a) - depth(b));
}

function depth(entity: Entity): number {
  if (entity.type === 'pre' && entity.language === undefined) return 11;
  return nesting[entity.type] ?? 50;
}
