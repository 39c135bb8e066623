// English sentences: markets, prices and balances.

export const market = {
  'balance.none': 'Your account is empty. /status shows whether I am connected.',
  'balance.total': '[*Total {total}*]',
  'balance.row': '{currency}: {available} available{locked}{value}',
  'balance.locked': ', {locked} in orders',
  'balance.value': ' (≈ {value})',
  'balance.more': '… and {count} more: /balance shows all',
  'balance.unpriced': 'A currency without a rand price is not in the total.',
  'balance.age': 'Prices are {age} old.',
  'price.one': '[*{name}*] {last} ({change} in 24 h)\nBest bid {bid} · best ask {ask}\n24 h: low {low}, high {high}, {amount} traded',
  'price.none': '[*{name}*] has not been traded yet.\nBest bid {bid} · best ask {ask}',
  'price.row': '{base}: {last} ({change})  bid {bid} · ask {ask}',
  'price.noTicker': '[*{name}*]\nBest bid {bid} · best ask {ask}\nLast price and 24 h change: not known now, the exchange did not answer.',
  'price.rowNoTicker': '{base}: last price not known now  bid {bid} · ask {ask}',
  'price.unknown': 'not known now',
  'price.heading': '[*Prices in rand*]',
  'price.age': 'From {age} ago: the live book is not in sync.',
  'price.noLevel': 'none',
  'market.unknown': 'I know no market for "{words}". Cape Crypto trades {coins}. For example: {example}',
  'market.noBook': 'There is no price for {name} right now: nobody is on the other side of the book. You can name your own price, for example {example}',
  'market.none': 'The exchange lists no markets right now.',
} as const;
