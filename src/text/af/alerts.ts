// Afrikaans sentences: price alerts.
import type { Language } from '../index.js';

export const alerts: Language = {
  'alert.saved': '🔔 Ek laat jou weet sodra dit so is: {name} {rule}.\nBeoordeel op die {basis} van die lewendige boek, nou {now}{distance}.',
  'alert.already': '🔔 Gestoor: {name} {rule}. Dit is nou reeds so, dus gaan dit dadelik af.',
  'alert.rule.above': 'styg tot {threshold} of hoër',
  'alert.rule.below': 'daal tot {threshold} of laer',
  'alert.basis.above': 'beste bod',
  'alert.basis.below': 'beste aanbod',
  'alert.nobody': 'nie daar nie: niemand is aan daardie kant van die boek nie',
  'alert.distance': ' ({percent} % weg)',
  'alert.unknownNow': 'nie bekend nie: die boek is nie in pas nie, en tot dan gaan geen alarm af nie',
  'alert.noComparison': 'Is dit bo of onder? Skryf > of < tussen die munt en die prys.',
  'alert.noPrice': 'Teen watter prys? {why}',
  'alert.tooMany': 'Jy het {limit} alarms, en dit is die meeste wat kan. Met /alerts kan jy een skrap.',
  'alert.none': 'Jy het geen alarms nie. Byvoorbeeld: {example}',
  'alert.heading': '[*Alarms: {count} van {limit}*], die naaste eerste',
  'alert.row': '{mark} {name} {rule}{distance}',
  'alert.row.rested': ' · het {time} teen {price} afgegaan, rus nou',
  'alert.row.waiting': ' · word weer gestel sodra die prys weg is',
  'alert.button.delete': 'Skrap {name} {sign} {threshold}',
  'alert.button.rearm': 'Stel weer: {name} {sign} {threshold}',
  'alert.deleted': 'Geskrap: {name} {rule}.',
  'alert.gone': 'Daardie alarm bestaan nie meer nie. /alerts wys joune.',
  'alert.rearmed': '🔔 Weer gestel: {name} {rule}.',
  'alert.rearmedWaiting': '🔔 {name} {rule}: dit is nou reeds so. Die alarm word weer gestel sodra die prys weg is, en gaan by die volgende keer af.',
};
