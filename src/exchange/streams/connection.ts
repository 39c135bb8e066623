// One connection to the exchange's streams: keeps the wanted streams subscribed and hands on what they say.
import type { Log } from '../../model/log.js';
import { Socket, type SocketParts } from '../transport/socket.js';
import type { StreamState } from './events.js';
import type { Frame } from './frames.js';
import { isStreamName, streamQuery, subscriptionFrames } from './subscribeFrames.js';
import { Subscription } from './subscription.js';

export interface ConnectionUse<Event> {
  /** For the log: "private" or "market". */
  readonly name: string;
  readonly hasKey: boolean;
  /** The address without a query. */
  readonly address: string;
  /** Made just before each connecting. */
  headers(): Readonly<Record<string, string>>;
  read(text: string): Frame<Event>;
  /** Events may come before the state is `connected`: snapshots are sent before the acknowledgement (PROTOCOL.md section 2). */
  onEvent(event: Event): void;
  onState(state: StreamState): void;
}

/**
 *   socket open -> subscribe -> snapshots and data -> ack compared -> connected (missing: what was left out)
 *                                    \-> no ack or streams missing after ackTimeoutMs -> once more with the streams in the address
 */
export class Connection<Event> {
  readonly #socket: Socket;
  readonly #subscription = new Subscription();
  readonly #log: Log;
  #state: StreamState = { name: 'closed', detail: 'not started' };
  #cancelAckTimer: () => void = () => undefined;
  #closed = false;
  #saidUnreadable = false;

  constructor(private readonly parts: SocketParts, private readonly use: ConnectionUse<Event>) {
    this.#log = parts.log;
    this.#socket = new Socket(parts, {
      name: use.name,
      hasKey: use.hasKey,
      address: () => (this.#subscription.way === 'query' ? `${use.address}${streamQuery(this.#subscription.wanted)}` : use.address),
      headers: () => use.headers(),
      onOpen: () => this.#opened(),
      onText: (text) => this.#heard(text),
      onState: (state) => this.#socketState(state),
    });
  }

  start(): void {
    this.#socket.start();
  }

  state(): StreamState {
    return this.#state;
  }

  silenceMs(): number {
    return this.#socket.silenceMs();
  }

  get wanted(): readonly string[] {
    return this.#subscription.wanted;
  }

  /** The streams wanted from now on, remembered over reconnects. Names the exchange could not have are left out. */
  want(streams: readonly string[]): void {
    const before = this.#subscription.wanted;
    const possible = streams.filter(isStreamName);
    if (possible.length < streams.length) this.#log.warn('stream.badName', { stream: this.use.name });
    this.#subscription.want(possible);
    const added = this.#subscription.wanted.filter((stream) => !before.includes(stream));
    const removed = before.filter((stream) => !this.#subscription.wanted.includes(stream));
    if (!this.#socket.isOpen() || (added.length === 0 && removed.length === 0)) return;
    if (this.#subscription.way === 'query') {
      this.reconnect('streams changed');
      return;
    }
    this.#sendAll('unsubscribe', removed);
    this.#sendAll('subscribe', added);
    this.#awaitAck();
  }

  /** Asks for one stream again, which makes the exchange send its snapshot again. Connects anew where frames are not understood. */
  subscribeAgain(stream: string): void {
    if (!this.#socket.isOpen()) return;
    if (this.#subscription.way === 'query') this.reconnect('asked again');
    else this.#sendAll('subscribe', [stream]);
  }

  reconnect(why: string): void {
    if (this.#socket.isOpen()) this.#socket.reconnect(why);
  }

  /** Final: no event and no state is told any more. */
  close(): void {
    this.#closed = true;
    this.#cancelAckTimer();
    this.#socket.close();
    this.#state = { name: 'closed', detail: 'closed' };
  }

  #opened(): void {
    this.#subscription.opened();
    if (this.#subscription.way === 'frame') this.#sendAll('subscribe', this.#subscription.wanted);
    this.#awaitAck();
    this.#compare();
  }

  #awaitAck(): void {
    this.#cancelAckTimer();
    this.#cancelAckTimer = this.parts.clock.after(this.parts.limits.ackTimeoutMs, () => this.#timeIsUp());
  }

  #timeIsUp(): void {
    if (!this.#socket.isOpen()) return;
    if (this.#subscription.timeIsUp()) {
      this.#log.info('stream.otherWay', { stream: this.use.name });
      this.#socket.reconnect('streams not acknowledged');
      return;
    }
    // What was acknowledged in time has been told already.
    if (this.#state.name !== 'connected') this.#tellConnected();
  }

  #heard(text: string): void {
    const frame = this.use.read(text);
    for (const control of frame.control) {
      if (control.type === 'ack') this.#subscription.acknowledged(control.streams);
      else if (control.type === 'error') this.#log.warn('stream.error', { stream: this.use.name, text: control.text });
    }
    if (frame.unreadable > 0) this.#sayUnreadable(frame.unreadable, text.length);
    this.#subscription.dataFrom(frame.streams);
    this.#compare();
    for (const event of frame.events) if (!this.#closed) this.#hand(event);
  }

  /** The first time it is a warning; what comes again and again is no news. */
  #sayUnreadable(parts: number, bytes: number): void {
    this.#log[this.#saidUnreadable ? 'debug' : 'warn']('stream.unreadable', { stream: this.use.name, parts, bytes });
    this.#saidUnreadable = true;
  }

  #hand(event: Event): void {
    try {
      this.use.onEvent(event);
    } catch (error) {
      this.#log.error('stream.listener', { stream: this.use.name, error: error instanceof Error ? error.name : 'unknown' });
    }
  }

  /** Connected as soon as nothing is missing; once connected, whenever what is missing changes. */
  #compare(): void {
    const state = this.#state;
    const missing = this.#subscription.missing();
    if (missing.length === 0) {
      if (state.name !== 'connected' || state.missing.length > 0) this.#tellConnected();
    } else if (state.name === 'connected' && missing.length < state.missing.length) this.#tellConnected();
  }

  #tellConnected(): void {
    const missing = this.#subscription.missing();
    const since = this.#state.name === 'connected' ? this.#state.since : this.parts.clock.now();
    if (missing.length > 0) this.#log.warn('stream.missing', { stream: this.use.name, count: missing.length });
    this.#tell({ name: 'connected', since, missing });
  }

  #socketState(state: StreamState): void {
    if (state.name === 'closed' || state.name === 'refused') {
      this.#cancelAckTimer();
      this.#subscription.closed();
    }
    this.#tell(state);
  }

  #tell(state: StreamState): void {
    this.#state = state;
    if (!this.#closed) this.use.onState(state);
  }

  #sendAll(event: 'subscribe' | 'unsubscribe', streams: readonly string[]): void {
    for (const frame of subscriptionFrames(event, streams, this.parts.limits.sentFrameBytes)) this.#socket.send(frame);
  }
}
