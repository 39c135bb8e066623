// Waits for the first event that gives a value, past ones after a sequence number included.
import type { EventLog } from '../state/eventLog.js';
import type { ChatEvent } from './events.js';

/** Resolves with the first value `pick` finds. Rejects after `timeoutMs` with the last events in the message. */
export function waitForEvent<Value>(
  events: EventLog,
  since: number,
  timeoutMs: number,
  pick: (event: ChatEvent) => Value | undefined,
): Promise<Value> {
  for (const event of events.since(since)) {
    const value = pick(event);
    if (value !== undefined) return Promise.resolve(value);
  }
  return new Promise((resolve, reject) => {
    const unsubscribe = events.subscribe((event) => {
      const value = pick(event);
      if (value === undefined) return;
      clearTimeout(timer);
      unsubscribe();
      resolve(value);
    });
    const timer = setTimeout(() => {
      unsubscribe();
      reject(new Error(`nothing matched within ${timeoutMs} ms; the last events were:\n${describeLast(events)}`));
    }, timeoutMs);
  });
}

function describeLast(events: EventLog): string {
  return events.since(events.last - 8).map((event) => {
    const text = 'message' in event ? event.message.text : 'text' in event ? event.text : '';
    return `  ${event.kind} ${JSON.stringify(text)}`;
  }).join('\n') || '  none';
}
