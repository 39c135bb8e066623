// Who may use the bot: the owner's list of Telegram user ids, or everyone.
import type { UserId } from '../model/message.js';

export type AllowedUsers = 'everyone' | ReadonlySet<UserId>;

export const isAllowed = (allowed: AllowedUsers, userId: UserId): boolean => allowed === 'everyone' || allowed.has(userId);
