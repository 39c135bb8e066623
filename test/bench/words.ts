// What the longest message costs each reader of what others write: digits, separators, odd letters and beginnings of all kinds.
import { parseAlert } from '../../src/text/parseAlert.js';
import { readReceiveWords } from '../../commands/money/receiveWords.js';
import { readCommand } from '../../src/bot/commandList.js';
import { readInvoice } from '../../src/lightning/readInvoice.js';
import { readAddressText } from '../../src/model/payments/addressText.js';
import { findSecret } from '../../src/model/secrets/findSecret.js';
import { scrubPatterns } from '../../src/security/redact.js';
import { lookAlikeLine } from '../../src/text/lookAlikes.js';
import { speak } from '../../src/text/index.js';
import { oneLine, outside } from '../../src/text/outside.js';
import { parseOrder } from '../../src/words/parseOrder.js';
import { parseWithdrawal } from '../../src/words/parseWithdrawal.js';
import type { Figure } from './figure.js';

const length = 4096;
const rounds = 40;
/** More than that is a reader that holds others up. */
const wanted = 'wanted: 2 ms';
/** As many as FINDINGS' flood had. */
const flood = 55;

const parts = [
  '1', '1 ', '1,', '1.000 ', 'a1', '٣', '½', '-', '@', 'to ', '# ', 'half ', 'vyfen', 'key ', 'secret:', '"', '\n', '\u00a0', '\u200d', '👩', '👩\u200d', '🇿', 'e\u0301', 'ж',
  'lnbc', 'lnbc1', 'lnbc1half ', 'lightning:', 'bc1q', '0x', 'a@b.', 'x-auth-', '1:', '/buy ', '٣\u0301', 'rand hundred ', 'at > ', '5'.repeat(51), `s${'p'.repeat(28)} `, 'password is ', 'pin 12 ', 'winner ',
];
const texts = parts.flatMap((part) => ['', 'R', 'key ', 'lnbc1', '0.1 btc '].map((start) => (start + part.repeat(Math.ceil(length / part.length))).slice(0, length)));
const say = speak('en');

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  '/buy': (text) => parseOrder(text, 'buy'), '/withdraw': (text) => parseWithdrawal(text), '/receive': readReceiveWords, '/alert': parseAlert,
  'a command': (text) => readCommand(text, 'capebot'), 'an invoice': readInvoice, 'an address': (text) => readAddressText('btc', text),
  'the log': scrubPatterns, 'a secret': findSecret, 'outside text': outside, 'one line': oneLine, 'look-alikes': (text) => lookAlikeLine(say, text),
};

function msOf(read: (text: string) => unknown, text: string): number {
  const from = performance.now();
  for (let round = 0; round < rounds; round += 1) read(text);
  return (performance.now() - from) / rounds;
}

/** The slowest of the texts, ms for one reading, and what a flood of the slowest costs all readers together. */
export function benchWords(): readonly Figure[] {
  const slowest = Object.entries(readers).map(([name, read]) => [name, Math.max(...texts.map((text) => msOf(read, text)))] as const);
  const all = slowest.reduce((sum, [, ms]) => sum + ms, 0);
  return [
    ...slowest.map(([name, ms]) => ({ name: `words of ${name}, 4 096 characters`, value: `${ms.toFixed(3)} ms`, floor: wanted })),
    { name: `${flood} such texts, by every reader at its slowest`, value: `${(flood * all).toFixed(0)} ms`, floor: '' },
  ];
}
