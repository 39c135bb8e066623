// One account's orders, trades and balances as they happen (API.txt, SUBSCRIBE Private).
import type { Account } from '../transport/account.js';
import { signHeaders } from '../transport/signature.js';
import type { SocketParts } from '../transport/socket.js';
import { Connection } from './connection.js';
import type { PrivateEvent, PrivateStream, StreamState } from './events.js';
import { readPrivateFrame } from './frames.js';

/** What an account can listen to, by the names they are subscribed under (API.txt, Websocket). */
export const privateStreams = ['order', 'trade', 'balance'] as const;

export interface PrivateListener {
  onEvent(event: PrivateEvent): void;
  onState(state: StreamState): void;
}

/** Connects to `/private` below `streamUrl` with the account's signature, made anew for each connection. */
export function openPrivateStream(parts: SocketParts, streamUrl: string, account: Account, listener: PrivateListener): PrivateStream {
  const connection = new Connection<PrivateEvent>(parts, {
    name: 'private',
    hasKey: true,
    address: `${streamUrl}/private`,
    headers: () => signHeaders(account.signer, account.nonce.next()),
    read: (text) => readPrivateFrame(text, account.unread.report),
    onEvent: (event) => listener.onEvent(event),
    onState: (state) => listener.onState(state),
  });
  connection.want(privateStreams);
  connection.start();
  return { state: () => connection.state(), close: () => connection.close() };
}
