// What a link into the chat may ask for, which anybody can write.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createFollowLink } from '../../../commands/start/followLink.js';
import { commands } from '../../../commands/index.js';

const followLink = createFollowLink(commands);

describe('a link into the chat', () => {
  it.each([
    ['price_btc', 'price btc'], ['p_BTC', 'price btc'], ['book_eth', 'book eth'], ['alert_btc', 'alert btc'], ['link', 'link'], ['help', 'help'], ['help_buy', 'help buy'],
    ['balance', 'balance'], ['profit_btc_2026-03', 'profit btc 2026-03'], ['orders_2', 'orders 2'], ['menu', 'menu'], ['settings', 'settings'],
  ])('%s shows what it names: %s', (payload, words) => expect(followLink(payload)).toBe(words));

  it.each([
    ['buy_btc', 'help buy'], ['buy_0-01_btc', 'help buy'], ['sell_all_btc', 'help sell'], ['cancelall', 'help cancelall'], ['cancel_77', 'help cancel'], ['unlink', 'help unlink'],
    ['unlink_yes_1_1', 'help unlink'], ['schedule_off', 'help schedule'], ['alert_delete_a1', 'help alert'], ['alert_900000', 'help alert'], ['settings_slippage_5', 'settings'],
    ['menu_off', 'menu'], ['practice_off', 'practice'], ['practice_reset_1', 'practice'], ['link_key_secret', 'link'],
  ])('%s changes nothing: it is %s', (payload, words) => expect(followLink(payload)).toBe(words));

  it.each([['start'], ['start_price'], ['nosuchthing'], ['price btc'], ['price_\n'], [''], ['_'], ['-'], ['a'.repeat(65)], ['ok:dddddddddddddddddddddd']])('%j greets', (payload) => expect(followLink(payload)).toBeUndefined());

  it('of any payload never leads to a command that could change or send something', () => {
    const harmless = new Set(['help', 'price', 'chart', 'book', 'trades', 'markets', 'currency', 'currencies', 'balance', 'summary', 'orders', 'order', 'fills', 'deposits', 'withdrawals', 'withdrawal', 'profit', 'alerts', 'status']);
    const word = fc.oneof(fc.constantFrom(...commands.flatMap((one) => [one.name, ...one.aliases]), 'yes', 'all', 'btc', '1', 'off'), fc.stringMatching(/^[A-Za-z0-9-]{0,8}$/));
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      const [name = '', ...rest] = followLink(words.join('_'))?.split(' ') ?? [];
      const onlyCoin = name === 'alert' && rest.length === 1 && /^[a-z]+$/.test(rest[0]!);
      expect(name === '' || harmless.has(name) || onlyCoin || (['link', 'menu', 'practice', 'settings'].includes(name) && rest.length === 0)).toBe(true);
    }), { numRuns: 500 });
  });
});
