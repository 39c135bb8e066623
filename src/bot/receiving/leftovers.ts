// Handles again, at start, what was taken from Telegram and not finished when the program ended.
import type { Log } from '../../model/log.js';
import type { InboxRow, UserRecord } from '../../model/user.js';
import type { Store } from '../../storage/store.js';
import { speak } from '../../text/index.js';
import { isAllowed, type AllowedUsers } from '../access.js';
import type { Inbox } from './inbox.js';
import { readIncoming } from '../incoming.js';
import type { Intake } from './intake.js';
import type { TelegramSender } from '../sending/telegramSender.js';

export interface LeftoverParts {
  readonly store: Store;
  readonly inbox: Inbox;
  readonly intake: Intake;
  readonly sender: TelegramSender;
  readonly allowedUsers: AllowedUsers;
  readonly log: Log;
}

/** Puts every leftover update in its user's line, oldest first; resolves when all are in line, not when they are handled. */
export async function resumeLeftovers(parts: LeftoverParts): Promise<void> {
  const users = Array.from(parts.store.all()).filter((user) => user.inbox.length > 0);
  await Promise.all(users.map(async (user) => {
    for (const row of user.inbox) await resume(parts, user, row);
  }));
}

async function resume(parts: LeftoverParts, user: UserRecord, row: InboxRow): Promise<void> {
  const incoming = readIncoming(row.update);
  if (incoming === undefined || !isAllowed(parts.allowedUsers, user.id)) return parts.inbox.finish(user.id, row.updateId);
  if (await parts.inbox.retry(user.id, row)) {
    parts.intake.enqueue(incoming);
    return;
  }
  parts.log.error('update given up', { updateId: row.updateId, tries: row.tries });
  void parts.sender.send({ chatId: user.chatId, text: speak(user.settings.language)('bot.gaveUp'), priority: 'reply' });
}
