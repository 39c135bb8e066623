// The frames a client sends, and the streams named in a connection's address.

export type ControlFrame =
  | { kind: 'ping' }
  | { kind: 'subscribe' | 'unsubscribe'; streams: string[] }
  | { kind: 'error'; message: string }
  /** A stream name that is not text brings the whole stream server down. */
  | { kind: 'panic' };

/** Reads a received frame; the error texts are those of PROTOCOL.md section 2. */
export function readControlFrame(text: string): ControlFrame {
  if (text.trim() === 'ping') return { kind: 'ping' };
  const message = parseObject(text);
  if (typeof message === 'string') return { kind: 'error', message: `Could not parse message: ${message}` };
  const { event, streams } = message;
  if (event !== 'subscribe' && event !== 'unsubscribe') return { kind: 'error', message: 'Could not parse Type: Invalid event' };
  // A single text instead of a list is accepted and does nothing.
  if (typeof streams === 'string') return { kind: event, streams: [] };
  if (!Array.isArray(streams) || streams.length === 0) return { kind: 'error', message: 'No streams provided' };
  const names = streams.filter((name) => typeof name === 'string');
  return names.length === streams.length ? { kind: event, streams: names } : { kind: 'panic' };
}

/** The streams in a connection's raw address: repeated `stream=`, comma lists, no escapes decoded, nothing if it has two question marks. */
export function streamsOfUrl(url: string): string[] {
  const parts = url.split('?');
  if (parts.length !== 2) return [];
  return (parts[1] ?? '').split('&').flatMap((pair) => {
    const [name, value, ...rest] = pair.split('=');
    return name === 'stream' && value !== undefined && rest.length === 0 ? value.split(',') : [];
  });
}

function parseObject(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    return 'json: cannot unmarshal into Go value';
  } catch {
    return 'invalid character looking for beginning of value';
  }
}
