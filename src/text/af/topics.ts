// Afrikaans sentences: /help by topic; the words of a topic are what can be written after /help, in lower case.
import type { Language } from '../index.js';

export const topics: Language = {
  'usage.topic': 'onderwerp',
  'help.overview': '[*Wat ek kan doen*]\nTik op ’n onderwerp, of skryf [`/help trade`]. [`/help buy`] vertel alles oor een opdrag.',
  'help.all': 'Alles',
  'help.names': '{title}  {names}',
  'help.words.start': 'begin',
  'help.words.market': 'mark, markte',
  'help.words.trade': 'handel',
  'help.words.account': 'rekening',
  'help.words.money': 'geld',
  'help.words.notify': 'alarms, opsommings, kennisgewings',
  'help.words.settings': 'instellings',
};
