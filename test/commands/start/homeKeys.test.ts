// The keys of the home keyboard.
import { describe, expect, it } from '@jest/globals';
import { createKeyWords, homeKeys } from '../../../commands/start/homeKeys.js';
import { commands } from '../../../commands/index.js';
import { languages, speak } from '../../../src/text/index.js';

const named = (...names: string[]) => names.map((name) => ({ name }));

describe('the home keyboard', () => {
  it.each(Object.keys(languages))('in %s has three by three keys, each of which is its command', (language) => {
    const keys = homeKeys(speak(language), commands);
    expect(keys.map((row) => row.length)).toEqual([3, 3, 3]);
    const readKey = createKeyWords(commands);
    expect(keys.flat().map((label) => readKey(label)).every((name) => commands.some((command) => command.name === name))).toBe(true);
    expect(new Set(keys.flat()).size).toBe(9);
  });

  it('never holds what ends, cancels or sends something', () => {
    const names = homeKeys(speak('en'), commands).flat().map((label) => createKeyWords(commands)(label));
    for (const name of ['cancel', 'cancelall', 'unlink', 'withdraw', 'voucher']) expect(names).not.toContain(name);
  });

  it('shows only commands there are', () => {
    expect(homeKeys(speak('en'), named('orders', 'balance'))).toEqual([['💰 Balance', '📋 Orders']]);
    expect(createKeyWords(named('orders'))('💰 Balance')).toBeUndefined();
  });

  it.each([['📋 Orders', 'orders'], ['📋 orders', undefined], ['Orders', undefined], ['📋 Orders now', undefined], ['', undefined]])('reads %j as %j', (text, name) => {
    expect(createKeyWords(commands)(text)).toBe(name);
  });
});
