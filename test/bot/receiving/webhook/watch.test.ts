// Whose webhook is set: known at the start, looked at every minute, said loudly, and the end when it is somebody else's.
import { afterEach, describe, expect, test } from '@jest/globals';
import type { BotStoppedError } from '../../../../src/bot/botErrors.js';
import { judgeStanding, readWebhookInfo } from '../../../../src/bot/receiving/webhook/standing.js';
import { createWatch, type Watch } from '../../../../src/bot/receiving/webhook/watch.js';
import { TelegramFailure } from '../../../../src/bot/telegram/telegramFailure.js';
import { createFakeClock } from '../../../support/fakeClock.js';
import { startTelegramPeer, type TelegramPeer } from '../../../support/telegramPeer.js';
import { command, fastClock, recordingLog, reply, startBot, type BotAtWork } from '../../startBot.js';
import { hookPath, publicUrl, secrets, webhook } from './webhookAtWork.js';

const ours = `${publicUrl}${hookPath}`;
const other = 'https://other.example';

describe('the standing of a webhook', () => {
  test.each([
    ['none', '', false, 'none', 'none'],
    ['ours', ours, false, 'ours', 'earlier'],
    ['ours with a certificate we never gave', ours, true, 'foreign', 'foreign'],
    ['of an earlier PUBLIC_URL', `${other}${secrets.pathAt(other)}`, false, 'earlier', 'earlier'],
    ['at our host with another path (another MASTER_KEY)', `${publicUrl}/telegram/x`, false, 'earlier', 'foreign'],
    ['elsewhere with our path', `${other}${hookPath}`, false, 'foreign', 'foreign'],
    ['elsewhere', 'https://thief.example/hook', false, 'foreign', 'foreign'],
    ['unreadable', 'nonsense', false, 'foreign', 'foreign'],
  ])('%s', (_, url, hasCertificate, atWebhook, whilePolling) => {
    expect([judgeStanding({ url, hasCertificate }, webhook), judgeStanding({ url, hasCertificate }, secrets)]).toEqual([atWebhook, whilePolling]);
  });

  test.each([[null], ['text'], [{}], [{ url: 5, pending_update_count: 'x', last_error_date: null }]])('is none of an answer like %j', (answer) => {
    expect(readWebhookInfo(answer)).toEqual({ url: '', hasCertificate: false, pending: 0, failedAt: 0, failure: '' });
  });
});

