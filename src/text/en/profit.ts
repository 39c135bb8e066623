// English sentences: profit or loss of one's own trades.

export const profit = {
  'help.profit': 'What your sales earned or lost, in rand',
  'profit.heading': '[*Profit and loss, {period}*]',
  'profit.up': 'Profit {amount}',
  'profit.down': 'Loss {amount}',
  'profit.total': '[*{result}*]\nReceived {received}, cost {cost}, fees {fees}',
  'profit.noSales': 'No sale with a known cost in this time.',
  'profit.market': '[*{name}*]',
  'profit.sold': 'Sold {amount} for {received}; cost {cost}, fees {fees}',
  'profit.unbought': '⚠ {amount} were sold that no trade here bought: their cost is unknown and they are left out.',
  'profit.noFee': '⚠ Trades without a known fee: {count}. Nothing is taken off for them.',
  'profit.held': 'Held now, of all the trades I know: {amount}, average cost {average}',
  'profit.unrealised': '{result} if sold now at the best bid, {bid}, before fees',
  'profit.noPrice': 'I have no best bid just now, so I cannot say what that is worth.',
  'profit.foreign': '⚠ Left out, because the prices are not in rand: {names}',
  'profit.cut': '⚠ What was bought before that is not known here, so average costs may be wrong.',
  'profit.method': 'By average cost; the fee of a buy is part of its cost. Only trades count: coins that came or went otherwise do not.',
  'profit.badWords': 'I cannot read "{words}" as a time. It is today, week, month, a month such as 2026-03, or a tax year such as 2026.',
  'profit.button.today': 'Today',
  'profit.button.week': 'This week',
} as const;
