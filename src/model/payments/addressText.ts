// Reads the address of a coin out of what wallets share and people paste: alone, in groups of four, or as a link such as "bitcoin:…?amount=…".
import type { CurrencyCode } from '../trading/market.js';
import { addressFault, splitTag, takesTag, type AddressFault, type TaggedAddress } from './addressChecks.js';

/** Longest text looked at, characters; a link with everything in it is shorter. */
const textLimit = 1000;

/** Schemes of links by coin: BIP 21 for bitcoin, ERC-681 for Ethereum and its tokens, and what wallets of the XRP ledger write. */
const schemes: Readonly<Record<string, readonly string[]>> = { btc: ['bitcoin'], xrp: ['xrp', 'xrpl', 'ripple'], eth: ['ethereum'] };
/** Links of other coins are told from words with a colon in them. */
const otherSchemes: readonly string[] = ['litecoin', 'dogecoin', 'bitcoincash', 'monero', 'solana', 'tron', 'lightning'];

const link = /^([a-z]+):(?:\/\/)?([^?]*)(?:\?(.*))?$/isu;
/** As the bot itself writes an address on its cards. */
const groupsOfFour = /^[0-9A-Za-z]{4}(?:[ \u00a0\n]+[0-9A-Za-z]{4})*[ \u00a0\n]+[0-9A-Za-z]{1,4}$/u;

/** What a text says, or why it is not taken. `network` is the coin's, where it is known. Nothing unseen is taken out: that is a reason to refuse. */
export function readAddressText(currency: CurrencyCode, text: string, network?: string): TaggedAddress | { readonly fault: AddressFault } {
  const typed = text.slice(0, textLimit).trim();
  const inLink = readLink(currency, typed);
  if (inLink !== undefined && 'fault' in inLink) return inLink;
  const whole = groupsOfFour.test(typed) ? typed.replace(/\s+/gu, '') : typed;
  const found = inLink ?? (takesTag(currency) ? splitTag(whole) : { address: whole });
  const fault = addressFault(currency, found.address, network);
  return fault === undefined ? found : { fault };
}

/** undefined for a text that is no link of a coin. */
function readLink(currency: CurrencyCode, text: string): TaggedAddress | { readonly fault: AddressFault } | undefined {
  const [, written = '', path = '', query = ''] = link.exec(text) ?? [];
  const scheme = written.toLowerCase();
  const own = schemes[currency] ?? [];
  if (!own.includes(scheme)) return isKnownScheme(scheme) && !(scheme === 'ethereum' && /^0x/i.test(path)) ? { fault: 'otherCoin' } : tokenLink(scheme, path);
  const asked = new URLSearchParams(query);
  // What a link insists on and is not known here must not be passed over (BIP 21).
  if ([...asked.keys()].some((name) => name.toLowerCase().startsWith('req-'))) return { fault: 'link' };
  if (scheme === 'ethereum') return plainEthereum(path);
  const tag = takesTag(currency) ? asked.get('dt') ?? asked.get('tag') : null;
  return path === '' ? { fault: 'link' } : { address: path, ...(tag === null ? {} : { tag }) };
}

const isKnownScheme = (scheme: string): boolean => otherSchemes.includes(scheme) || Object.values(schemes).some((known) => known.includes(scheme));

/** Of a token that moves over Ethereum wallets share a link of Ethereum's. */
const tokenLink = (scheme: string, path: string): ReturnType<typeof readLink> => (scheme === 'ethereum' ? plainEthereum(path) : undefined);

/** One that calls a contract ("…/transfer?address=…") names the token's address first, which nobody's money should go to; one for another chain names that. */
function plainEthereum(path: string): TaggedAddress | { readonly fault: AddressFault } {
  const [, address, chain = '1'] = /^(?:pay-)?(0x[0-9a-f]+)(?:@(\d+))?$/iu.exec(path) ?? [];
  return address === undefined || chain !== '1' ? { fault: 'link' } : { address };
}
