// One client's socket, its subscriptions, and what it may ask for by frame.
import type { WebSocket } from 'ws';

/** A client that does not read this much is cut off, without a close frame. */
const MAX_BUFFERED_BYTES = 1024 * 1024;
const MAX_STREAMS = 1000;

export class Connection {
  readonly publicStreams = new Set<string>();
  readonly privateStreams = new Set<string>();
  muted = false;
  awaitingPong = false;

  constructor(readonly socket: WebSocket, readonly scope: 'public' | 'private', readonly uid: string | null) {}

  /** Sends a text frame, unless the connection is muted or already gone. */
  send(text: string): void {
    if (this.muted || this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > MAX_BUFFERED_BYTES) this.socket.terminate();
    else this.socket.send(text);
  }

  /** Notes a subscription; a private one without credentials is silently left out (PROTOCOL.md section 2, control frames). */
  add(stream: string): boolean {
    const isPrivate = !stream.includes('.');
    if (isPrivate && this.uid === null) return false;
    if (this.publicStreams.size + this.privateStreams.size >= MAX_STREAMS) return false;
    (isPrivate ? this.privateStreams : this.publicStreams).add(stream);
    return true;
  }

  remove(stream: string): void {
    this.publicStreams.delete(stream);
    this.privateStreams.delete(stream);
  }

  /** Every current subscription, public ones first. */
  streams(): string[] {
    return [...this.publicStreams, ...this.privateStreams];
  }
}
