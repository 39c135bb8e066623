// Everything that happened in the chats, in order: the control's history and the page's live feed.
import type { ChatEvent, NewChatEvent } from '../control/events.js';

/** The oldest events fall out beyond this many. */
const maxEvents = 20_000;

export class EventLog {
  private readonly events: ChatEvent[] = [];
  private readonly listeners = new Set<(event: ChatEvent) => void>();
  private sequence = 0;

  constructor(private readonly now: () => number) {}

  /** Stamps and stores an event, then tells every listener. */
  add(event: NewChatEvent): void {
    const stamped: ChatEvent = { ...event, sequence: ++this.sequence, at: this.now() };
    this.events.push(stamped);
    if (this.events.length > maxEvents) this.events.splice(0, this.events.length - maxEvents);
    for (const listener of [...this.listeners]) listener(stamped);
  }

  /** Events after a sequence number, oldest first. */
  since(sequence = 0): readonly ChatEvent[] {
    return this.events.filter((event) => event.sequence > sequence);
  }

  /** The sequence number of the newest event; 0 when there is none. */
  get last(): number {
    return this.sequence;
  }

  /** Calls `listener` for every later event until the returned function is called. */
  subscribe(listener: (event: ChatEvent) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }
}
