// English sentences: charts.

export const chart = {
  'help.chart': 'A picture of prices, with your own orders and alerts',
  'chart.caption': '[*{name} · {period}*]  {last} ({change} %)\nHigh {high} · low {low}\n{from} to {to}',
  'chart.none': '[*{name}*] has no candles of {period} yet: nothing was traded.',
  'chart.quiet': 'Nothing was traded since {time}.',
  'chart.badPeriod': 'There are no candles of "{words}". A candle can last {periods}.',
  'chart.twoPeriods': 'A chart has candles of one length. Which one: {periods}?',
  'chart.title': '{name} · {period}',
  'chart.line.order': '{side} {amount}',
  'chart.line.entry': 'Your average',
  'chart.line.above': 'Alert above',
  'chart.line.below': 'Alert below',
  'chart.line.close': 'Alert, {period} close',
  'chart.entry': 'Your average price {price}, from all your trades here ({count}), without fees. Coins that came or went otherwise are not counted.',
  'chart.entryOfLast': 'Your average price {price}, only from your last trades here ({count}), without fees. Older trades, and coins that came or went otherwise, are not counted.',
  'chart.entryUnread': 'Your trades could not be read just now, so your average price is not drawn.',
  'chart.moreLines': 'Not drawn: {count} more of your orders and alerts, further from the price.',
  'picture.busy': 'I am drawing a lot of pictures right now. Please try again in a few seconds.',
} as const;
