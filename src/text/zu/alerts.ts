// isiZulu sentences: price alerts.
import type { Language } from '../index.js';

export const alerts: Language = {
  'alert.saved': '🔔 Ngizokutshela uma i-{name} {rule}.\nKubhekwa {basis} ye-order book ebukhoma, manje: {now}{distance}.',
  'alert.already': '🔔 Kugciniwe: i-{name} {rule}. Sekunjalo njengamanje, ngakho isaziso sizofika khona manje.',
  'alert.rule.above': 'ikhuphukela ku-{threshold} noma ngaphezulu',
  'alert.rule.below': 'yehlela ku-{threshold} noma ngaphansi',
  'alert.basis.above': 'i-bid engcono kakhulu',
  'alert.basis.below': 'i-ask engcono kakhulu',
  'alert.nobody': 'ayikho (akekho umuntu kulolo hlangothi lwe-order book)',
  'alert.distance': ' (ibanga: {percent} %)',
  'alert.unknownNow': 'ayaziwa (i-order book ayivumelanisiwe, futhi asikho isaziso esizothunyelwa ize ivumelaniswe)',
  'alert.noComparison': 'Ngaphezulu noma ngaphansi? Bhala > noma < phakathi kwe-coin nentengo.',
  'alert.noPrice': 'Ngayiphi intengo? {why}',
  'alert.tooMany': 'Unezaziso ezingu-{limit}, okuwumkhawulo. Sebenzisa /alerts ukuze usule esisodwa.',
  'alert.none': 'Awunazo izaziso. Isibonelo: {example}',
  'alert.heading': '[*Izaziso: {count} kwezingu-{limit}*], eziseduze kuqala',
  'alert.row': '{mark} {name} {rule}{distance}',
  'alert.row.rested': ' · sifike ngo-{time} ku-{price}, siphumule',
  'alert.row.waiting': ' · sizovulwa futhi uma intengo isisukile',
  'alert.button.delete': 'Sula {name} {sign} {threshold}',
  'alert.button.rearm': 'Vula futhi {name} {sign} {threshold}',
  'alert.deleted': 'Kususiwe: i-{name} {rule}.',
  'alert.gone': 'Leso saziso asisekho. /alerts ikhombisa ezakho.',
  'alert.rearmed': '🔔 Sivuliwe futhi: i-{name} {rule}.',
  'alert.rearmedWaiting': '🔔 I-{name} {rule}: sekunjalo njengamanje. Isaziso sizovulwa futhi uma intengo isisukile, sifike lapho kwenzeka futhi.',
};
