// Makes the frames that ask for streams, none longer than the exchange reads (PROTOCOL.md section 2, traps).

/** Names that can stand in a frame and, unescaped, in an address. */
const nameShape = /^[A-Za-z0-9_.-]{1,100}$/;

export const isStreamName = (name: string): boolean => nameShape.test(name);

/** As few frames as possible of at most `bytesLimit` bytes each; every name must pass isStreamName. */
export function subscriptionFrames(event: 'subscribe' | 'unsubscribe', streams: readonly string[], bytesLimit: number): readonly string[] {
  const frames: string[] = [];
  let group: string[] = [];
  for (const stream of streams) {
    if (group.length > 0 && frameOf(event, [...group, stream]).length > bytesLimit) {
      frames.push(frameOf(event, group));
      group = [];
    }
    group.push(stream);
  }
  return group.length === 0 ? frames : [...frames, frameOf(event, group)];
}

const frameOf = (event: string, streams: readonly string[]): string => JSON.stringify({ event, streams });

/** The documented way: "?stream=a&stream=b", unescaped because escapes are not decoded (PROTOCOL.md section 2, traps). */
export const streamQuery = (streams: readonly string[]): string =>
  streams.length === 0 ? '' : `?${streams.map((stream) => `stream=${stream}`).join('&')}`;
