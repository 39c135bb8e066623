// Reads the QR code of a photo in a thread of its own, so that nobody waits meanwhile and no hostile picture can harm the program.
//
// Each photo gets a new thread, which ends with its answer: starting one costs 65 ms beside the decoding's hundreds, and
// what a picture did to a thread, or the memory it took, is gone with it.
import { Worker } from 'node:worker_threads';
import type { Clock } from '../model/clock.js';
import { UnavailableError, UserError } from '../model/errors.js';
import type { Log } from '../model/log.js';
import { Turns } from '../pacing/turns.js';
import type { PhotoFault } from './decodeQr.js';

/** Each takes a whole core and up to some 300 MB. */
const photosAtOnceLimit = 1;
/** Photos that may wait for their turn; the bot holds no more than four at a time. */
export const photosWaitingLimit = 3;
/** A sharp photo takes less than a second, a large one of nothing but noise half a minute: that is given up. */
export const photoTimeLimitMs = 10_000;
/** JavaScript's own memory; the pixels lie beside it and are limited by their number (unpackPhoto.ts). */
const memoryLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64 } as const;

/** What the code says, or why there is nothing. */
export type PhotoText = { readonly text: string } | { readonly fault: PhotoFault | 'tooLong' };

export interface PhotoReader {
  /**
   * What the code says, or why it could not be read: tooLong where looking took more time or memory than a picture gets.
   * @throws UserError('surface.picturesBusy') when too many wait, UnavailableError('stopping') after `stop`
   */
  read(photo: Uint8Array): Promise<PhotoText>;
  /** Ends the thread there is, without waiting for it: it keeps no process alive. */
  stop(): void;
}

export interface PhotoReaderParts {
  /** photoThread.js as it was built. */
  readonly threadFile: URL;
  readonly clock: Clock;
  readonly log: Log;
}

type Ending = { readonly read: PhotoText } | { readonly failure: 'time' | 'memory' | 'crash' | 'stopping' };

export function createPhotoReader({ threadFile, clock, log }: PhotoReaderParts): PhotoReader {
  const turns = new Turns(photosAtOnceLimit, { limit: photosWaitingLimit, refusal: () => new UserError('surface.picturesBusy') });
  let isStopped = false;
  let stopThread = (): void => undefined;

  async function look(photo: Uint8Array): Promise<PhotoText> {
    if (isStopped) throw new UnavailableError('stopping', 'photo');
    // Without the environment, which holds secrets.
    const thread = new Worker(threadFile, { workerData: photo, env: {}, resourceLimits: memoryLimits });
    thread.unref();
    const ending = await new Promise<Ending>((end) => {
      stopThread = () => end({ failure: 'stopping' });
      awaitAnswer(thread, clock, end);
    });
    // The next one begins when this one's memory is free again.
    await thread.terminate();
    if ('read' in ending) return ending.read;
    if (ending.failure === 'stopping') throw new UnavailableError('stopping', 'photo');
    log.warn('photo not read', { why: ending.failure });
    return { fault: ending.failure === 'crash' ? 'damaged' : 'tooLong' };
  }

  return {
    read: (photo) => turns.run(() => look(photo)),
    stop() {
      isStopped = true;
      stopThread();
    },
  };
}

/** The first end counts; a promise takes no other. */
function awaitAnswer(thread: Worker, clock: Clock, end: (ending: Ending) => void): void {
  const cancel = clock.after(photoTimeLimitMs, () => end({ failure: 'time' }));
  thread.once('message', (said: unknown) => end({ read: isPhotoText(said) ? said : { fault: 'damaged' } }));
  thread.on('error', (error) => end({ failure: 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash' }));
  thread.once('exit', () => {
    cancel();
    end({ failure: 'crash' });
  });
}

const isPhotoText = (said: unknown): said is PhotoText => typeof said === 'object' && said !== null && ('text' in said || 'fault' in said);
