// isiZulu words of amounts. Numbers are looked up, not put together: the table has the round ones, with the forms that nga- and the relative give them.
import type { Lexicon } from './lexicon.js';

const few = { bili: '2', thathu: '3', ne: '4', hlanu: '5' } as const;
/** The same where the noun's class changes the stem after the nasal. */
const fewAfterNasal = { mbili: '2', ntathu: '3', ne: '4', nhlanu: '5' } as const;
const belowTen = { isithupha: '6', isikhombisa: '7', isishiyagalombili: '8', isishiyagalolunye: '9' } as const;
const many = { ...belowTen, ishumi: '10' } as const;

/** Each count behind the noun, in digits with the zeros of one of them. */
const counted = (before: string, counts: Readonly<Record<string, string>>, zeros: string): Record<string, string> =>
  Object.fromEntries(Object.entries(counts).map(([word, digits]) => [`${before}${word}`, `${digits}${zeros}`]));

/** "amashumi amabili" to "amashumi ayisishiyagalolunye". */
const tensOf = (noun: string, zeros: string): Record<string, string> => ({ ...counted(`${noun} ama`, few, zeros), ...counted(`${noun} ay`, belowTen, zeros) });

/** "izinkulungwane ezimbili" to "izinkulungwane eziyishumi". */
const largeOf = (noun: string, zeros: string): Record<string, string> => ({ ...counted(`${noun} ezi`, fewAfterNasal, zeros), ...counted(`${noun} eziy`, many, zeros) });

const plain: Readonly<Record<string, string>> = {
  ishumi: '10', ikhulu: '100', inkulungwane: '1000', isigidi: '1000000',
  ...tensOf('amashumi', '0'), ...tensOf('amakhulu', '00'), ...largeOf('izinkulungwane', '000'), ...largeOf('izigidi', '000000'),
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
  commands: {
    start: ['qala'], help: ['usizo', 'siza'], link: ['xhuma'], price: ['intengo', 'amanani', 'yimalini', 'malini'], chart: ['igrafu', 'ishadi'], markets: ['imakethe', 'izimakethe'], buy: ['thenga', 'ukuthenga'],
    sell: ['thengisa', 'ukuthengisa'], orders: ['amaoda', 'ama_oda'], order: ['ioda', 'i_oda'], cancel: ['khansela'], cancelall: ['khanselakonke'], fills: ['engikuthengile'], balance: ['ibhalansi', 'amabhalansi', 'nginamalini'],
    profit: ['inzuzo'], deposit: ['faka', 'ikheli', 'idiphozithi'], withdraw: ['khipha', 'thumela', 'ukukhipha'], pay: ['khokha'], receive: ['ukwamukela', 'yamukela'], alert: ['ngazise', 'ngitshele'], alerts: ['izaziso'],
    summary: ['isifinyezo'], settings: ['izilungiselelo'], lock: ['khiya'], unlock: ['vula'], forget: ['khohlwa'],
  },
  filler: ['ngicela', 'ngifuna', 'ngiyabonga', 'yami'],
};
