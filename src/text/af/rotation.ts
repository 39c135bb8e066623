// Afrikaans sentences: what a new key is to the account linked before.
import type { Language } from '../index.js';

export const rotation: Language = {
  'link.sameAccount': 'Dit is ’n sleutel van dieselfde rekening, so ek gaan voort waar ek was: niks wat intussen gebeur, gaan verlore nie, en die sleutel voor hom is hier vernietig. Skrap hom ook op capecrypto.com.',
  'link.otherAccount': 'Sover ek kan sien, is dit ’n sleutel van ’n ander rekening, so ek begin van voor af met sy orders. Jou instellings, alarms, skedule, vouchers en PIN bly; kaarte wat oop was, het geëindig, en die sleutel voor hom is hier vernietig.',
  'link.unanswered': '⚠️ Op die vorige rekening gestuur en nooit beantwoord nie: {count}. Met hierdie sleutel kan ek nie daar kyk nie. Kyk asseblief op capecrypto.com wat daarvan geword het voor jy dit weer doen.',
  'link.isDone': 'Die sleutel wat op [`{tail}`] eindig, is gekoppel; daar is niks meer om te vervang nie.',
};
