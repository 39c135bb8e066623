// Sentences the bot says of its own accord when it does not handle an update; each at most once in a while per person.
import type { Clock } from '../../model/clock.js';
import type { ChatId, Rich, UserId } from '../../model/message.js';
import { BoundedMap } from '../../pacing/boundedMap.js';
import type { TelegramSender } from '../sending/telegramSender.js';

export type NoticeKind = 'stranger' | 'slowDown' | 'tooMany' | 'toast';

const everyMs: Readonly<Record<NoticeKind, number>> = { stranger: 600_000, slowDown: 60_000, tooMany: 60_000, toast: 5_000 };
const remembered = 10_000;

export interface Notices {
  /** True when it was not said to this person lately; it then counts as said. */
  isDue(userId: UserId, kind: NoticeKind): boolean;
  /** True when it was; counts nothing. */
  wasTold(userId: UserId, kind: NoticeKind): boolean;
  /** Says it unless it was said to this person lately; does not wait for it to arrive. */
  tell(userId: UserId, chatId: ChatId, kind: NoticeKind, text: Rich): void;
}

export function createNotices(sender: TelegramSender, clock: Clock): Notices {
  const told = new BoundedMap<string, number>(remembered);
  const wasTold = (userId: UserId, kind: NoticeKind): boolean => clock.monotonic() - (told.get(`${kind}:${userId}`) ?? -Infinity) < everyMs[kind];

  function isDue(userId: UserId, kind: NoticeKind): boolean {
    if (wasTold(userId, kind)) return false;
    told.set(`${kind}:${userId}`, clock.monotonic());
    return true;
  }

  return {
    isDue,
    wasTold,
    tell(userId, chatId, kind, text) {
      if (isDue(userId, kind)) void sender.send({ chatId, text, priority: 'reply' });
    },
  };
}
