// /unlink: asks, then destroys the stored key and closes its stream.
import { runData } from '../../src/model/callback.js';
import { speak } from '../../src/text/index.js';
import { offerLock } from '../../src/text/lockButton.js';
import type { CapeCommand } from '../core.js';
import { outside } from '../../src/text/outside.js';

/** A pressed button older than this asks again, ms: an old message cannot unlink by a stray tap. */
const questionLifeMs = 5 * 60_000;

export const unlink: CapeCommand = {
  name: 'unlink', aliases: ['disconnect'], family: 'account', access: 'anyone', where: 'private',
  summary: 'help.unlink', usage: 'unlink', examples: () => ['unlink'],
  run: async ({ user, words, via }, core) => {
    const say = speak(user.settings.language);
    if (user.link === undefined) return { text: say('unlink.none'), inPlace: true };
    if (via === 'button' && words[0] === 'no') return { text: say('unlink.kept'), inPlace: true };
    if (via === 'button' && words[0] === 'yes') {
      const askedAt = Number(words[1] ?? 0) * 1000;
      // The version is part of the question: a button drawn for an older key must not destroy a newer one.
      if (core.clock.now() - askedAt > questionLifeMs || words[2] !== String(user.link.keyVersion)) return { text: say('unlink.lapsed'), inPlace: true };
      await core.accounts.unlink(user.id);
      return { text: say('unlink.done'), inPlace: true, ...offerLock(say, user) };
    }
    const yes = runData(`unlink yes ${Math.floor(core.clock.now() / 1000)} ${user.link.keyVersion}`);
    return { text: say('unlink.ask', { tail: outside(user.link.tail) }), buttons: [[{ label: say('unlink.yes').text, data: yes, style: 'danger' }, { label: say('unlink.no').text, data: runData('unlink no') }]] };
  },
};
