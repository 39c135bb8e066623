// Afrikaans sentences: scheduled summaries.
import type { Language } from '../index.js';

export const schedules: Language = {
  'schedule.day': 'elke dag om {time} ({zone})',
  'schedule.week': 'elke {weekday} om {time} ({zone})',
  'schedule.set': 'Ek sal jou saldo-opsomming {when} stuur. Volgende: {next}.',
  'schedule.show': 'Jou saldo-opsomming kom {when}. Volgende: {next}.\nOm dit te stop: [`/schedule off`]',
  'schedule.none': 'Geen opsomming is geskeduleer nie.',
  'summaries.isOff': '🔕 Opsommings is in jou instellings afgeskakel: geeneen bereik jou nie.',
  'summaries.switchOn': 'Skakel opsommings aan',
  'schedule.off': 'Geen geskeduleerde opsommings meer nie.',
  'schedule.noTime': 'Watter tyd van die dag? Skryf dit as 08:00.',
  'schedule.noDay': 'Op watter dag van die week? Skryf mon, tue, wed, thu, fri, sat of sun.',
  'schedule.badTime': '"{time}" is nie ’n tyd van die dag nie. Skryf dit as 08:00.',
  'schedule.badDay': '"{day}" is nie ’n dag van die week nie. Skryf mon, tue, wed, thu, fri, sat of sun.',
  'schedule.badWords': 'Ek verstaan nie "{words}" nie.',
  'weekday.mon': 'Maandag',
  'weekday.tue': 'Dinsdag',
  'weekday.wed': 'Woensdag',
  'weekday.thu': 'Donderdag',
  'weekday.fri': 'Vrydag',
  'weekday.sat': 'Saterdag',
  'weekday.sun': 'Sondag',
};
