// /status: is the exchange up, is the account's stream connected, how old are the books, how far apart are the clocks.
import type { AccountStatus } from '../src/accounts/accounts.js';
import type { Rich } from '../src/model/message.js';
import type { UserRecord } from '../src/model/user.js';
import { showDuration, showTime } from '../src/text/format.js';
import { speak, type Say } from '../src/text/index.js';
import { join } from '../src/text/rich.js';
import type { CapeCommand, Core } from './core.js';

/** Books named in one answer. */
const booksShown = 8;

export const status: CapeCommand = {
  name: 'status', aliases: [], family: 'settings', access: 'anyone', where: 'private',
  summary: 'help.status', usage: 'status', examples: () => ['status'],
  run: async ({ user }, core) => {
    const say = speak(user.settings.language);
    const alive = await core.markets.alive().catch(() => false);
    const account = core.accounts.status(user.id);
    const offset = account?.clockOffsetMs;
    return { text: join([
      say('status.heading'),
      say(alive ? 'status.up' : 'status.down'),
      accountLine(say, user, account?.stream, core.clock.now()),
      ...(account?.mute === true ? [say('status.mute')] : []),
      ...(account?.stream.name === 'connected' && account.stream.missing.length > 0 ? [say('status.missing', { streams: account.stream.missing.join(', ') })] : []),
      say('status.books', { books: await books(say, core) }),
      offset === undefined ? say('status.clockUnknown') : say('status.clock', { offset: (offset / 1000).toFixed(1) }),
      ...(user.outbox.length > 0 ? [say('status.waiting', { count: user.outbox.length })] : []),
    ]) };
  },
};

function accountLine(say: Say, user: UserRecord, stream: AccountStatus['stream'] | undefined, now: number): Rich {
  if (user.link === undefined) return say('status.unlinked');
  if (user.link.paused !== undefined) return say('status.paused', { tail: user.link.tail, codes: user.link.paused.codes.join(', ') });
  switch (stream?.name) {
    case 'connected': return say('status.connected', { time: showTime(stream.since, now, user.settings.timeZone) });
    case 'refused': return say('status.refused', { codes: stream.codes.join(', ') });
    case 'closed': return say('status.closed', { detail: stream.detail });
    default: return say('status.connecting');
  }
}

async function books(say: Say, core: Core): Promise<Rich> {
  const markets = await core.markets.list().catch(() => []);
  const rows = markets.filter((market) => market.state === 'enabled').slice(0, booksShown).map((market) => {
    const view = core.markets.book(market.id);
    const state = view.state === 'synced' ? say('status.bookSynced', { age: showDuration(view.ageMs) }) : say(view.state === 'stale' ? 'status.bookStale' : 'status.bookEmpty');
    return say('status.book', { market: market.name, state });
  });
  return rows.length === 0 ? say('status.bookEmpty') : join(rows, ' · ');
}
