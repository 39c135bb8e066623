import { describe, expect, it } from '@jest/globals';
import { speak } from '../../src/text/index.js';
import { lookAlike, lookAlikeLine } from '../../src/text/lookAlikes.js';

describe('letters that look like Latin ones', () => {
  it.each([
    ['Cоld wallet', 'Cоld'], ['Cold wаllet', 'wаllet'], ['сое', 'сое'], ['FNВ', 'FNВ'], ['Αbsa', 'Αbsa'], ['Nedbаnk Иванов', 'Nedbаnk'], ['ΒΤϹ', 'ΒΤϹ'], ['АВСА', 'АВСА'], ['ѕtаndard', 'ѕtаndard'], ['Ꭰiscovery', 'Ꭰiscovery'],
    ['ꓚꓳꓡꓓ', 'ꓚꓳꓡꓓ'], ['Ｃold', 'Ｃold'], ['𝐂old wallet', '𝐂old'], ['hօme', 'hօme'], ['Ⓒold', 'Ⓒold'],
  ])('are found in "%s"', (name, word) => {
    expect(lookAlike(name)).toBe(word);
  });

  it.each([
    'Cold wallet', 'Zoë Müller', 'Вера Иванова', 'Иван', 'Ελένη Γεωργίου', 'Նարե', 'Иван Capital', 'QQ群', 'שרה Cohen', '李雷', 'naïve café', 'Tiếng Việt', '1ª', 'µBTC', '', '☕ 🇿🇦', 'BTC/ZAR', 'Nkosi & Ngcobo',
  ])('are not seen in "%s"', (name) => {
    expect(lookAlike(name)).toBeUndefined();
  });

  it('are said once, of the first word, with what hides between the letters left out', () => {
    expect(lookAlikeLine(speak('en'), 'Cold', undefined, 'F\u200bNВ', 'сое').map(({ text }) => text)).toEqual(['⚠️ “FNВ” has letters of another alphabet that look like Latin ones.']);
    expect(lookAlikeLine(speak('en'), 'Cold', undefined)).toEqual([]);
  });
});
