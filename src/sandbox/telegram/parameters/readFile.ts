// The photo or document of a call: uploaded, attached by name, or sent before.
import { randomBytes } from 'node:crypto';
import type { Call, UploadedFile } from '../http/call.js';
import { badRequest } from '../refusal.js';
import type { StoredFile } from '../state/chats.js';
import type { TelegramState } from '../state/telegramState.js';
import { imageSize } from './imageSize.js';

const maxPhotoBytes = 10 * 1024 * 1024;
const maxDocumentBytes = 50 * 1024 * 1024;

/** `source` is the parameter's own value when no file came under its name. Throws 400 for what Telegram refuses (PLATFORM.md 1.4). */
export function readFile(call: Call, kind: 'photo' | 'document', source: string, state: TelegramState): StoredFile {
  const upload = call.files.get(kind) ?? attached(call, source);
  if (upload !== undefined) return toStoredFile(upload, kind);
  if (source === '') throw badRequest(`there is no ${kind} in the request`);
  if (/^https?:/i.test(source)) throw badRequest('failed to get HTTP URL content');
  const known = state.chats.findFile(source);
  if (known === undefined) throw badRequest('wrong remote file identifier specified: Wrong character in the string');
  if (known.kind !== kind) throw badRequest(`can't use file of type ${capital(known.kind)} as ${capital(kind)}`);
  return known;
}

function attached(call: Call, source: string): UploadedFile | undefined {
  if (!source.startsWith('attach://')) return undefined;
  const file = call.files.get(source.slice('attach://'.length));
  if (file === undefined) throw badRequest('file must be non-empty');
  return file;
}

/** A file with an id of its own. Throws 400 for what Telegram refuses (PLATFORM.md 1.4). */
export function toStoredFile({ fileName, contentType, bytes }: UploadedFile, kind: 'photo' | 'document'): StoredFile {
  if (bytes.length === 0) throw badRequest('file must be non-empty');
  const fileId = `${kind === 'photo' ? 'AgACAgQ' : 'BQACAgQ'}${randomBytes(18).toString('base64url')}`;
  const file = { fileId, kind, fileName: fileName === '' ? kind : fileName, contentType, bytes };
  if (kind === 'document') {
    if (bytes.length > maxDocumentBytes) throw badRequest('file is too big');
    return { ...file, width: 0, height: 0 };
  }
  if (bytes.length > maxPhotoBytes) throw badRequest('file is too big for a photo; the maximum size is 10485760 bytes');
  const size = imageSize(bytes);
  if (size === undefined) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = size;
  if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height)) throw badRequest('PHOTO_INVALID_DIMENSIONS');
  return { ...file, width, height };
}

function capital(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}
