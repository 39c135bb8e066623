// Afrikaans sentences: account.
import type { Language } from '../index.js';

export const account: Language = {
  'link.needed': 'Nog geen Cape Crypto-rekening is gekoppel nie. Stuur /link om een te koppel.',
  'link.malformed': 'Dit lyk nie soos ’n API-sleutel nie. Kopieer dit weer uit Cape Crypto, sonder spasies daarin; niks is gestoor nie.',
  'link.refused': 'Cape Crypto ken nie hierdie paar van API-sleutel en geheim nie. Kyk of albei van dieselfde sleutel kom en heel gekopieer is; niks is gestoor nie.',
  'link.disabled': 'Cape Crypto sê hierdie API-sleutel is nie aktief nie. Aktiveer dit in jou rekening daar, of maak ’n nuwe een, en stuur weer /link; niks is gestoor nie.',
  'link.no2fa': 'Cape Crypto aanvaar API-sleutels net terwyl tweefaktor-verifikasie aan is. Skakel dit in jou rekening daar aan en stuur weer /link; niks is gestoor nie.',
  'link.clock': 'Cape Crypto het die versoek oor sy tyd geweier. Dit is my skuld, nie jou sleutel s’n nie. Probeer oor ’n minuut weer; niks is gestoor nie.',
  'link.notPermitted': 'Cape Crypto ken hierdie sleutel, maar laat dit nie jou saldo’s lees nie. Kyk of jou rekening daar geverifieer is; niks is gestoor nie.',
  'link.refusedOther': 'Cape Crypto het hierdie sleutel geweier en gesê: [`{codes}`]. Niks is gestoor nie.',
  'link.unavailable': 'Ek kon nie die sleutel nagaan nie, want Cape Crypto het nie geantwoord soos dit moet nie. Probeer oor ’n minuut weer; niks is gestoor nie.',
};
