// The usage lines of all commands, in all languages.
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../commands/index.js';
import { languages, speak } from '../../src/text/index.js';
import { showUsage } from '../../src/text/usage.js';

describe.each(Object.keys(languages))('in %s', (language) => {
  it.each(commands.map((one) => [one.usage] as const))('"%s" has words for each blank, and keeps what is typed as it stands', (usage) => {
    const shown = showUsage(speak(language), usage);
    const typed = (text: string): string => text.replaceAll(/<[^<>]+>/g, '<>');
    expect(typed(shown)).toBe(typed(usage));
    expect(usage.replaceAll(/<[^<>]+>|[a-z]+(?:\|[a-z]+)*|[0-9:|@>,.[\] -]/g, '')).toBe('');
  });
});

it('a blank without words is a mistake of the command', () => {
  expect(() => showUsage(speak('en'), 'buy <nothing known>')).toThrow(RangeError);
});

it.each([['af', 'withdraw [<bedrag>] [<munt>] [to <begunstigde>]'], ['zu', 'withdraw [<inani>] [<i-coin>] [to <umamukeli>]']])('%s says what to fill in', (language, usage) => {
  expect(showUsage(speak(language), 'withdraw [<amount>] [<coin>] [to <beneficiary>]')).toBe(usage);
});
