// What is asked of and told to Telegram before the first update: who we are, the command menu, and before polling no webhook.
import { sleep, type Clock, type Random } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import { defaultLanguage } from '../../model/user.js';
import { languages, speak } from '../../text/index.js';
import { BotStartError } from '../botErrors.js';
import type { Command } from '../command.js';
import type { TelegramApi } from './telegramApi.js';
import { askAgainMs, isBadToken, TelegramFailure } from './telegramFailure.js';

export interface StartUpParts {
  readonly api: TelegramApi;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** True when the bot is to stop: then trying ends. */
  isStopping(): boolean;
}

/** What getMe says of the bot. */
export interface BotAccount {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
  readonly takesInlineQueries: boolean;
}

interface NamedBot {
  readonly id: number;
  readonly username: string;
  readonly first_name: unknown;
  readonly supports_inline_queries: unknown;
}

const commandsLimit = 100;
const descriptionLimit = 256;

/**
 * Tries until Telegram answers; undefined when stopped meanwhile.
 * @throws BotStartError when Telegram does not know the token.
 */
export async function askWhoWeAre(parts: StartUpParts): Promise<BotAccount | undefined> {
  const answer = await untilAnswered(parts, 'getMe', {});
  if (answer === undefined) return undefined;
  // An answer that names no bot is none (answerShapes.ts).
  const { id, username, first_name: firstName, supports_inline_queries: takesInlineQueries } = answer as NamedBot;
  return { id, username, firstName: typeof firstName === 'string' ? firstName : username, takesInlineQueries: takesInlineQueries === true };
}

/**
 * A webhook that is set would make every poll fail; updates that wait are kept. Failing is harmless: where a webhook does
 * stay, the first poll says so.
 */
export async function removeWebhook(parts: StartUpParts): Promise<void> {
  const { log } = parts;
  try {
    await askSometimes(parts, 'deleteWebhook', { drop_pending_updates: false });
  } catch (error) {
    log.warn('webhook not removed', { code: error instanceof TelegramFailure ? error.code : 0 });
  }
}

/** Shows the commands in Telegram's menu, in every language there is; groups see only those that work there. Failing is harmless. */
export async function setMenu(parts: StartUpParts, commands: readonly Command<never>[]): Promise<void> {
  for (const language of Object.keys(languages)) {
    const code = language === defaultLanguage ? {} : { language_code: language };
    const inGroups = commands.filter((command) => command.where === 'anywhere');
    try {
      await parts.api.call('setMyCommands', { commands: toMenu(inGroups, language), scope: { type: 'all_group_chats' }, ...code });
      await parts.api.call('setMyCommands', { commands: toMenu(commands, language), ...code });
    } catch (error) {
      parts.log.warn('command menu not set', { code: error instanceof TelegramFailure ? error.code : 0 });
    }
  }
}

export function toMenu(commands: readonly Command<never>[], language: string): readonly { command: string; description: string }[] {
  const say = speak(language);
  return commands.slice(0, commandsLimit).map(({ name, summary }) => ({ command: name, description: say(summary).text.slice(0, descriptionLimit) }));
}

/** Tries for what the start can do without. */
const triesLimit = 4;

/** Tries again, but not for ever, where no answer came; what Telegram itself refuses is not asked twice. @throws TelegramFailure */
export async function askSometimes(parts: StartUpParts, method: string, payload: object): Promise<unknown> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await parts.api.call(method, payload);
    } catch (error) {
      const isRefused = error instanceof TelegramFailure && error.kind === 'answered' && error.code < 500 && error.code !== 429;
      if (isRefused || failures >= triesLimit || parts.isStopping()) throw error;
      await waitToAskAgain(parts, method, error, failures);
    }
  }
}

/**
 * Tries until Telegram answers; undefined when stopped meanwhile.
 * @param refused the error for a no that trying again would not change.
 * @throws BotStartError when Telegram does not know the token, and what `refused` gives.
 */
export async function untilAnswered(
  parts: StartUpParts, method: string, payload: object, refused?: (failure: TelegramFailure) => BotStartError | undefined,
): Promise<unknown> {
  // No limit on tries: without Telegram there is nothing else to do, and each wait is logged.
  for (let failures = 1; !parts.isStopping(); failures += 1) {
    try {
      return await parts.api.call(method, payload);
    } catch (error) {
      if (!(error instanceof TelegramFailure)) throw error;
      if (isBadToken(error)) throw new BotStartError('Telegram does not know this BOT_TOKEN: copy it again from BotFather into the settings.', { cause: error });
      const refusal = refused?.(error);
      if (refusal !== undefined) throw refusal;
      await waitToAskAgain(parts, method, error, failures);
    }
  }
  return undefined;
}

async function waitToAskAgain(parts: StartUpParts, method: string, error: unknown, failures: number): Promise<void> {
  const failure = error instanceof TelegramFailure ? error : undefined;
  const waitMs = askAgainMs(failure, failures, parts.random);
  parts.log.warn('telegram not reachable', { method, code: failure?.code ?? 0, reason: failure?.description.slice(0, 100) ?? 'unreadable', waitMs });
  await sleep(parts.clock, waitMs);
}
