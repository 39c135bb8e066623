// /start: greets, says what the bot does and what it never asks for, and offers the first steps.
import type { Button } from '../../src/model/message.js';
import { runData } from '../../src/model/callback.js';
import { speak } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { concat, join } from '../../src/text/rich.js';
import type { CapeCommand } from '../core.js';

export const start: CapeCommand = {
  name: 'start', aliases: [], family: 'start', access: 'anyone', where: 'private', offered: 'alone',
  summary: 'help.start', usage: 'start', examples: () => ['start'],
  run: ({ user }) => {
    const say = speak(user.settings.language);
    const name = outside(user.firstName, 40);
    const button = (key: 'link' | 'prices' | 'help' | 'balance' | 'orders', words: string): Button => ({ label: say(`start.button.${key}`).text, data: runData(words) });
    const linked = user.link !== undefined;
    const first = linked ? [button('balance', 'balance'), button('orders', 'orders')] : [button('link', 'link'), { label: say('practice.button.try').text, data: runData('practice') }];
    return Promise.resolve({
      text: join([
        say('start.hello', { name: name.text === '' ? '' : concat(' ', name) }),
        say('start.never'),
        user.link === undefined ? say('start.unlinked') : say('start.linked', { tail: outside(user.link.tail) }),
      ], '\n\n'),
      buttons: [first, [button('prices', 'price'), button('help', 'help')], [{ label: say('surface.startKeys').text, data: runData('menu') }]],
    });
  },
};
