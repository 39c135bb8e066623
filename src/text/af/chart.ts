// Afrikaans sentences: charts.
import type { Language } from '../index.js';

export const chart: Language = {
  'help.chart': '’n Prent van pryse, met jou eie orders en alarms',
  'chart.caption': '[*{name} · {period}*]  {last} ({change} %)\nHoog {high} · laag {low}\n{from} tot {to}',
  'chart.none': '[*{name}*] het nog geen {period}-kerse nie: niks is verhandel nie.',
  'chart.quiet': 'Niks is sedert {time} verhandel nie.',
  'chart.badPeriod': 'Daar is geen kerse van "{words}" nie. ’n Kers kan {periods} duur.',
  'chart.twoPeriods': '’n Grafiek het kerse van een lengte. Watter een: {periods}?',
  'chart.title': '{name} · {period}',
  'chart.line.order': '{side} {amount}',
  'chart.line.entry': 'Jou gemiddelde',
  'chart.line.above': 'Alarm bo',
  'chart.line.below': 'Alarm onder',
  'chart.line.close': 'Alarm, {period} sluit',
  'chart.entry': 'Jou gemiddelde prys {price}, uit al jou transaksies hier ({count}), sonder fooie. Munte wat op ’n ander manier gekom of gegaan het, tel nie.',
  'chart.entryOfLast': 'Jou gemiddelde prys {price}, net uit jou laaste transaksies hier ({count}), sonder fooie. Ouer transaksies, en munte wat op ’n ander manier gekom of gegaan het, tel nie.',
  'chart.entryUnread': 'Jou transaksies kon nie nou gelees word nie, so jou gemiddelde prys is nie geteken nie.',
  'chart.moreLines': 'Nie geteken nie: nog {count} van jou orders en alarms, verder van die prys af.',
  'picture.busy': 'Ek teken nou baie prente. Probeer asseblief oor ’n paar sekondes weer.',
};
