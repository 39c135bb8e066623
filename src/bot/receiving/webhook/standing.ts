// Whose webhook is set: what Telegram's getWebhookInfo says, read and judged.
import type { WebhookSettings } from './settings.js';

export interface WebhookInfo {
  /** '' for none. */
  readonly url: string;
  readonly hasCertificate: boolean;
  readonly pending: number;
  /** The last delivery that failed: seconds since 1970 as Telegram counts them, 0 for none. */
  readonly failedAt: number;
  readonly failure: string;
}

/**
 * ours: as this program sets it; earlier: this program's, or at its host, but not as now (PUBLIC_URL or MASTER_KEY has
 * changed); foreign: set by somebody else who holds the token; none: no webhook is set.
 */
export type Standing = 'ours' | 'earlier' | 'foreign' | 'none';

/** Reads an answer of any content. */
export function readWebhookInfo(answer: unknown): WebhookInfo {
  const fields = (typeof answer === 'object' && answer !== null ? answer : {}) as Readonly<Record<string, unknown>>;
  const { url, has_custom_certificate: certificate, pending_update_count: pending, last_error_date: failedAt, last_error_message: failure } = fields;
  return {
    url: typeof url === 'string' ? url : '',
    hasCertificate: certificate === true,
    pending: typeof pending === 'number' ? pending : 0,
    failedAt: typeof failedAt === 'number' ? failedAt : 0,
    failure: typeof failure === 'string' ? failure.slice(0, 200) : '',
  };
}

/** @param own absent where this program has no webhook of its own to know again. */
export function judgeStanding(info: Pick<WebhookInfo, 'url' | 'hasCertificate'>, own: WebhookSettings | undefined): Standing {
  if (info.url === '') return 'none';
  // We never give Telegram a certificate: with one, our own address can lead anywhere.
  if (info.hasCertificate || !URL.canParse(info.url) || own === undefined) return 'foreign';
  const { origin, pathname } = new URL(info.url);
  const isOurPath = pathname === own.pathAt(origin);
  if (origin === own.publicUrl) return isOurPath ? 'ours' : 'earlier';
  return isOurPath ? 'earlier' : 'foreign';
}

export const webhookUrl = (publicUrl: string, own: Pick<WebhookSettings, 'pathAt'>): string => `${publicUrl}${own.pathAt(publicUrl)}`;

/** The host alone: a path may be a secret of whoever set it. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'unreadable').slice(0, 100);
