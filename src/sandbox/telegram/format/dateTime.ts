// The date_time entity: which display formats Telegram accepts (Bot API 9.5).

/** Reads a display format: `r` alone, or any of w, d or D, t or T. Undefined when Telegram refuses it. */
export function readDateFormat(format: string): string | undefined {
  if (format === 'r' || format === '') return format;
  if (!/^[wdDtT]+$/.test(format)) return undefined;
  const part = (short: string, long: string): string =>
    format.includes(short) ? short : format.includes(long) ? long : '';
  return (format.includes('w') ? 'w' : '') + part('d', 'D') + part('t', 'T');
}
