// The chat page's WebSocket: sends the chat as it stands and every change, takes what the person does.
import type { Server } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import type { PageContent } from '../control/pageContent.js';
import { isLoopback } from '../http/loopback.js';
import { actForPage } from './actForPage.js';
import type { FeedParts } from './feedParts.js';
import { forPage, toPageMessage } from './pageForms.js';

/** A picture of 5 MB in base64, and room for the rest. */
const maxFrameBytes = 7 * 1024 * 1024;
const presenceMs = 1_000;

/** Serves /feed on an HTTP server. Returns what ends it. */
export function openLiveFeed(http: Server, parts: FeedParts): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxFrameBytes, perMessageDeflate: false });
  http.on('upgrade', (request, socket, head) => {
    if (request.url === '/feed' && isLoopback(request)) {
      sockets.handleUpgrade(request, socket, head, (client) => greet(client, parts));
    } else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });
  const stopWatching = watch(parts, (frame) => {
    for (const client of sockets.clients) send(client, frame);
  });
  return () => {
    stopWatching();
    for (const client of sockets.clients) client.terminate();
    sockets.close();
  };
}

function watch(parts: FeedParts, broadcast: (frame: unknown) => void): () => void {
  const { state, control, content, user } = parts;
  let wasListening = control.botIsListening();
  const presence = setInterval(() => {
    const listening = control.botIsListening();
    if (listening !== wasListening) broadcast({ type: 'presence', listening });
    wasListening = listening;
  }, presenceMs);
  presence.unref();
  const ends = [
    state.events.subscribe((event) => {
      if (event.chatId === user.id) broadcast({ type: 'event', event: forPage(event) });
    }),
    state.profile.onChange(() => broadcast({ type: 'commands', commands: state.profile.commandsShownTo(user.id, parts.languageCode) })),
    content.onChange(() => broadcast({ type: 'content', ...pageContent(content) })),
  ];
  return () => {
    clearInterval(presence);
    for (const end of ends) end();
  };
}

function greet(client: WebSocket, parts: FeedParts): void {
  const { state, control, content, user, languageCode } = parts;
  client.on('error', () => client.terminate());
  client.on('message', (data: Buffer) => {
    void actForPage(data.toString('utf8'), parts, (frame) => send(client, frame));
  });
  send(client, {
    type: 'welcome',
    bot: { name: state.bot.first_name, username: state.bot.username },
    listening: control.botIsListening(),
    messages: user.messages().filter(({ deleted }) => !deleted).map(toPageMessage),
    commands: state.profile.commandsShownTo(user.id, languageCode),
    ...pageContent(content),
  });
}

function pageContent(content: PageContent): Record<string, unknown> {
  return { suggestions: content.suggestions, panel: content.panel.map(({ label, group }) => ({ label, group })) };
}

function send(client: WebSocket, frame: unknown): void {
  if (client.readyState === WebSocket.OPEN) client.send(JSON.stringify(frame));
}
