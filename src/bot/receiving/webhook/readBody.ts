// Reads the body of one request to the webhook, up to what an update can be, and what it holds.
import type { IncomingMessage } from 'node:http';
import { readUpdateId } from '../../incoming.js';

/** Telegram's updates stay far below (RELIABILITY.md 1.5). */
export const bodyBytesLimit = 1_048_576;

/** The body; or why there is none: it is larger than the limit and was not read further, or its connection ended before it did. */
export function readBody(request: IncomingMessage): Promise<Buffer | 'tooLarge' | 'broken'> {
  if (Number(request.headers['content-length'] ?? 0) > bodyBytesLimit) return Promise.resolve('tooLarge');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= bodyBytesLimit) {
        chunks.push(chunk);
        return;
      }
      request.pause();
      chunks.length = 0;
      resolve('tooLarge');
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    for (const event of ['error', 'close']) request.once(event, () => resolve('broken'));
  });
}

/** An update of any content with its number, or undefined for bytes that are none. */
export function parseUpdate(body: Buffer): { readonly id: number; readonly update: unknown } | undefined {
  try {
    const update: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    const id = readUpdateId(update);
    return id === undefined ? undefined : { id, update };
  } catch {
    return undefined;
  }
}
