import { describe, expect, it } from '@jest/globals';
import { findBrowser } from './findBrowser.js';

const here = process.execPath;

describe('the browser for the page', () => {
  it.each([
    ['the one asked for comes first', here, ['/none'], { executable: here }],
    ['the first that is there is taken', undefined, ['/none', here], { executable: here }],
    ['an empty setting asks for none', '', [here], { executable: here }],
    ['without any it is not run', undefined, ['/none', '/neither'], { notRun: 'Not run: no Chromium at /none, /neither; CHROMIUM_PATH names another.' }],
    ['no other stands in for the one asked for', '/none', [here], { notRun: 'Not run: CHROMIUM_PATH is /none, and there is no such file.' }],
  ] as const)('%s', (_, asked, places, found) => {
    expect(findBrowser(asked, places)).toEqual(found);
  });
});
