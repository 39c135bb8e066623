// /menu: shows the home keyboard, or takes it away.
import { speak } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import type { CapeCommand } from '../core.js';
import { homeKeys } from './homeKeys.js';
import { misused } from '../answers/misused.js';

/** Longest words of others that are shown. */
const wordsShown = 40;

/** /menu needs the list it is itself a member of, so it is made with a way to ask for it. */
export function makeMenu(list: () => readonly CapeCommand[]): CapeCommand {
  const menu: CapeCommand = {
    name: 'menu', aliases: ['keys', 'keyboard'], family: 'start', access: 'anyone', where: 'private', offered: 'alone',
    summary: 'help.menu', usage: 'menu [off]', examples: () => ['menu', 'menu off'],
    run: (request, core) => {
      const say = speak(request.user.settings.language);
      const word = request.rest.toLowerCase();
      if (word === 'off') return Promise.resolve({ text: say('surface.keysOff'), keyboard: 'off' as const });
      if (word !== '' && word !== 'on') return Promise.resolve(misused(say('surface.menuUnknown', { words: outside(request.rest, wordsShown) }), menu, request, core));
      return Promise.resolve({ text: say('surface.keysOn'), keyboard: homeKeys(say, list()) });
    },
  };
  return menu;
}
