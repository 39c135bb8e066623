// Telegram's own parser (TDLib, offline) as the judge of ours: same verdict, same text, same entities.
import { createRequire } from 'node:module';
import type { Entity } from '../../../src/sandbox/telegram/format/entity.js';

interface TdType { _: string; language?: string; url?: string; user_id?: number; custom_emoji_id?: string; unix_time?: number; formatting_type?: TdFormat }
interface TdFormat { _: string; time_precision?: { _: string }; date_precision?: { _: string }; show_day_of_week?: boolean }
type TdAnswer =
  | { _: 'error'; message: string }
  | { _: 'formattedText'; text: string; entities: { offset: number; length: number; type: TdType }[] };

const require = createRequire(import.meta.url);
const tdl = require('tdl') as { configure: (options: unknown) => void; execute: (request: unknown) => TdAnswer };
const { getTdjson } = require('prebuilt-tdlib') as { getTdjson: () => string };
tdl.configure({ tdjson: getTdjson(), verbosityLevel: 0 });

const modes = {
  HTML: { _: 'textParseModeHTML' },
  MarkdownV2: { _: 'textParseModeMarkdown', version: 2 },
  Markdown: { _: 'textParseModeMarkdown', version: 1 },
};

export type ParseMode = keyof typeof modes;
export type Verdict = { refused: string } | { text: string; entities: Entity[] };

/** What Telegram makes of a text; the refusal without its "Can't parse entities: ". */
export function judge(text: string, mode: ParseMode): Verdict {
  const answer = tdl.execute({ _: 'parseTextEntities', text, parse_mode: modes[mode] });
  if (answer._ === 'error') return { refused: answer.message.replace(/^Can't parse entities: /, '') };
  return { text: answer.text, entities: answer.entities.map(({ offset, length, type }) => ({ offset, length, ...botApiType(type) })) };
}

const names: Record<string, Entity['type']> = {
  Bold: 'bold', Italic: 'italic', Underline: 'underline', Strikethrough: 'strikethrough', Spoiler: 'spoiler',
  BlockQuote: 'blockquote', ExpandableBlockQuote: 'expandable_blockquote', Code: 'code', Pre: 'pre', PreCode: 'pre',
  TextUrl: 'text_link', MentionName: 'text_mention', CustomEmoji: 'custom_emoji', DateTime: 'date_time',
};

function botApiType(type: TdType): Omit<Entity, 'offset' | 'length'> {
  const name = names[type._.replace('textEntityType', '')];
  if (name === undefined) throw new Error(`no Bot API name for ${type._}`);
  const format = dateFormat(type.formatting_type);
  return {
    type: name,
    ...(type.language === undefined ? {} : { language: type.language }),
    ...(type.url === undefined ? {} : { url: type.url }),
    ...(type.user_id === undefined ? {} : { user: { id: type.user_id, is_bot: false, first_name: '' } }),
    ...(type.custom_emoji_id === undefined ? {} : { custom_emoji_id: type.custom_emoji_id }),
    ...(type.unix_time === undefined ? {} : { unix_time: type.unix_time }),
    ...(format === '' ? {} : { date_time_format: format }),
  };
}

function dateFormat(format: TdFormat | undefined): string {
  if (format === undefined) return '';
  if (format._ === 'dateTimeFormattingTypeRelative') return 'r';
  const letter = (precision: { _: string } | undefined, short: string): string =>
    ({ Short: short, Long: short.toUpperCase() })[precision?._.replace('dateTimePartPrecision', '') ?? ''] ?? '';
  return (format.show_day_of_week === true ? 'w' : '') + letter(format.date_precision, 'd') + letter(format.time_precision, 't');
}
