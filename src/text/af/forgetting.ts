// Afrikaans sentences: deleting everything that is kept of a person.
import type { Language } from '../index.js';

export const forgetting: Language = {
  'help.forget': 'Skrap alles wat ek oor jou hou; vra eers',
  'bot.toast.nobody': 'Ek hou niks oor jou nie, so hierdie knoppie doen niks meer nie. Stuur /start om te begin.',
  'forget.ask': '[*Moet ek alles skrap wat ek oor jou hou?*] Vir goed, en alles gelyk:\n• jou naam, jou Telegram-id en jou instellings\n• die gestoorde API-sleutel, die PIN, en alles wat ek van jou orders, deposito’s en onttrekkings weet\n• jou alarms ({alerts}) en die skedule van opsommings\n• kleingeld-vouchers wat ek bewaar ({vouchers})\n• die boek van jou Lightning-betalings ({payments}): daarna kan ek nie meer sê dat ’n faktuur reeds betaal is nie\n• boodskappe wat ek jou nog skuld',
  'forget.vouchers': '⚠️ Kleingeld-vouchers ter waarde van [*{amount}*] word net hier bewaar. Is hulle geskrap, kan niemand hul PIN’s terugbring nie. /voucher wys hulle: skryf hulle eers neer, of los hulle in.',
  'forget.stays': 'Nie geskrap nie, want dit is nie myne om te skrap nie: wat Cape Crypto self hou, jou oop orders en die API-sleutel daar; die boodskappe in hierdie gesprek, wat jy self skrap; en rugsteunkopieë en logs van die persoon wat hierdie bot bedryf.',
  'forget.yes': 'Skrap alles',
  'forget.no': 'Hou dit',
  'forget.kept': 'Niks is geskrap nie.',
  'forget.lapsed': 'Daardie vraag het verval, of iets het sedertdien verander. Niks is geskrap nie; /forget vra weer.',
  'forget.done': 'Klaar: alles wat ek oor jou gehou het, is geskrap, en ek hou niks meer vir jou dop nie. Die API-sleutel self werk voort totdat jy dit op capecrypto.com skrap. /start begin van voor af.',
  'forget.locked': '🔒 Jou rekening is gesluit, so niks kan geskrap word nie: wie ook al jou foon het, mag dit nie uitvee nie. /unlock maak dit eers oop. /unlink vernietig die gestoorde sleutel dadelik, ook nou.',
  'forget.underWay': 'Nog nie: iets wat jy bevestig het, is nog op pad, en sonder die rekord daarvan kan ek nie sien hoe dit eindig nie. Niks is geskrap nie. /forget werk wanneer dit geëindig het, op die laatste {time}.',
};
