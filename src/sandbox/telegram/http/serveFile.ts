// Serves /file/bot<token>/<file_path>, where a bot reads what getFile named.
import type { ServerResponse } from 'node:http';
import type { StoredFile } from '../state/chats.js';
import type { TelegramState } from '../state/telegramState.js';

/** The file_path of a file: its folder tells the kind, as with Telegram. */
export const toFilePath = ({ kind, fileId }: StoredFile): string => `${kind === 'photo' ? 'photos' : 'documents'}/${fileId}`;

/** Answers a download; 404 as JSON for a wrong token or a file nobody has sent. */
export function serveFile(path: string, response: ServerResponse, state: TelegramState): void {
  const [, token, fileId = ''] = /^\/file\/bot([^/]+)\/(?:photos|documents)\/([\w-]+)$/.exec(decodeURIComponent(path)) ?? [];
  const file = token === state.token ? state.chats.findFile(fileId) : undefined;
  if (file === undefined) response.writeHead(404, { 'Content-Type': 'application/json' }).end(JSON.stringify({ ok: false, error_code: 404, description: 'Not Found' }));
  else response.writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Length': file.bytes.length }).end(file.bytes);
}
