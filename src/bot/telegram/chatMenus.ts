// The command menu of one chat in the language its user has chosen: without it Telegram shows that of the phone's language.
import type { Log } from '../../model/log.js';
import type { UserId } from '../../model/message.js';
import type { Store } from '../../storage/store.js';
import type { Command } from '../command.js';
import { toMenu } from './startUp.js';
import type { TelegramApi } from './telegramApi.js';
import { TelegramFailure } from './telegramFailure.js';

export interface ChatMenusParts {
  readonly api: TelegramApi;
  readonly store: Pick<Store, 'all' | 'read' | 'onChange'>;
  readonly commands: readonly Command<never>[];
  readonly log: Log;
}

/** Follows every user's language from now on; the function returned ends it. A menu that cannot be set is logged and left. */
export function followLanguages({ api, store, commands, log }: ChatMenusParts): () => void {
  /** One entry a user, as the store has. */
  const shown = new Map<UserId, string>([...store.all()].map((record) => [record.id, record.settings.language]));
  return store.onChange((userId) => {
    const record = store.read(userId);
    if (record === undefined) { shown.delete(userId); return; }
    const { chatId, settings: { language } } = record;
    const before = shown.get(userId);
    shown.set(userId, language);
    // A new user's language is the phone's: the menu of that language stands already.
    if (before === undefined || before === language) return;
    api.call('setMyCommands', { commands: toMenu(commands, language), scope: { type: 'chat', chat_id: chatId } })
      .catch((error: unknown) => log.warn('command menu of a chat not set', { userId, code: error instanceof TelegramFailure ? error.code : 0 }));
  });
}
