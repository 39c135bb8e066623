// The market that /price means when no coin is named.
import type { Market } from '../../../src/model/trading/market.js';
import { outside } from '../../../src/text/outside.js';
import { join } from '../../../src/text/rich.js';
import type { Core } from '../../core.js';
import { isPageWord, pageButtons, pageOf, rowsPerPage } from '../../answers/page.js';
import { isOffWord, put, save, type Seen, type Setting } from './setting.js';
import type { Rich } from '../../../src/model/message.js';

/** Longest name of others that is shown. */
const nameShown = 40;

/** Empty while the exchange cannot be reached and nothing was read before. */
const known = (core: Core): Promise<readonly Market[]> => core.markets.list().catch(() => []);

async function nameNow({ core, user, say }: Seen): Promise<Rich> {
  const id = user.settings.defaultMarket;
  if (id === undefined) return say('settings.isNone');
  return outside((await known(core)).find((one) => one.id === id)?.name ?? id.toUpperCase(), nameShown);
}

const isPage = (words: readonly string[]): boolean => words.length === 2 && words[0] === 'page' && isPageWord(words[1] ?? '');

export const market: Setting = {
  name: 'market', aliases: ['default'], label: 'settings.market.label',
  line: async (seen) => seen.say('settings.market.line', { value: await nameNow(seen) }),
  async page(seen, words) {
    const { core, say, user } = seen;
    const open = (await known(core)).filter((one) => one.state === 'enabled');
    const chosen = user.settings.defaultMarket;
    const ofChosen = Math.floor(Math.max(0, open.findIndex((one) => one.id === chosen)) / rowsPerPage) + 1;
    const shown = pageOf(open, isPage(words) ? words[1] : String(ofChosen));
    const foot = shown.count > 1 ? [say('list.page', { page: shown.number, pages: shown.count })] : [];
    const names = shown.rows.map((one) => ({ label: outside(one.name, nameShown).text, words: `market ${one.id}`, isChosen: chosen === one.id }));
    const text = join([say('settings.market.about', { value: await nameNow(seen) }), ...foot]);
    return { text, turns: pageButtons('settings market page', shown), choices: [{ label: say('settings.none').text, words: 'market none', isChosen: chosen === undefined }, ...names], perRow: 3 };
  },
  async take(seen, words) {
    if (isPage(words)) return { kind: 'open' };
    if (isOffWord(words)) {
      await save(seen, (settings) => put(settings, 'defaultMarket', undefined));
      return { kind: 'changed', line: (say) => say('settings.market.noneSet') };
    }
    const typed = words.join(' ');
    const found = (await known(seen.core)).find((one) => one.id === typed.toLowerCase()) ?? (await seen.core.markets.find(typed));
    if (found === undefined) return { kind: 'wrong', why: seen.say('settings.badMarket', { typed: outside(typed, nameShown) }) };
    await save(seen, (settings) => put(settings, 'defaultMarket', found.id));
    return { kind: 'changed', line: (say) => say('settings.market.set', { value: outside(found.name, nameShown) }) };
  },
};
