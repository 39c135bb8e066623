// A WebSocket that comes back by itself: signs anew, waits its turn, backs off, and notices a dead link.
import type { WebSocket } from 'ws';
import type { Clock, Random } from '../../model/clock.js';
import type { Log } from '../../model/log.js';
import type { Limits } from '../limits.js';
import type { StreamState } from '../streams/events.js';
import { backOff } from '../../pacing/backOff.js';
import type { ClockOffset } from './clockOffset.js';
import type { ConnectGate } from './connectGate.js';
import { areOwnCodes, refusesNonce } from './errorBody.js';
import { openWebSocket, readRefusal, type UpgradeRefusal } from './handshake.js';
import { Heartbeat } from './heartbeat.js';
import { readRetryAfter } from './retryAfter.js';

export interface SocketParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly limits: Limits;
  readonly gate: ConnectGate;
  readonly offset: ClockOffset;
}

export interface SocketUse {
  /** For the log: "private" or "market". */
  readonly name: string;
  /** A stream with a key can be refused; one without backs off as after any failure. */
  readonly hasKey: boolean;
  /** The full address of the next connection. */
  address(): string;
  /** Made just before connecting. */
  headers(): Readonly<Record<string, string>>;
  onOpen(): void;
  onText(text: string): void;
  /** Every state but `connected`, which the subscription decides. */
  onState(state: StreamState): void;
}

/**
 *   connecting -> open -> (dead | closed) -> back-off -> connecting
 *             \-> refused -> retried slowly
 */
export class Socket {
  #socket: WebSocket | undefined;
  #heartbeat: Heartbeat | undefined;
  #cancelTimer: () => void = () => undefined;
  #failures = 0;
  #openedAt: number | undefined;
  #nonceRetried = false;
  #closed = false;

  constructor(private readonly parts: SocketParts, private readonly use: SocketUse) {}

  /** Begins to connect; later calls do nothing useful. */
  start(): void {
    this.#connectAfter(this.parts.gate.reserveMs());
  }

  isOpen(): boolean {
    return this.#openedAt !== undefined;
  }

  /** ms since anything was heard; infinite while not connected. */
  silenceMs(): number {
    return this.#heartbeat?.silenceMs() ?? Number.POSITIVE_INFINITY;
  }

  /** False when the link is not open or does not drain; a link that does not drain is given up. */
  send(text: string): boolean {
    const socket = this.#socket;
    if (socket === undefined || !this.isOpen()) return false;
    if (socket.bufferedAmount > this.parts.limits.sendBacklogBytes) {
      this.#drop(socket, 'backlog');
      return false;
    }
    socket.send(text, () => undefined);
    return true;
  }

