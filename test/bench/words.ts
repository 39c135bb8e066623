// What the longest message costs each reader of typed words: digits, separators and odd letters, 4 096 characters.
import { parseAlert } from '../../src/text/parseAlert.js';
import { readReceiveWords } from '../../commands/money/receiveWords.js';
import { parseOrder } from '../../src/words/parseOrder.js';
import { parseWithdrawal } from '../../src/words/parseWithdrawal.js';
import type { Figure } from './figure.js';

const length = 4096;
const rounds = 200;
const texts = ['1', '1 ', '1,', '1.000 ', 'a1', '٣', '½', '-', '@', 'to ', '# ', 'half ', 'vyfen'].map((part) => part.repeat(Math.ceil(length / part.length)).slice(0, length));
const readers = { '/buy': (text: string) => parseOrder(text, 'buy'), '/withdraw': (text: string) => parseWithdrawal(text), '/receive': readReceiveWords, '/alert': parseAlert } as const;

/** The slowest of the texts, ms for one reading. */
export function benchWords(): readonly Figure[] {
  return Object.entries(readers).map(([name, read]) => {
    const slowest = Math.max(...texts.map((text) => {
      const from = performance.now();
      for (let round = 0; round < rounds; round += 1) read(text);
      return (performance.now() - from) / rounds;
    }));
    return { name: `words of ${name}, 4 096 characters`, value: `${slowest.toFixed(3)} ms`, floor: 'wanted: 1 ms' };
  });
}
