// isiZulu sentences: charts.
import type { Language } from '../index.js';

export const chart: Language = {
  'help.chart': 'Isithombe sezintengo, nama-oda nezaziso zakho',
  'chart.caption': '[*{name} · {period}*]  {last} ({change} %)\nPhezulu {high} · phansi {low}\n{from} kuya ku-{to}',
  'chart.none': '[*{name}*] ayikabi nawo ama-candle e-{period}: akukho okuhwetshiwe.',
  'chart.quiet': 'Akukho okuhwetshiwe kusukela ngo-{time}.',
  'chart.badPeriod': 'Awekho ama-candle e-"{words}". I-candle ingathatha {periods}.',
  'chart.twoPeriods': 'Igrafu inama-candle obude obubodwa. Yibuphi: {periods}?',
  'chart.title': '{name} · {period}',
  'chart.line.order': '{side} {amount}',
  'chart.line.entry': 'I-average yakho',
  'chart.line.above': 'Isaziso ngaphezulu',
  'chart.line.below': 'Isaziso ngaphansi',
  'chart.line.close': 'Isaziso, ukuvala kwe-{period}',
  'chart.entry': 'Intengo yakho eyi-average ngu-{price}, ibalwe kuwo wonke ama-trade akho lapha ({count}), ngaphandle kwezimali zesevisi. Ama-coin angene noma aphume ngenye indlela awabaliwe.',
  'chart.entryOfLast': 'Intengo yakho eyi-average ngu-{price}, ibalwe kuphela kuma-trade akho okugcina lapha ({count}), ngaphandle kwezimali zesevisi. Ama-trade amadala, nama-coin angene noma aphume ngenye indlela, awabaliwe.',
  'chart.entryUnread': 'Ama-trade akho awakwazanga ukufundwa njengamanje, ngakho intengo yakho eyi-average ayidwetshiwe.',
  'chart.moreLines': 'Okungadwetshiwe: amanye ama-oda akho nezaziso zakho ({count}), ezikude nentengo.',
  'picture.busy': 'Ngidweba izithombe eziningi njengamanje. Ngicela uzame futhi ngemva kwemizuzwana embalwa.',
};
