// A secret that its writer names: "my pin is 4821", "wagwoord: springbok", "482913 is my code".

/** Beside these a number of four to eight digits is a code. */
const numberNames: ReadonlySet<string> = new Set('pin pins pincode pinkode passcode otp totp 2fa code codes kode ikhodi iphini iphinikhodi cvv cvc'.split(' '));
/** "Branch code 250655" is no secret. */
const openCodes: ReadonlySet<string> = new Set('branch tak bank country land postal post zip swift area dial dialling qr promo discount sort currency lebhange'.split(' '));
/** Beside these a word is a secret. */
const wordNames: ReadonlySet<string> = new Set('password passwords passwd passphrase wagwoord wagfrase iphasiwedi secret geheim imfihlo'.split(' '));
/** Between the name and the secret. */
const links: ReadonlySet<string> = new Set('is are was : my myne ngu yi ngi it its dis'.split(' '));
/** What people say of a password without saying it. */
const said: ReadonlySet<string> = new Set(('wrong right not lost forgotten forgot safe needed reset change changed same new old strong weak expired gone stolen known leaked correct manager'
  + ' verkeerd reg nie weg vergeet veilig nodig dieselfde nuwe gesteel verloor ilahlekile ayilungile ephephile').split(' '));
/** How far from the name a number may stand, words. */
const reach = 4;
/** Words that are looked at. */
const wordsLimit = 1024;

const isCode = (word: string | undefined): boolean => word !== undefined && /^\d{4,8}$/.test(word.replaceAll('-', ''));
/** "482 913" is one code in two words. */
const isHalf = (word: string | undefined): boolean => word !== undefined && /^\d{2,4}$/.test(word);
/** Without the prefix of isiZulu and what stands about a word. */
const nameOf = (word: string): string => word.replace(/^(?:i|u|le|ne)-/, '');

/** True when a word names a secret and one stands beside it. Linear in the text's length. */
export function holdsNamedSecret(text: string): boolean {
  const words = text.toLowerCase().replaceAll(/[:=]/g, ' : ').split(/\s+/u, wordsLimit).map(bare).filter((word) => word !== '');
  const isNumber = words.map((word, at) => isCode(word) || (isHalf(word) && isHalf(words[at + 1])));
  const isNear = (at: number): boolean => isNumber.slice(Math.max(0, at - reach + 1), at + reach + 1).includes(true);
  return words.some((word, at) => {
    const name = nameOf(word);
    if (numberNames.has(name)) return !openCodes.has(words[at - 1] ?? '') && isNear(at);
    return wordNames.has(name) && hasWord(words, at);
  });
}

/** Cut at both ends by hand: a pattern for it would look at a long run of signs once from each of them. */
function bare(word: string): string {
  if (word === ':') return word;
  const marks = '.,;!?"\'()[]{}<>«»“”‘’`*_';
  let [from, to] = [0, word.length];
  while (from < to && marks.includes(word[from] ?? '')) from += 1;
  while (to > from && marks.includes(word[to - 1] ?? '')) to -= 1;
  return word.slice(from, to);
}

function hasWord(words: readonly string[], at: number): boolean {
  let next = at + 1;
  while (next - at <= 3 && links.has(words[next] ?? '')) next += 1;
  const value = words[next];
  if (value === undefined || value.length < 4 || said.has(value)) return false;
  const isLinked = next > at + 1;
  return isLinked || /[^\p{L}-]/u.test(value) || words.length <= 3;
}
