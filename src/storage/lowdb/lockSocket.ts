// Asks an owner on the same kernel whether it lives: the kernel answers for it, across pid namespaces and while it is paused.
import { connect, createServer } from 'node:net';
import { platform } from 'node:os';
import { errorCode } from './disk.js';

/** owned: somebody listens, be it paused; refused: the file is there and nobody listens; unknown: it cannot be said this way. */
export type SocketAnswer = 'owned' | 'refused' | 'unknown';

export interface Listening {
  /** Ends it and removes the file. */
  close(): Promise<void>;
}

export interface Sockets {
  /** undefined where the path is too long or the file system has no sockets. */
  listen(path: string): Promise<Listening | undefined>;
  ask(path: string): Promise<SocketAnswer>;
}

/** Bytes of a socket's path: sun_path without its closing zero. Node cuts a longer one off without a word. */
const pathBytesLimit = platform() === 'linux' ? 107 : 103;

const fits = (path: string): boolean => Buffer.byteLength(path) <= pathBytesLimit;

export const realSockets: Sockets = {
  listen: async (path) => {
    if (!fits(path)) return undefined;
    const server = createServer((asking) => asking.destroy());
    const listens = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(path, () => resolve(true));
    });
    if (!listens) return undefined;
    // A connection that cannot be accepted has been made all the same, and that is the answer.
    server.on('error', () => undefined);
    server.unref();
    return { close: () => new Promise((resolve) => { server.close(() => resolve()); }) };
  },
  ask: async (path) => {
    if (!fits(path)) return 'unknown';
    return new Promise((resolve) => {
      const asking = connect(path);
      asking.once('connect', () => { asking.destroy(); resolve('owned'); });
      asking.once('error', (error) => { asking.destroy(); resolve(sortRefusal(errorCode(error))); });
    });
  },
};

function sortRefusal(code: string | undefined): SocketAnswer {
  if (code === 'ECONNREFUSED') return 'refused';
  // EAGAIN: so many ask a paused owner that no more can wait.
  return code === 'EAGAIN' ? 'owned' : 'unknown';
}
