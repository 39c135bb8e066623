// Serves the chat page's own files and the pictures and documents of its chat.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TelegramState } from '../state/telegramState.js';

const pageFiles: Readonly<Record<string, { file: string; type: string }>> = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/page.css': { file: 'page.css', type: 'text/css; charset=utf-8' },
  '/page.js': { file: 'page.js', type: 'text/javascript; charset=utf-8' },
  '/entities.js': { file: 'entities.js', type: 'text/javascript; charset=utf-8' },
  '/bubble.js': { file: 'bubble.js', type: 'text/javascript; charset=utf-8' },
  '/composer.js': { file: 'composer.js', type: 'text/javascript; charset=utf-8' },
  '/commandMenu.js': { file: 'commandMenu.js', type: 'text/javascript; charset=utf-8' },
  '/notices.js': { file: 'notices.js', type: 'text/javascript; charset=utf-8' },
  '/presence.js': { file: 'presence.js', type: 'text/javascript; charset=utf-8' },
  '/sidePanel.js': { file: 'sidePanel.js', type: 'text/javascript; charset=utf-8' },
};

const safety = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'self'; img-src 'self' data:; style-src 'self'; connect-src 'self' ws:; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
};

/** Answers a GET of the page, one of its files, or /file/<file_id>. Anything else is 404. */
export async function servePage(path: string, response: ServerResponse, state: TelegramState): Promise<void> {
  const known = pageFiles[path];
  if (known !== undefined) {
    const bytes = await readFile(join(pageFolder(), known.file));
    response.writeHead(200, { ...safety, 'Content-Type': known.type }).end(bytes);
    return;
  }
  const file = path.startsWith('/file/') ? state.chats.findFile(path.slice('/file/'.length)) : undefined;
  if (file === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
    return;
  }
  const inline = file.kind === 'photo' && /^image\//.test(file.contentType);
  const type = file.kind === 'photo' && !inline ? 'image/png' : inline ? file.contentType : 'application/octet-stream';
  const name = encodeURIComponent(file.fileName);
  const disposition = file.kind === 'photo' ? 'inline' : `attachment; filename*=UTF-8''${name}`;
  response.writeHead(200, { ...safety, 'Content-Type': type, 'Content-Disposition': disposition }).end(file.bytes);
}

/** The page is not compiled: it is read from the package's src, wherever this module runs from. */
function pageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('no package.json above the chat page');
    folder = parent;
  }
  return join(folder, 'src', 'sandbox', 'telegram', 'page');
}
