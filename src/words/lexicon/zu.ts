// isiZulu words of amounts. Numbers are looked up, not put together: the table has the round ones, with the forms that nga- and the relative give them.
import type { Lexicon } from './lexicon.js';

const few = { bili: 2, thathu: 3, ne: 4, hlanu: 5 } as const;
const many = { isithupha: 6, isikhombisa: 7, isishiyagalombili: 8, isishiyagalolunye: 9, ishumi: 10 } as const;

/** "amashumi amabili" to "amashumi ayisishiyagalolunye". */
const tensOf = (noun: string, each: number): Record<string, number> => ({
  ...Object.fromEntries(Object.entries(few).map(([stem, count]) => [`${noun} ama${stem}`, count * each])),
  ...Object.fromEntries(Object.entries(many).filter(([, count]) => count < 10).map(([word, count]) => [`${noun} ay${word}`, count * each])),
});

/** "izinkulungwane ezimbili" to "izinkulungwane eziyishumi"; the stems of this class change after the nasal. */
const largeOf = (noun: string, each: number): Record<string, number> => ({
  ...Object.fromEntries([['mbili', 2], ['ntathu', 3], ['ne', 4], ['nhlanu', 5]].map(([stem, count]) => [`${noun} ezi${String(stem)}`, Number(count) * each])),
  ...Object.fromEntries(Object.entries(many).map(([word, count]) => [`${noun} eziy${word}`, count * each])),
});

const plain: Readonly<Record<string, number>> = {
  ishumi: 10, ikhulu: 100, inkulungwane: 1000, isigidi: 1_000_000,
  ...tensOf('amashumi', 10), ...tensOf('amakhulu', 100), ...largeOf('izinkulungwane', 1000), ...largeOf('izigidi', 1_000_000),
};

/** "ngekhulu" (with a hundred) and "ayikhulu" (that are a hundred) say "ikhulu"; "ngamakhulu" and "angamakhulu" say "amakhulu". */
const formsOf = (word: string): readonly string[] =>
  (word.startsWith('i') ? [word, `nge${word.slice(1)}`, `ay${word}`, `ey${word}`] : [word, `ng${word}`, `ang${word}`]);

const phrases = Object.fromEntries(Object.entries(plain).flatMap(([words, value]) => formsOf(words).map((one) => [one, value])));
const firsts = Object.keys(plain).map((words) => words.split(' ')[0] ?? '');

export const zu: Lexicon = {
  numbers: {},
  parts: {},
  phrases,
  goesOn: [...new Set(firsts.map((word) => (word.startsWith('i') ? `ne${word.slice(1)}` : `n${word}`))), 'nanye', 'nambili', 'nantathu', 'nane', 'nanhlanu', ...Object.keys(many).map((word) => `ne${word.slice(1)}`)],
  multipliers: { isigidi: 6, izigidi: 6, inkulungwane: 3, izinkulungwane: 3 },
  units: {
    amarandi: 'rand', irandi: 'rand', yamarandi: 'rand', lamarandi: 'rand', samarandi: 'rand', wamarandi: 'rand', ngamarandi: 'rand', amasatoshi: 'sats', amasats: 'sats', iphesenti: 'percent', amaphesenti: 'percent',
  },
  shares: { yonke: '100', konke: '100', wonke: '100', uhhafu: '50' },
  halves: [],
  articles: [],
  of: ['we', 'ye'],
  own: ['yami', 'wami', 'lami'],
  markers: {},
  each: ['ngalinye', 'lilinye'],
  inAll: ['sekukonke'],
  slang: {},
  stops: ['musa', 'cha', 'ingabe', 'kufanele', 'kanjani', 'kwenzekani', 'ngingathenga', 'ngingathengisa', 'uma'],
  filler: ['ngicela', 'ngifuna', 'ngiyabonga', 'yami'],
};
