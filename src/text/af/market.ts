// Afrikaans sentences: markets, prices and balances.
import type { Language } from '../index.js';

export const market: Language = {
  'balance.none': 'Jou rekening is leeg. /status wys of ek verbind is.',
  'balance.total': '[*Totaal {total}*]',
  'balance.row': '{currency}: {available} beskikbaar{locked}{value}',
  'balance.locked': ', {locked} in orders',
  'balance.value': ' (≈ {value})',
  'balance.more': '… en nog {count}: /balance wys almal',
  'balance.unpriced': '’n Geldeenheid sonder ’n randprys is nie in die totaal nie.',
  'balance.age': 'Pryse is {age} oud.',
  'price.one': '[*{name}*] {last} ({change} in 24 h)\nBeste bod {bid} · beste aanbod {ask}\n24 h: laag {low}, hoog {high}, {amount} verhandel',
  'price.none': '[*{name}*] is nog nie verhandel nie.\nBeste bod {bid} · beste aanbod {ask}',
  'price.row': '{base}: {last} ({change})  bod {bid} · aanbod {ask}',
  'price.noTicker': '[*{name}*]\nBeste bod {bid} · beste aanbod {ask}\nLaaste prys en verandering oor 24 h: nou nie bekend nie, die beurs het nie geantwoord nie.',
  'price.rowNoTicker': '{base}: laaste prys nou nie bekend nie  bod {bid} · aanbod {ask}',
  'price.unknown': 'nou nie bekend nie',
  'price.heading': '[*Pryse in rand*]',
  'price.age': 'Van {age} gelede: die lewendige boek is nie in pas nie.',
  'price.noLevel': 'geen',
  'market.unknown': 'Ek ken geen mark vir "{words}" nie. Cape Crypto verhandel {coins}. Byvoorbeeld: {example}',
  'market.noBook': 'Daar is nou geen prys vir {name} nie: niemand is aan die ander kant van die boek nie. Jy kan jou eie prys noem, byvoorbeeld {example}',
  'market.none': 'Die beurs lys nou geen markte nie.',
};
