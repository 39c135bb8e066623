// A photo is read in a thread that may do what it likes: hang, crash or take all memory, and the program goes on.
import { afterEach, describe, expect, it } from '@jest/globals';
import { UnavailableError } from '../../src/model/errors.js';
import { silentLog, type Log } from '../../src/model/log.js';
import { createPhotoReader, photosWaitingLimit, photoTimeLimitMs, type PhotoReader, type PhotoText } from '../../src/pictures/readPhoto.js';
import { createFakeClock, type FakeClock } from '../support/fakeClock.js';
import { photo } from '../support/qrPhoto.js';

/** A thread that does what the bytes it is given say. */
const obedient = new URL(`data:text/javascript,${encodeURIComponent(`
  import { parentPort, workerData } from 'node:worker_threads';
  const word = Buffer.from(workerData).toString();
  if (word === 'hang') for (;;);
  if (word === 'crash') throw new Error('damaged');
  if (word === 'exit') process.exit(3);
  if (word === 'eat') for (const all = [];;) all.push(new Array(1e5).fill(all.length));
  parentPort.postMessage(word === 'number' ? 7 : { text: word === 'environment' ? Object.keys(process.env).join() : word });
`)}`);

interface Stage { readonly reader: PhotoReader; readonly clock: FakeClock; readonly logged: unknown[]; readonly read: (word: string) => Promise<PhotoText> }

const open: PhotoReader[] = [];
afterEach(() => open.splice(0).forEach((reader) => reader.stop()));

function stage(threadFile = obedient): Stage {
  const clock = createFakeClock();
  const logged: unknown[] = [];
  const log: Log = { ...silentLog, warn: (_event, fields) => logged.push(fields?.['why']) };
  const reader = createPhotoReader({ threadFile, clock, log });
  open.push(reader);
  return { reader, clock, logged, read: (word) => reader.read(Buffer.from(word)) };
}

describe('a photo', () => {
  it('is read by the thread as it was built', async () => {
    const { reader } = stage(new URL('../../dist/src/pictures/photoThread.js', import.meta.url));
    expect(await reader.read(photo('LNBC25M1PVJLUEZ'))).toEqual({ text: 'LNBC25M1PVJLUEZ' });
    expect(await reader.read(Buffer.from('no picture'))).toEqual({ fault: 'otherFormat' });
  });

  it.each([['crash', 'crash', 'damaged'], ['exit', 'crash', 'damaged'], ['eat', 'memory', 'tooLong']])('whose thread comes to "%s" is not read, and the next one is', async (word, why, fault) => {
    const { read, logged } = stage();
    expect(await read(word)).toEqual({ fault });
    expect(logged).toEqual([why]);
    expect(await read('next')).toEqual({ text: 'next' });
  });

  it('that takes longer than the limit is given up, and said to be, and the next one is read', async () => {
    const { read, clock, logged } = stage();
    const [hanging, next] = [read('hang'), read('next')];
    await clock.advance(photoTimeLimitMs - 1);
    expect(logged).toEqual([]);
    await clock.advance(1);
    expect([await hanging, await next]).toEqual([{ fault: 'tooLong' }, { text: 'next' }]);
    expect(logged).toEqual(['time']);
  });

  it('is read without the settings of the program in reach', async () => expect(await stage().read('environment')).toEqual({ text: '' }));
  it('whose thread says anything else is called damaged', async () => expect(await stage().read('number')).toEqual({ fault: 'damaged' }));
  it('whose thread is not there is called damaged', async () => expect(await stage(new URL('file:///nowhere.js')).read('x')).toEqual({ fault: 'damaged' }));

  it('waits for its turn, and is refused when too many wait', async () => {
    const { read } = stage();
    const inTime = Array.from({ length: 1 + photosWaitingLimit }, (_, index) => read(`photo ${index}`));
    await expect(read('one more')).rejects.toMatchObject({ key: 'surface.picturesBusy' });
    expect(await Promise.all(inTime)).toEqual(inTime.map((_, index) => ({ text: `photo ${index}` })));
  });

  it('is given up when the program stops, also one that waits', async () => {
    const { reader, read } = stage();
    const asked = [read('hang'), read('waits')];
    const ends = Promise.allSettled(asked);
    reader.stop();
    expect((await ends).map((one) => one.status === 'rejected' && one.reason instanceof UnavailableError && one.reason.reason)).toEqual(['stopping', 'stopping']);
    await expect(read('late')).rejects.toMatchObject({ reason: 'stopping' });
  });
});
