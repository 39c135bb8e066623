// isiZulu sentences: /help by topic; the words of a topic are what can be written after /help, in lower case.
import type { Language } from '../index.js';

export const topics: Language = {
  'usage.topic': 'isihloko',
  'help.overview': '[*Engingakwenza*]\nThepha isihloko, noma ubhale [`/help trade`]. [`/help buy`] ichaza konke ngomyalo owodwa.',
  'help.all': 'Konke',
  'help.names': '{title}  {names}',
  'help.words.start': 'qala, ukuqala',
  'help.words.market': 'imakethe, izimakethe',
  'help.words.trade': 'ukuhweba, hweba',
  'help.words.account': 'i-akhawunti, akhawunti',
  'help.words.money': 'imali',
  'help.words.notify': 'izaziso, izifinyezo',
  'help.words.settings': 'izilungiselelo',
};
