// isiZulu sentences: markets, prices and balances.
import type { Language } from '../index.js';

export const market: Language = {
  'balance.none': 'I-akhawunti yakho ayinalutho. /status ikhombisa ukuthi ngixhumekile yini.',
  'balance.total': '[*Isamba {total}*]',
  'balance.row': '{currency}: {available} etholakalayo{locked}{value}',
  'balance.locked': ', {locked} esema-odeni',
  'balance.value': ' (≈ {value})',
  'balance.more': '… nokunye okungu-{count}: /balance ikhombisa konke',
  'balance.unpriced': 'Uhlobo lwemali olungenayo intengo ngamarandi alukho esambeni.',
  'balance.age': 'Ubudala bezintengo: {age}.',
  'price.one': '[*{name}*] {last} ({change} emahoreni angu-24)\nI-bid engcono kakhulu {bid} · i-ask engcono kakhulu {ask}\n24 h: phansi {low}, phezulu {high}, okuhwetshiwe {amount}',
  'price.none': '[*{name}*] ayikahwetshwa.\nI-bid engcono kakhulu {bid} · i-ask engcono kakhulu {ask}',
  'price.row': '{base}: {last} ({change})  bid {bid} · ask {ask}',
  'price.noTicker': '[*{name}*]\nI-bid engcono kakhulu {bid} · i-ask engcono kakhulu {ask}\nIntengo yokugcina noshintsho lwe-24 h: akwaziwa njengamanje, i-exchange ayiphendulanga.',
  'price.rowNoTicker': '{base}: intengo yokugcina ayaziwa njengamanje  bid {bid} · ask {ask}',
  'price.unknown': 'ayaziwa njengamanje',
  'price.heading': '[*Izintengo ngamarandi*]',
  'price.age': 'Ubudala: {age}. I-order book ebukhoma ayivumelanisiwe.',
  'price.noLevel': 'ayikho',
  'market.unknown': 'Angiyazi imakethe ye-"{words}". I-Cape Crypto ihweba nge-{coins}. Isibonelo: {example}',
  'market.noBook': 'Ayikho intengo ye-{name} njengamanje: akekho umuntu kolunye uhlangothi lwe-order book. Ungasho intengo yakho, isibonelo {example}',
  'market.none': 'I-exchange ayikhombisi zimakethe njengamanje.',
};
