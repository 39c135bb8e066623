// /status: is the exchange up, is the account's stream connected, how old are the books, how far apart are the clocks.
import type { AccountStatus } from '../../src/accounts/accounts.js';
import type { UnreadCount } from '../../src/markets/markets.js';
import type { Rich } from '../../src/model/message.js';
import type { UserRecord } from '../../src/model/user.js';
import { decimal } from '../../src/model/money.js';
import { showDuration, showNumber, showTime } from '../../src/text/format.js';
import { speak, type Say } from '../../src/text/index.js';
import { join, plain } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';
import { lockLines } from './lockLines.js';
import { outside } from '../../src/text/outside.js';

/** Books named in one answer. */
const booksShown = 8;
/** Orders in trouble named in one line. */
const troubledShown = 5;
/** A clock further than this from the exchange's is wrong, ms; below, the exchange's whole-second stamps say nothing. */
const wrongClockMs = 2_000;

export const status: CapeCommand = {
  name: 'status', aliases: [], family: 'settings', access: 'anyone', where: 'private', offered: 'reads', whileLocked: true,
  summary: 'help.status', usage: 'status', examples: () => ['status'],
  run: async ({ user }, core) => {
    const say = speak(user.settings.language);
    const alive = await core.markets.alive().catch(() => false);
    const account = core.accounts.status(user.id);
    const offset = account?.clockOffsetMs;
    return { text: join([
      say('status.heading'),
      say(alive ? 'status.up' : 'status.down'),
      accountLine(say, user, { alive, stream: account?.stream, now: core.clock.now() }),
      ...lockLines(say, user, core.clock.now()),
      ...(account?.mute === true ? [say('status.mute')] : []),
      ...(account?.stream.name === 'connected' && account.stream.missing.length > 0 ? [say('status.missing', { streams: listOf(account.stream.missing) })] : []),
      say('status.books', { books: await books(say, core) }),
      ...troubleLines(say, account),
      ...unreadLines(say, [...account?.unread ?? [], ...core.markets.unread()]),
      clockLine(say, offset),
      ...(user.outbox.length > 0 ? [say('status.waiting', { count: user.outbox.length })] : []),
    ]) };
  },
};

/** The first of the exchange's words or ids. */
const listOf = (words: readonly string[]): Rich => join([...words.slice(0, troubledShown).map((word) => outside(word)), ...(words.length > troubledShown ? [plain('…')] : [])], ', ');

/** Orders the exchange keeps in `pending`, or says it does not know. */
function troubleLines(say: Say, account: AccountStatus | undefined): readonly Rich[] {
  const { stuckOrders = [], missingOrders = [] } = account ?? {};
  return [
    ...(stuckOrders.length === 0 ? [] : [say('status.stuck', { orders: listOf(stuckOrders) })]),
    ...(missingOrders.length === 0 ? [] : [say('status.unknownOrders', { orders: listOf(missingOrders) })]),
  ];
}

/** What of the user's own lists and of the public ones could not be read: it is passed over everywhere else. */
const unreadLines = (say: Say, unread: readonly UnreadCount[]): readonly Rich[] =>
  unread.map(({ kind, count }) => say(`status.unread.${kind}`, { count }));

/** `offset` is the exchange's clock minus ours, ms. */
function clockLine(say: Say, offset: number | undefined): Rich {
  if (offset === undefined) return say('status.clockUnknown');
  return say(Math.abs(offset) > wrongClockMs ? 'status.clockWrong' : 'status.clock', { offset: showNumber(say, decimal((offset / 1000).toFixed(1)), 1) });
}

interface Seen {
  /** The exchange answers. */
  readonly alive: boolean;
  readonly stream: AccountStatus['stream'] | undefined;
  readonly now: number;
}

/** Never green while the exchange is red: an open stream alone follows nothing that has to be read. */
function accountLine(say: Say, user: UserRecord, { alive, stream, now }: Seen): Rich {
  if (user.link === undefined) return say('status.unlinked');
  if (user.link.paused !== undefined) return say('status.paused', { tail: outside(user.link.tail), codes: listOf(user.link.paused.codes) });
  switch (stream?.name) {
    case 'connected': return say(alive ? 'status.connected' : 'status.unanswered', { time: showTime(say, stream.since, now, user.settings.timeZone) });
    case 'refused': return say('status.refused', { codes: listOf(stream.codes) });
    case 'closed': return say('status.closed', { detail: outside(stream.detail) });
    default: return say('status.connecting');
  }
}

async function books(say: Say, core: Core): Promise<Rich> {
  const markets = await core.markets.list().catch(() => []);
  const rows = markets.filter((market) => market.state === 'enabled').slice(0, booksShown).map((market) => {
    const view = core.markets.book(market.id);
    const state = view.state === 'synced' ? say('status.bookSynced', { age: showDuration(say, view.ageMs) }) : say(view.state === 'stale' ? 'status.bookStale' : 'status.bookEmpty');
    return say('status.book', { market: outside(market.name, 40), state });
  });
  return rows.length === 0 ? say('status.bookEmpty') : join(rows, ' · ');
}
