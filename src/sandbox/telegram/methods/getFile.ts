// getFile: where a picture or document can be read from.
import { badRequest } from '../refusal.js';
import { toFilePath } from '../http/serveFile.js';
import type { Method } from './method.js';

/** Bots read no more than this (PLATFORM.md 1.4). */
const maxBytes = 20 * 1024 * 1024;

export const getFile: Method = {
  name: 'getFile',
  answer(call, state) {
    const file = state.chats.findFile(call.text('file_id'));
    if (file === undefined) throw badRequest('invalid file_id');
    if (file.bytes.length > maxBytes) throw badRequest('file is too big');
    return { result: { file_id: file.fileId, file_unique_id: `u${file.fileId}`, file_size: file.bytes.length, file_path: toFilePath(file) } };
  },
};
