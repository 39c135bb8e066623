// Which connections the port holds, and which one goes when room is wanted: never one whose request is being answered.
//
//   new connection -> too many from its address, or in all? -> ended: the oldest that waits, of the address that has most of those
//
// A connection waits until a whole request has come over it, and again after the answer; one that has brought what was answered well
// is ended last. Behind a proxy all come from few addresses: there a true request comes whole in milliseconds and waits for
// nothing, so what is ended is what the slow ones hold.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionLimits {
  /** In all. */
  readonly connections: number;
  /** That wait, from one address: far above the 40 that Telegram opens, which a proxy passes on from one. */
  readonly waitingPerAddress: number;
  /** Read over one connection that has brought nothing answered well: it ends with the answer that follows. */
  readonly unprovenBytes: number;
}

export interface Connections {
  /** Takes a connection in, at the cost of another or, where all are at work, of itself; told of each that is ended. */
  add(socket: Socket): void;
  /** Follows a request: its connection waits no more once it is whole, and again when it is answered. */
  follow(request: IncomingMessage, response: ServerResponse): void;
}

interface Held {
  readonly socket: Socket;
  readonly address: string;
  isAtWork: boolean;
  isProven: boolean;
}

/** @param onEnded called for each connection that is ended to make room. */
export function createConnections(limits: ConnectionLimits, onEnded: () => void): Connections {
  /** Oldest first. */
  const held = new Map<Socket, Held>();

  function end(one: Held): void {
    held.delete(one.socket);
    one.socket.destroy();
    onEnded();
  }

  function makeRoom(address: string): void {
    const waiting = [...held.values()].filter((one) => !one.isAtWork);
    const own = waiting.filter((one) => one.address === address && !one.isProven);
    const [oldest] = own;
    if (own.length > limits.waitingPerAddress && oldest !== undefined) end(oldest);
    else if (held.size > limits.connections) {
      const victim = chooseVictim(waiting);
      if (victim !== undefined) end(victim);
    }
  }

  return {
    add(socket) {
      const address = sourceOf(socket.remoteAddress ?? '');
      held.set(socket, { socket, address, isAtWork: false, isProven: false });
      socket.once('close', () => held.delete(socket));
      makeRoom(address);
    },
    follow(request, response) {
      const one = held.get(request.socket);
      if (one === undefined) return;
      // The connection ends with this answer, which is still heard.
      if (!one.isProven && request.socket.bytesRead > limits.unprovenBytes) response.shouldKeepAlive = false;
      // Without a body it is whole with its headers; Node says `complete` only once somebody reads.
      if (hasNoBody(request)) one.isAtWork = true;
      else request.once('end', () => { one.isAtWork = !response.writableFinished; });
      response.once('close', () => { one.isAtWork = false; });
      response.once('finish', () => { one.isProven ||= response.statusCode < 400; });
    },
  };
}

/** The oldest of the address that has most, among those that have brought nothing yet; where there is none, among all. */
function chooseVictim(waiting: readonly Held[]): Held | undefined {
  const unproven = waiting.filter((one) => !one.isProven);
  const candidates = unproven.length > 0 ? unproven : waiting;
  const counts = new Map<string, number>();
  for (const { address } of candidates) counts.set(address, (counts.get(address) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return candidates.find(({ address }) => counts.get(address) === most);
}

const hasNoBody = ({ headers }: IncomingMessage): boolean => headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;

/** An address of IPv4, or the network of 64 bits that one of IPv6 stands in: whoever has one of those has all its addresses. */
export function sourceOf(address: string): string {
  const mapped = /(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter((group) => group !== '');
  const after = tail === undefined ? [] : tail.split(':').filter((group) => group !== '');
  const groups = tail === undefined ? before : [...before, ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0'), ...after];
  return groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':');
}