  /** Gives up this connection and opens another at once; only for a reason that the new connection removes. */
  reconnect(why: string): void {
    if (this.#closed) return;
    this.#leave();
    this.#tell({ name: 'closed', detail: why });
    this.#connectAfter(this.parts.gate.reserveMs());
  }

  /** Final: nothing is heard from this socket any more. */
  close(): void {
    this.#closed = true;
    this.#leave();
  }

  #connectAfter(ms: number): void {
    if (this.#closed) return;
    this.#cancelTimer();
    this.#cancelTimer = this.parts.clock.after(Math.ceil(ms), () => this.#connect());
  }

  #connect(): void {
    if (this.#closed) return;
    this.#tell({ name: 'connecting', attempt: this.#failures + 1 });
    let socket: WebSocket;
    try {
      socket = openWebSocket(this.use.address(), this.use.headers(), this.parts.limits);
    } catch (error) {
      this.#down(error instanceof Error ? error.name : 'unusable address');
      return;
    }
    this.#socket = socket;
    this.#listen(socket, { sentAt: this.parts.clock.now(), started: this.parts.clock.monotonic() });
  }

  /** Every listener first asks whether this socket is still the one in use; an 'error' always has a listener. */
  #listen(socket: WebSocket, begun: { readonly sentAt: number; readonly started: number }): void {
    const mine = (): boolean => this.#socket === socket;
    let detail = '';
    this.#cancelTimer = this.parts.clock.after(this.parts.limits.handshakeTimeoutMs, () => { if (mine()) this.#drop(socket, 'handshake timeout'); });
    socket.on('error', (error: Error & { readonly code?: string }) => { detail = error.code ?? error.name; });
    socket.on('open', () => { if (mine()) this.#opened(socket); });
    socket.on('message', (data, isBinary) => { if (mine()) this.#heard(isBinary ? undefined : data); });
    socket.on('ping', () => { if (mine()) this.#heartbeat?.heard(); });
    socket.on('pong', () => { if (mine()) this.#heartbeat?.heard(); });
    socket.on('close', (code) => { if (mine()) this.#down(detail === '' ? `close ${code}` : detail); });
    socket.on('unexpected-response', (request, answer) => {
      readRefusal(this.parts.clock, answer, (refusal) => {
        const tookMs = this.parts.clock.monotonic() - begun.started;
        request.destroy();
        if (mine()) this.#answered(refusal, { sentAt: begun.sentAt, tookMs });
      });
    });
  }

  #opened(socket: WebSocket): void {
    this.#cancelTimer();
    this.#openedAt = this.parts.clock.monotonic();
    this.#nonceRetried = false;
    this.#heartbeat = new Heartbeat(this.parts.clock, this.parts.limits, () => { if (socket.readyState === socket.OPEN) socket.ping(); }, () => this.#drop(socket, 'silent'));
    this.#guard(() => this.use.onOpen());
  }

  #heard(data: unknown): void {
    this.#heartbeat?.heard();
    if (Buffer.isBuffer(data)) this.#guard(() => this.use.onText(data.toString('utf8')));
  }

  /** Ends a connection from our side. */
  #drop(socket: WebSocket, why: string): void {
    if (this.#socket === socket) this.#down(why);
  }

  /** Ended without our wish; `atLeastMs` is what the exchange asked us to wait. */
  #down(detail: string, atLeastMs = 0): void {
    const { clock, limits, log, gate } = this.parts;
    const healthy = this.#openedAt !== undefined && clock.monotonic() - this.#openedAt >= limits.healthyAfterMs;
    this.#leave();
    if (healthy) this.#failures = 0;
    log.info('stream.down', { stream: this.use.name, detail, failures: this.#failures });
    const wait = this.#backOffMs();
    this.#failures += 1;
    this.#tell({ name: 'closed', detail });
    this.#connectAfter(Math.max(wait, atLeastMs) + gate.reserveMs());
  }

  /**
   * The upgrade was answered with a status. 401, and 403 in the exchange's own words, refuse the key; all else is trouble that may
   * pass (PROTOCOL.md section 4: a gateway in trouble answers 403 without them).
   */
  #answered(refusal: UpgradeRefusal, exchange: { readonly sentAt: number; readonly tookMs: number }): void {
    const { clock, limits } = this.parts;
    const { status, codes } = refusal;
    const refused = this.use.hasKey && (status === 401 || (status === 403 && areOwnCodes(status, codes)));
    if (refused) this.#refused(refusal, exchange);
    else this.#down(`http ${status}`, readRetryAfter(refusal.retryAfter, clock.now(), limits.retryAfterCapMs));
  }

  /**
   * A wrong clock is corrected and tried once more at once; where the answer told no time, any other answer soon will, so it is
   * tried again like after a failure. Anything else is for the user to mend, so it is tried again slowly.
   */
  #refused(refusal: UpgradeRefusal, exchange: { readonly sentAt: number; readonly tookMs: number }): void {
    const { offset, log, limits, gate } = this.parts;
    const { status, codes } = refusal;
    const aboutTime = refusesNonce(codes);
    const clockMoved = (aboutTime || codes.length === 0) && offset.learnFromRefusal(refusal.date, exchange);
    const again = (aboutTime || clockMoved) && !this.#nonceRetried;
    this.#leave();
    this.#nonceRetried = again;
    if (!again) {
      log.warn('stream.refused', { stream: this.use.name, status, codes: codes.join(' ') });
      this.#tell({ name: 'refused', codes });
    }
    const wait = aboutTime ? this.#backOffMs() : limits.refusedRetryMs;
    if (aboutTime && !again) this.#failures += 1;
    this.#connectAfter((again ? 0 : wait) + gate.reserveMs());
  }

  #backOffMs(): number {
    const { random, limits } = this.parts;
    return backOff(this.#failures, random, { first: limits.reconnectBaseMs, longest: limits.reconnectCapMs, least: 0, chance: 1 });
  }

  /** A listener's own mistake must not end the connection, let alone the process. */
  #guard(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.parts.log.error('stream.listener', { stream: this.use.name, error: error instanceof Error ? error.name : 'unknown' });
    }
  }

  #tell(state: StreamState): void {
    this.#guard(() => this.use.onState(state));
  }

  /** Lets go of the present connection; whatever it still says is not listened to. */
  #leave(): void {
    this.#cancelTimer();
    this.#heartbeat?.stop();
    this.#heartbeat = undefined;
    this.#openedAt = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.terminate();
  }
}
