// The language the bot speaks to this user, pushes included.
import { languageNames, languages } from '../../../src/text/index.js';
import { outside } from '../../../src/text/outside.js';
import { save, type Setting } from './setting.js';

/** In its own words; what is no language of ours goes by its code. */
export const languageName = (code: string): string => (Object.hasOwn(languageNames, code) ? languageNames[code] : undefined) ?? code;

const codes = (): readonly string[] => Object.keys(languages);

export const language: Setting = {
  name: 'language', aliases: ['lang', 'taal', 'ulimi'], label: 'settings.language.label',
  line: ({ say, user }) => say('settings.language.line', { language: outside(languageName(user.settings.language)) }),
  page: ({ say, user }) => ({
    text: say('settings.language.about', { language: outside(languageName(user.settings.language)) }),
    choices: codes().map((code) => ({ label: languageName(code), words: `language ${code}`, isChosen: user.settings.language === code })), perRow: 1,
  }),
  async take(seen, words) {
    const typed = words.join(' ').toLowerCase();
    const code = codes().find((one) => one === typed || languageName(one).toLowerCase() === typed);
    if (code === undefined) {
      const known = codes().map(languageName).join(', ');
      return { kind: 'wrong', why: seen.say('settings.badLanguage', { typed: outside(typed, 40), known: outside(known), example: outside(`/settings language ${codes()[0] ?? 'en'}`) }) };
    }
    await save(seen, (settings) => ({ ...settings, language: code }));
    return { kind: 'changed', line: (say) => say('settings.language.set', { language: outside(languageName(code)) }) };
  },
};
