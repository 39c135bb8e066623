// A fresh folder for one test, in memory where the system has such a place: tests wait for the disk thousands of times.
import { afterAll } from '@jest/globals';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** The path of a new empty folder; it is removed after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(place(), 'capebot-'));
  made.push(folder);
  return folder;
}

function place(): string {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
}
