// English sentences: deleting everything that is kept of a person.

export const forgetting = {
  'help.forget': 'Delete everything I keep about you; asks first',
  'bot.toast.nobody': 'I keep nothing about you, so this button does nothing any more. Send /start to begin.',
  'forget.ask': '[*Delete everything I keep about you?*] For good, and all at once:\n• your name, your Telegram id and your settings\n• the stored API key, the PIN, and all I know of your orders, deposits and withdrawals\n• your alerts ({alerts}) and the summary schedule\n• kept change vouchers ({vouchers})\n• the ledger of your Lightning payments ({payments}): after it I can no longer tell that an invoice was paid already\n• messages that I still owe you',
  'forget.vouchers': '⚠️ Change vouchers worth [*{amount}*] are kept only here. Deleted, their pins cannot be brought back by anybody. /voucher shows them: write them down first, or redeem them.',
  'forget.stays': 'Not deleted, because it is not mine to delete: what Cape Crypto itself keeps, your open orders and the API key there; the messages in this chat, which you delete yourself; and backups and logs of the person who runs this bot.',
  'forget.yes': 'Delete everything',
  'forget.no': 'Keep it',
  'forget.kept': 'Nothing was deleted.',
  'forget.lapsed': 'That question has lapsed, or something has changed since. Nothing was deleted; /forget asks again.',
  'forget.done': 'Done: everything I kept about you is deleted, and I watch nothing for you any more. The API key itself goes on working until you delete it on capecrypto.com. /start begins anew.',
  'forget.locked': '🔒 Your account is locked, so nothing can be deleted: whoever holds your phone must not wipe it. /unlock opens it first. /unlink destroys the stored key at once, also now.',
  'forget.underWay': 'Not yet: something you confirmed is still on its way, and without its record I could not see it to its end. Nothing was deleted. /forget works when it has ended, at the latest {time}.',
} as const;
