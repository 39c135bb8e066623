// How far a MarkdownV2 text has been read: the plain text so far and the entities still open.
import type { Entity, EntityType } from './entity.js';

/** `name` is what Telegram's error texts call the entity; `end` is the mark that closes it. */
export interface OpenMark {
  name: string;
  type?: EntityType;
  end: string;
  language?: string;
  offset: number;
  sourceAt: number;
}

/** What has been read so far. `canQuote` is true where a `>` would start or continue a quotation. */
export interface MarkdownReading {
  readonly source: string;
  at: number;
  text: string;
  entities: Entity[];
  open: OpenMark[];
  inQuote: boolean;
  canQuote: boolean;
}
