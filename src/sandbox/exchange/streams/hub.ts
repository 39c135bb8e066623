// Who listens to what: keeps the open connections, answers their frames and hands every payload to its subscribers.
import type { WebSocket } from 'ws';
import { encodeSortedJson } from '../rest/json.js';
import { Connection } from './connection.js';
import { readControlFrame } from './controlFrames.js';

/** The scope of sockets a control call is about. */
export type SocketScope = 'public' | 'private' | 'all';

/** Every open stream connection. */
export class StreamHub {
  readonly #connections = new Set<Connection>();
  #muted = false;

  /** `replayOf` gives the stored frames of a stream: an order book's snapshot and increments. */
  constructor(private readonly replayOf: (stream: string) => string[], private readonly subscribing: 'frames' | 'address' = 'frames') {}

  /** Takes a new socket in; its first frames are the replays and the ack, which a bare connection gets too, with no streams. */
  connect(socket: WebSocket, scope: 'public' | 'private', uid: string | null, streams: string[]): void {
    const connection = new Connection(socket, scope, uid);
    connection.muted = this.#muted;
    this.#connections.add(connection);
    socket.on('close', () => this.#connections.delete(connection));
    socket.on('error', () => undefined);
    socket.on('message', (data) => this.#receive(connection, Buffer.isBuffer(data) ? data.toString('utf8') : ''));
    socket.on('ping', (data) => {
      if (!connection.muted) socket.pong(data);
    });
    socket.on('pong', () => {
      connection.awaitingPong = false;
    });
    this.#subscribe(connection, streams);
  }

  /** Sends a public payload to whoever subscribed to that stream. */
  publish(stream: string, payload: unknown): void {
    this.publishText(stream, () => encodeSortedJson({ [stream]: payload }));
  }

  /** As publish, for a frame that is already text; it is only made if somebody listens. */
  publishText(stream: string, frame: () => string): void {
    const listeners = [...this.#connections].filter((connection) => connection.publicStreams.has(stream));
    if (listeners.length === 0) return;
    const text = frame();
    for (const connection of listeners) connection.send(text);
  }

  /** Sends a private payload to the user's own connections that subscribed to it. */
  publishTo(uid: string, stream: string, payload: unknown): void {
    const listeners = [...this.#connections].filter((connection) => connection.uid === uid && connection.privateStreams.has(stream));
    if (listeners.length === 0) return;
    const text = encodeSortedJson({ [stream]: payload });
    for (const connection of listeners) connection.send(text);
  }

  /** Sends any text to the user's private connections, whatever they subscribed to. */
  sendRaw(uid: string, text: string): void {
    for (const connection of this.#connections) if (connection.uid === uid) connection.send(text);
  }

  /** The public streams somebody listens to. */
  listenedStreams(): Set<string> {
    return new Set([...this.#connections].flatMap((connection) => [...connection.publicStreams]));
  }

  connections(): { scope: 'public' | 'private'; uid: string | null; streams: string[] }[] {
    return [...this.#connections].map((connection) => ({ scope: connection.scope, uid: connection.uid, streams: connection.streams() }));
  }

  /** Pings everybody; a connection that has not answered the last ping is cut. */
  pingAll(): void {
    for (const connection of this.#connections) {
      if (connection.muted) continue;
      if (connection.awaitingPong) connection.socket.terminate();
      else if (connection.socket.readyState === connection.socket.OPEN) {
        connection.awaitingPong = true;
        connection.socket.ping();
      }
    }
  }

  /** Cuts connections without a close frame (1006 on the other side). */
  cut(scope: SocketScope): void {
    for (const connection of this.#connections) {
      if (scope === 'all' || connection.scope === scope) connection.socket.terminate();
    }
  }

  /** Half-open links: nothing is sent any more, not even pongs, on these connections and on new ones. */
  mute(on: boolean): void {
    this.#muted = on;
    for (const connection of this.#connections) {
      connection.muted = on;
      connection.awaitingPong = false;
    }
  }

  #receive(connection: Connection, text: string): void {
    const frame = readControlFrame(text);
    if (frame.kind === 'ping') connection.send('pong');
    else if (this.subscribing === 'address') return;
    else if (frame.kind === 'error') connection.send(encodeSortedJson({ error: frame.message }));
    else if (frame.kind === 'panic') this.cut('all');
    else if (frame.kind === 'subscribe') this.#subscribe(connection, frame.streams);
    else {
      for (const stream of frame.streams) connection.remove(stream);
      this.#acknowledge(connection, 'unsubscribed');
    }
  }

  /** Snapshot and stored increments first, only then the ack (PROTOCOL.md section 2, order book). */
  #subscribe(connection: Connection, streams: string[]): void {
    for (const stream of streams) {
      if (stream.split('.').length === 3) {
        connection.send(encodeSortedJson({ success: { message: `cannot subscribe to ${stream}` } }));
      } else if (connection.add(stream)) {
        for (const frame of this.replayOf(stream)) connection.send(frame);
      }
    }
    this.#acknowledge(connection, 'subscribed');
  }

  #acknowledge(connection: Connection, message: string): void {
    connection.send(encodeSortedJson({ success: { message, streams: connection.streams() } }));
  }
}
