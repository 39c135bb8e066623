// What one durable change of a user costs, alone and with others waiting, against append + fdatasync of the same size.
import { mkdtempSync, openSync, fdatasyncSync, writeSync, rmSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../src/model/clock.js';
import { silentLog } from '../../src/model/log.js';
import { newUser } from '../../src/model/user.js';
import { openStore } from '../../src/storage/open.js';
import { changed } from '../../src/storage/store.js';
import { median, type Figure } from './figure.js';
import { recordCheck as check } from '../support/recordCheck.js';

const changes = 200;

function floorMs(folder: string): number {
  const file = openSync(path.join(folder, 'floor'), 'a');
  const line = Buffer.alloc(512, 120);
  const times = Array.from({ length: changes }, () => {
    const began = performance.now();
    writeSync(file, line);
    fdatasyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  return median(times);
}

/** With this many users stored, so that the figure can be seen not to grow with them. */
async function changeMs(folder: string, users: number): Promise<{ one: number; folded: number }> {
  const store = await openStore({ directory: path.join(folder, String(users)), clock: systemClock, log: silentLog, check });
  for (let id = 1; id <= users; id += 1) await store.create(newUser(id, id, 'x', 0));
  const rename = (name: string) => store.update(1, (record) => changed({ ...record, firstName: name }));
  const times: number[] = [];
  for (let count = 0; count < changes; count += 1) {
    const began = performance.now();
    await rename(String(count));
    times.push(performance.now() - began);
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: 100 }, (_, index) => rename(`folded ${String(index)}`)));
  const folded = (performance.now() - began) / 100;
  await store.close();
  return { one: median(times), folded };
}

/** Figures of the durable store. */
export async function benchStore(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'capebot-bench-'));
  try {
    const floor = floorMs(folder);
    const figures: Figure[] = [];
    for (const users of [10, 1_000]) {
      const { one, folded } = await changeMs(folder, users);
      figures.push({ name: `durable change, ${users} users`, value: `${one.toFixed(2)} ms`, floor: `x${(one / floor).toFixed(1)} of append + fdatasync` });
      figures.push({ name: `durable change, ${users} users, 100 waiting`, value: `${(folded * 1000).toFixed(0)} µs each`, floor: `x${(folded / floor).toFixed(2)} of append + fdatasync` });
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
