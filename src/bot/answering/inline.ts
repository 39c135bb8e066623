// Inline mode: "@bot btc" typed in any chat is answered with cards to send there; nothing of anybody's account.
import { sleep, type Clock } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { Rich, UserId } from '../../model/message.js';
import { findLanguage } from '../../text/index.js';
import { isAllowed, type AllowedUsers } from '../access.js';
import { BoundedMap } from '../../pacing/boundedMap.js';
import { errorName } from '../errorName.js';
import type { InboundRate } from '../receiving/inboundRate.js';
import { toEntities } from '../sending/reply.js';
import { messageTextLimit, shorten } from '../sending/splitRich.js';
import type { TelegramApi } from '../telegram/telegramApi.js';

/** One card to choose: what the list shows, and what is sent when it is chosen. */
export interface InlineCard {
  /** 1 to 64 bytes, its own among the cards of one answer. */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly text: Rich;
}

export interface InlineParts {
  readonly api: TelegramApi;
  readonly allowedUsers: AllowedUsers;
  readonly rate: InboundRate;
  readonly clock: Clock;
  readonly log: Log;
  /** The language of a person: `tag` is that of their Telegram, where this bot speaks it. */
  languageOf(userId: UserId, tag: string | undefined): string;
  /** Cards for what was typed, best first; the same for everybody of one language. */
  cards(typed: string, language: string): Promise<readonly InlineCard[]>;
}

export const inlineCardsLimit = 10;
/** Prices are older than this at once; Telegram asks again then. */
const cacheSeconds = 10;
/** A person types on, and Telegram forgets a query after 30 s (PLATFORM.md 1.6). */
const cardsTimeoutMs = 5_000;
const answerTimeoutMs = 5_000;
/** Queries being answered; more are left to time out. */
const underWayLimit = 50;
/** Different words and languages whose cards are kept for as long as Telegram keeps them, so that many who ask cause one read. */
const keptLimit = 200;

interface InlineQuery {
  readonly id: string;
  readonly userId: UserId;
  /** Of the asker's Telegram, where this bot speaks it. */
  readonly language: string | undefined;
  readonly typed: string;
}

/** Takes a batch of updates, answers the inline queries among them in the background and passes over the rest. Never throws. */
export function createInline(parts: InlineParts): (updates: readonly unknown[]) => void {
  const { clock } = parts;
  const kept = new BoundedMap<string, { readonly at: number; readonly cards: readonly InlineCard[] }>(keptLimit);
  let underWay = 0;

  async function cardsFor(typed: string, language: string): Promise<readonly InlineCard[]> {
    const words = `${language} ${typed.toLowerCase()}`;
    const known = kept.get(words);
    if (known !== undefined && clock.monotonic() - known.at < cacheSeconds * 1000) return known.cards;
    const late = sleep(clock, cardsTimeoutMs).then(() => undefined);
    const cards = await Promise.race([parts.cards(typed, language), late]);
    if (cards !== undefined) kept.set(words, { at: clock.monotonic(), cards });
    return cards ?? [];
  }

  async function answer(query: InlineQuery): Promise<void> {
    const isKnown = isAllowed(parts.allowedUsers, query.userId);
    const cards = isKnown ? await cardsFor(query.typed, parts.languageOf(query.userId, query.language)) : [];
    // Telegram keeps the answer for this person alone: another may speak another language, or be a stranger.
    const payload = { inline_query_id: query.id, results: cards.slice(0, inlineCardsLimit).map(toResult), cache_time: cacheSeconds, is_personal: true };
    await parts.api.call('answerInlineQuery', payload, { timeoutMs: answerTimeoutMs });
  }

  return (updates) => {
    for (const update of updates) {
      const query = readQuery(update);
      if (query === undefined || underWay >= underWayLimit || !parts.rate.admit(query.userId, 'inline')) continue;
      underWay += 1;
      void answer(query)
        .catch((error: unknown) => parts.log.warn('inline query not answered', { error: errorName(error) }))
        .finally(() => { underWay -= 1; });
    }
  };
}

function readQuery(update: unknown): InlineQuery | undefined {
  const query = field(update, 'inline_query');
  const [id, typed, from] = [field(query, 'id'), field(query, 'query'), field(query, 'from')];
  const userId = field(from, 'id');
  const isWhole = typeof id === 'string' && typeof typed === 'string' && typeof userId === 'number' && Number.isSafeInteger(userId) && field(from, 'is_bot') !== true;
  return isWhole ? { id, userId, language: findLanguage(field(from, 'language_code')), typed: typed.trim() } : undefined;
}

const field = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined);

function toResult({ id, title, about, text }: InlineCard): object {
  const shown = shorten(text, messageTextLimit);
  return {
    type: 'article', id, title, description: about,
    input_message_content: { message_text: shown.text, entities: toEntities(shown, true), link_preview_options: { is_disabled: true } },
  };
}
