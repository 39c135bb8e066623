// Control of the wires: the request log, faults, sockets, and the engine's own misfortunes.
import type { Fault } from '../faults.js';
import type { LoggedRequest } from '../rest/requestLog.js';
import type { SocketScope } from '../streams/hub.js';
import type { BookFeed } from '../streams/bookFeed.js';
import type { Venue } from '../venue.js';

export interface OpenSocket {
  scope: 'public' | 'private';
  uid: string | null;
  streams: string[];
}

export interface NetworkControl {
  /** The newest 5000 requests, stream upgrades included, oldest first. */
  readonly requests: readonly LoggedRequest[];
  clearRequests(): void;
  openSockets(): OpenSocket[];
  /** Sets a fault for requests that match; gives its id. */
  setFault(fault: Fault): number;
  clearFaults(): void;
  /** Cuts sockets without a close frame. */
  cutSockets(scope: SocketScope): void;
  /** Half-open links: nothing is sent any more, not even pongs. */
  muteSockets(on: boolean): void;
  /** Loses one sequence number of a market's book. */
  skipSequence(market: string): void;
  /** Sequences start at 1 again; connected clients are told nothing. */
  restartEngine(): void;
  /** 503 for every request and upgrade; open sockets stay. */
  maintenance(on: boolean): void;
  /** Sends any text to a user's private sockets. */
  sendRaw(uid: string, text: string): void;
  /** Sends any text to every socket that listens to a public stream. */
  sendRawTo(stream: string, text: string): void;
}

/** Network control over one exchange. */
export function networkControl(venue: Venue): NetworkControl {
  const feed = (market: string): BookFeed => {
    const found = venue.feeds.get(market);
    if (found === undefined) throw new Error(`no market ${market}`);
    return found;
  };
  return {
    requests: venue.requests.entries,
    clearRequests: () => venue.requests.clear(),
    openSockets: () => venue.hub.connections(),
    setFault: (fault) => venue.faults.set(fault),
    clearFaults: () => venue.faults.clear(),
    cutSockets: (scope) => venue.hub.cut(scope),
    muteSockets: (on) => venue.hub.mute(on),
    skipSequence: (market) => feed(market).skip(),
    restartEngine() {
      for (const each of venue.feeds.values()) each.restart();
    },
    maintenance(on) {
      venue.maintenance = on;
    },
    sendRaw: (uid, text) => venue.hub.sendRaw(uid, text),
    sendRawTo: (stream, text) => venue.hub.publishText(stream, () => text),
  };
}
