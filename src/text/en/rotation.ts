// English sentences: what a new key is to the account linked before.

export const rotation = {
  'link.sameAccount': 'It is a key of the same account, so I go on where I was: nothing that happens in between is lost, and the key before it is destroyed here. Delete it on capecrypto.com too.',
  'link.otherAccount': 'As far as I can tell it is a key of another account, so I begin anew with its orders. Your settings, alerts, schedule, vouchers and PIN stay; cards that were open have ended, and the key before it is destroyed here.',
  'link.unanswered': '⚠️ Sent on the account before and never answered: {count}. With this key I cannot look there. Please look on capecrypto.com what became of it before you do it again.',
  'link.isDone': 'The key ending in [`{tail}`] is linked; there is nothing more to replace.',
} as const;
