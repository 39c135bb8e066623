// A seed phrase: twelve or more short words in a row that do not make a sentence.

/** Words of the longest seed phrase (BIP 39), and what may stand before it. */
const longestRun = 30;
const fewest = 12;
/** Of the fewest words, so many may be such as a sentence has. */
const commonLimit = 1;
/** Of the fewest words, so many end in a consonant; isiZulu has few short words between the long ones, and all its words end in vowels. */
const consonantsLeast = 4;

/** Words of nearly every sentence, of three letters or more, and none of which is in the list of BIP 39. */
const common: ReadonlySet<string> = new Set(
  ('the and for was but his her with from they not has had been would could should their which were than our why who where these those please thanks does did are its'
    + ' die het nie van vir ons met dat hierdie ook maar kan sal hulle jou een toe daar nou waar asseblief baie mens wees word').split(' '),
);

/** True when the text has such a run; numbers between the words do not end it, a shorter or longer word does. Linear in its length. */
export function holdsSeedWords(text: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}]+/u);
  let run: string[] = [];
  for (const word of [...words.filter((one) => one !== ''), '']) {
    if (/^[a-z]{3,8}$/.test(word)) run.push(word);
    else {
      if (run.length >= fewest && run.length <= longestRun && isSeed(run)) return true;
      run = [];
    }
  }
  return false;
}

/** True when some twelve in a row are hardly a sentence. */
function isSeed(run: readonly string[]): boolean {
  return run.some((_, from) => {
    const twelve = run.slice(from, from + fewest);
    if (twelve.length < fewest || twelve.filter((word) => common.has(word)).length > commonLimit) return false;
    return twelve.filter((word) => !/[aeiou]$/.test(word)).length >= consonantsLeast;
  });
}