describe('the watch', () => {
  let watch: Watch | undefined;
  afterEach(() => watch?.stop());

  function start(info: Record<string, unknown>) {
    const clock = createFakeClock();
    const seen = { sets: 0, looks: 0, ends: [] as BotStoppedError[], lines: [] as string[], info, fails: false };
    watch = createWatch({
      clock, log: recordingLog(seen.lines), settings: webhook, onEnd: (error) => { seen.ends.push(error); },
      api: { call: async () => {
        seen.looks += 1;
        if (seen.fails) throw new TelegramFailure('noAnswer', 0, 'timeout');
        return seen.info;
      } },
      set: async () => { seen.sets += 1; },
    });
    watch.start(undefined);
    return { clock, seen };
  }

  test('looks once a minute and does nothing while all is well, also when Telegram does not answer', async () => {
    const { clock, seen } = start({ url: ours });
    await clock.advance(3 * 60_000);
    seen.fails = true;
    await clock.advance(2 * 60_000);
    seen.fails = false;
    await clock.advance(60_000);
    expect([seen.looks, seen.sets, seen.ends]).toEqual([6, 0, []]);
    expect(seen.lines.filter((line) => !line.includes('look at the webhook failed'))).toEqual([]);
  });

  test('ends within a minute when somebody else has set one, and says so without the path', async () => {
    const { clock, seen } = start({ url: 'https://thief.example/secret-path' });
    await clock.advance(60_000);
    expect(seen.ends.map((error) => error.message)).toEqual([expect.stringMatching(/^Somebody set another webhook.*stolen.*revoke[^.]+\.$/)]);
    expect(seen.lines).toEqual(['{"level":"error","event":"webhook is no longer ours","standing":"foreign","host":"thief.example"}']);
    await clock.advance(600_000);
    expect([seen.looks, seen.sets]).toEqual([1, 0]);
  });

  test('sets a webhook that was taken away again, three times a day, and then ends', async () => {
    const { clock, seen } = start({ url: '' });
    await clock.advance(3 * 60_000);
    expect([seen.sets, seen.ends]).toEqual([3, []]);
    await clock.advance(60_000);
    expect([seen.sets, seen.ends.map((error) => error.message)]).toEqual([3, [expect.stringMatching(/^The webhook of this bot was taken away again and again: [^.]+\.$/)]]);
    expect(seen.lines.filter((line) => line.includes('"error"'))).toHaveLength(4);
  });

  test('sets it a fourth time a day later', async () => {
    const { clock, seen } = start({ url: '' });
    await clock.advance(3 * 60_000);
    seen.info = { url: ours };
    await clock.advance(86_400_000);
    seen.info = { url: '' };
    await clock.advance(60_000);
    expect([seen.sets, seen.ends]).toEqual([4, []]);
  });

  test('logs each failed delivery once', async () => {
    const { clock, seen } = start({ url: ours, last_error_date: 100, last_error_message: 'Connection refused', pending_update_count: 4 });
    await clock.advance(3 * 60_000);
    seen.info = { ...seen.info, last_error_date: 200 };
    await clock.advance(2 * 60_000);
    expect(seen.lines).toEqual(Array(2).fill('{"level":"warn","event":"telegram could not deliver","reason":"Connection refused","pending":4}'));
    expect(seen.sets).toBe(0);
  });

  test('gives Telegram our secret again when we refused Telegram itself, and does not end over it', async () => {
    const { clock, seen } = start({ url: ours, last_error_date: 1, last_error_message: 'Wrong response from the webhook: 401 Unauthorized' });
    await clock.advance(60_000);
    expect(seen.sets).toBe(1);
    for (let date = 2; date < 8; date += 1) {
      seen.info = { ...seen.info, last_error_date: date };
      await clock.advance(60_000);
    }
    expect([seen.sets, seen.ends]).toEqual([3, []]);
    expect(seen.lines.join('')).toMatch(/"error"[^}]*telegram was refused/);
  });
});

describe('at the start', () => {
  const echo = command('echo', async () => reply('x'));
  let peer: TelegramPeer;
  let running: BotAtWork | undefined;
  afterEach(async () => {
    await running?.bot.stop();
    running = undefined;
    await peer.close();
  });

  async function startWith(url: string, settings: typeof webhook | typeof secrets): Promise<string[]> {
    peer = await startTelegramPeer();
    peer.webhook = url;
    running = await startBot([echo], { peer, webhook: settings });
    return running.lines;
  }
  const loud = /"error".*somebody else had set a webhook.*stolen/;

  test('of polling, a webhook of ours is taken away quietly, with what waits kept', async () => {
    const lines = await startWith(ours, secrets);
    expect(peer.callsOf('deleteWebhook').map((call) => call.payload)).toEqual([{ drop_pending_updates: false }]);
    expect(lines.join('\n')).not.toMatch(loud);
  });

  test('of polling, somebody else’s is taken away and said loudly', async () => {
    const lines = await startWith('https://thief.example/x', secrets);
    expect(peer.webhook).toBe('');
    expect(lines.join('\n')).toMatch(loud);
    expect(lines.join('\n')).toContain('"host":"thief.example"');
  });

  test('with PUBLIC_URL, ours is set over somebody else’s and that is said loudly', async () => {
    const lines = await startWith('https://thief.example/x', webhook);
    expect(peer.webhook).toBe(ours);
    expect(lines.join('\n')).toMatch(loud);
  });

  test('with PUBLIC_URL, the bot that runs sets its webhook again when it is gone, and ends when it is somebody else’s', async () => {
    peer = await startTelegramPeer();
    const atWork = await startBot([echo], { peer, webhook, clock: fastClock });
    running = atWork;
    peer.webhook = '';
    await peer.until(() => peer.webhook === ours);
    peer.webhook = 'https://thief.example/x';
    expect((await atWork.bot.failed).message).toMatch(/stolen/);
    expect(peer.webhook).toBe('https://thief.example/x');
  });

  test('with PUBLIC_URL, ours of before is set again quietly', async () => {
    const lines = await startWith(ours, webhook);
    expect(peer.webhook).toBe(ours);
    expect(lines.join('\n')).not.toMatch(loud);
  });
});
