// English sentences: account.

export const account = {
  'link.needed': 'No Cape Crypto account is linked yet. Send /link to link one.',
  'link.malformed': 'That does not look like an API key. Copy it again from Cape Crypto, without spaces inside; nothing was stored.',
  'link.refused': 'Cape Crypto does not know this pair of API key and secret. Check that both are from the same key and were copied whole; nothing was stored.',
  'link.disabled': 'Cape Crypto says this API key is not active. Activate it in your account there, or make a new one, and send /link again; nothing was stored.',
  'link.no2fa': 'Cape Crypto accepts API keys only while two-factor authentication is on. Switch it on in your account there and send /link again; nothing was stored.',
  'link.clock': 'Cape Crypto refused the request because of its time, which is my fault and not your key\'s. Try again in a minute; nothing was stored.',
  'link.notPermitted': 'Cape Crypto knows this key but does not let it read your balances. Check whether your account there is verified; nothing was stored.',
  'link.refusedOther': 'Cape Crypto refused this key and said: [`{codes}`]. Nothing was stored.',
  'link.unavailable': 'I could not check the key, because Cape Crypto did not answer as it should. Try again in a minute; nothing was stored.',
} as const;
