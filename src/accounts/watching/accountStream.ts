// Keeps one account's private stream: what it says reaches the watcher only while it is the current one.
import type { PrivateEvent, PrivateStream, StreamState } from '../../exchange/streams/events.js';
import type { PrivateListener } from '../../exchange/streams/privateStream.js';

export interface StreamListener {
  readonly onEvent: (event: PrivateEvent) => void;
  readonly onConnected: (missing: readonly string[]) => void;
  /** The stream tries again by itself, slowly. */
  readonly onRefused: (codes: readonly string[]) => void;
}

export class AccountStream {
  private current: PrivateStream | undefined;
  /** Counts streams, so that a closed one is not listened to. */
  private generation = 0;
  private latest: StreamState = { name: 'closed', detail: 'not opened' };

  constructor(private readonly connect: (listener: PrivateListener) => PrivateStream, private readonly listener: StreamListener) {}

  state(): StreamState {
    return this.latest;
  }

  /** True from `open` to `close`, also while the stream is trying to connect. */
  isOpen(): boolean {
    return this.current !== undefined;
  }

  /** Opens the stream, in place of an older one. */
  open(): void {
    this.close('reopening');
    const { generation } = this;
    this.current = this.connect({
      onEvent: (event) => { if (generation === this.generation) this.listener.onEvent(event); },
      onState: (state) => { if (generation === this.generation) this.onState(state); },
    });
  }

  /** `detail` is a short word for /status. */
  close(detail: string): void {
    this.generation += 1;
    this.current?.close();
    this.current = undefined;
    this.latest = { name: 'closed', detail };
  }

  private onState(state: StreamState): void {
    this.latest = state;
    if (state.name === 'connected') this.listener.onConnected(state.missing);
    if (state.name === 'refused') this.listener.onRefused(state.codes);
  }
}
