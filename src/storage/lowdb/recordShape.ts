// Whether what was read of a file is a user's record by its outer shape.
import type { UserRecord } from '../../model/user.js';

/** Of the record, whatever the file around it is. */
export const recordFormat = 1;

const objectFields = ['settings', 'account', 'drafts', 'alerts', 'messages'] as const;
const listFields = ['inbox', 'handled', 'outbox', 'delivered'] as const;

/** The outer shape only: a record whose check holds is one this program wrote, so its inside has been typed before. */
export function isUserRecord(value: unknown): value is UserRecord {
  if (!isObject(value) || value['format'] !== recordFormat) return false;
  return Number.isSafeInteger(value['id']) && Number.isSafeInteger(value['chatId'])
    && objectFields.every((name) => isObject(value[name]))
    && listFields.every((name) => Array.isArray(value[name]));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
