// The date_time entity: which times and which display formats Telegram accepts (Bot API 9.5).
import { badRequest } from '../refusal.js';
import type { Entity } from './entity.js';

type DateTimeFields = Pick<Entity, 'unix_time' | 'date_time_format'>;

/** Reads a display format: `r` alone, or any of w, d or D, t or T. Undefined when Telegram refuses it. */
export function readDateFormat(format: string): string | undefined {
  if (format === 'r' || format === '') return format;
  if (!/^[wdDtT]+$/.test(format)) return undefined;
  const part = (short: string, long: string): string =>
    format.includes(short) ? short : format.includes(long) ? long : '';
  return (format.includes('w') ? 'w' : '') + part('d', 'D') + part('t', 'T');
}

/** The entity fields of an HTML `tg-time` tag; undefined means the tag leaves plain text. Throws 400 on a wrong format. */
export function dateTimeOfTag(unix: string, format: string): DateTimeFields | undefined {
  const read = readDateFormat(format);
  if (read === undefined) throw badRequest("can't parse entities: Invalid date format used");
  const seconds = Number.parseInt(unix, 10) | 0;
  return seconds > 0 ? dateTimeFields(seconds, read) : undefined;
}

/** The entity fields of a `tg://time?unix=N&format=F` link, or undefined when it is not a valid one. */
export function dateTimeOfLink(parameters: URLSearchParams): DateTimeFields | undefined {
  const unix = parameters.get('unix') ?? '';
  const format = readDateFormat(parameters.get('format') ?? '');
  if (!/^\d+$/.test(unix) || format === undefined) return undefined;
  const seconds = Number(unix);
  return seconds > 0 && seconds < 2 ** 31 ? dateTimeFields(seconds, format) : undefined;
}

function dateTimeFields(seconds: number, format: string): DateTimeFields {
  return format === '' ? { unix_time: seconds } : { unix_time: seconds, date_time_format: format };
}
