// English sentences: vouchers.

export const vouchers = {
  'voucher.what': 'redeem {amount} of a {name}',
  'voucher.ask': 'Redeem [*{amount}*] of a [*{name}*]?',
  'voucher.pinEnds': 'Its pin ends in {tail}',
  'voucher.once': 'A voucher can be redeemed once. What is left of it comes back as a new voucher, where the provider gives one.',
  'voucher.done': '✅ Done: {what}.',
  'voucher.credited': '✅ Voucher redeemed: [*{amount}*] is on your account, after fees',
  'voucher.worth': 'The voucher was worth {amount}',
  'voucher.change': 'The rest, {amount}, is on a new voucher, which I keep for you',
  'voucher.changeExpires': 'Use it before {expiry}',
  'voucher.showPin': 'Show its pin',
  'voucher.unknownWhy': 'The exchange did not answer clearly, and it keeps no list I could look at. See whether /balance has grown, and try the pin at its provider, before you use it again: I never send it twice.',
  'refusal.voucherPin': 'The pin of this voucher can no longer be read here. Nothing was sent; please give it again.',
} as const;
