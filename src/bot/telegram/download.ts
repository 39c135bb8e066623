// Fetches a picture that was sent to the bot: asks Telegram where it lies, then reads it, no more than is allowed.
import type { Clock } from '../../model/clock.js';
import { UserError } from '../../model/errors.js';
import type { Log } from '../../model/log.js';
import type { IncomingImage } from '../incoming.js';
import type { TelegramApi } from './telegramApi.js';
import { TelegramFailure } from './telegramFailure.js';

/** A phone's screenshot or photo is below this; what is decoded takes many times as much memory. */
export const pictureLimitBytes = 5 * 1024 * 1024;
const downloadTimeoutMs = 20_000;
/** Pictures held in memory at a time, those being looked at by their command included. */
export const picturesAtOnceLimit = 4;

export interface DownloadParts {
  readonly api: TelegramApi;
  /** The only host a picture is read from. */
  readonly apiUrl: string;
  readonly token: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Fetches a picture and gives its bytes to `use`; resolves with what that gives.
 * @throws UserError('surface.pictureTooBig' | 'surface.pictureNotFetched' | 'surface.picturesBusy') and whatever `use` throws.
 * No error and no log line holds the address: it contains the bot's token.
 */
export type Download = <T>(image: IncomingImage, use: (bytes: Uint8Array) => Promise<T>) => Promise<T>;

export function createDownload(parts: DownloadParts): Download {
  let atOnce = 0;
  return async (image, use) => {
    if (image.size !== undefined && image.size > pictureLimitBytes) throw tooBig();
    if (atOnce >= picturesAtOnceLimit) throw new UserError('surface.picturesBusy');
    atOnce += 1;
    try {
      return await use(await read(parts, image));
    } finally {
      atOnce -= 1;
    }
  };
}

async function read(parts: DownloadParts, { fileId }: IncomingImage): Promise<Uint8Array> {
  try {
    const file = await parts.api.call('getFile', { file_id: fileId });
    return await fetchBytes(parts, fileAddress(parts, file));
  } catch (error) {
    if (error instanceof UserError) throw error;
    parts.log.warn('picture not fetched', { code: error instanceof TelegramFailure ? error.code : 0 });
    throw new UserError('surface.pictureNotFetched');
  }
}

const tooBig = (): UserError => new UserError('surface.pictureTooBig', { limit: String(pictureLimitBytes / 1024 / 1024) });

/** A path as Telegram writes it, such as photos/file_1.jpg: nothing that could lead to another host or out of the bot's own folder. */
function fileAddress({ apiUrl, token }: DownloadParts, file: unknown): URL {
  const path = typeof file === 'object' && file !== null && 'file_path' in file ? file.file_path : undefined;
  if (typeof path !== 'string' || !/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(path)) throw new UserError('surface.pictureNotFetched');
  return new URL(`/file/bot${token}/${path}`, apiUrl);
}

async function fetchBytes({ clock }: DownloadParts, address: URL): Promise<Uint8Array> {
  const abort = new AbortController();
  const cancel = clock.after(downloadTimeoutMs, () => abort.abort());
  try {
    // A redirect could lead the token elsewhere.
    const response = await fetch(address, { signal: abort.signal, redirect: 'error' });
    if (!response.ok || response.body === null) throw new UserError('surface.pictureNotFetched');
    return await readLimited(response.body);
  } finally {
    cancel();
    abort.abort();
  }
}

async function readLimited(body: NonNullable<Response['body']>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > pictureLimitBytes) throw tooBig();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
