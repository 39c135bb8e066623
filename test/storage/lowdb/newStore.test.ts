// When a folder counts as one that never held a store, and that looking leaves it as it was.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isNewFolder } from '../../../src/storage/lowdb/newStore.js';
import { temporaryFolder } from '../../support/temporaryFolder.js';

describe('a folder', () => {
  test.each<[string, (folder: string) => void, boolean]>([
    ['that is empty', () => undefined, true],
    ['with what a new disk holds', (folder) => mkdirSync(`${folder}/lost+found`), true],
    ['with a file of somebody else', (folder) => writeFileSync(`${folder}/.gitkeep`, ''), true],
    ['with users/ and nobody in it', (folder) => mkdirSync(`${folder}/users`), true],
    ['that a store was opened in', (folder) => writeFileSync(`${folder}/store.json`, '{"engine":"lowdb","format":1}\n'), false],
    ['with a user and no marker', (folder) => { mkdirSync(`${folder}/users`); writeFileSync(`${folder}/users/7.json`, 'x'); }, false],
    ['with a user set aside', (folder) => { mkdirSync(`${folder}/users`); writeFileSync(`${folder}/users/7.json.damaged-1`, 'x'); }, false],
  ])('%s', async (_, fill, isNew) => {
    const folder = temporaryFolder();
    fill(folder);
    const before = readdirSync(folder);
    expect(await isNewFolder(folder)).toBe(isNew);
    expect(readdirSync(folder)).toEqual(before);
  });

  test('that is not there is new and is not made; a file in its place is left for opening to tell', async () => {
    const folder = temporaryFolder();
    expect(await isNewFolder(`${folder}/none`)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(`${folder}/file`, '');
    expect(await isNewFolder(`${folder}/file`)).toBe(false);
  });
});
