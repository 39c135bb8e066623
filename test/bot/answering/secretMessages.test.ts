// However a secret comes, it goes from the chat where it is certain, is offered for deletion where it is likely, and is never followed or kept.
import { afterEach, describe, expect, test } from '@jest/globals';
import { command, dump, reply, startBot, type BotAtWork } from '../startBot.js';

let running: BotAtWork | undefined;
afterEach(async () => { await running?.stop(); });

const pair = '61d025b8573501c2 2d0b4979c7fe6986daa8e21d1dc0644f';
const pin = 'my pin is 482913';
const harmless = 'good morning';
const photo = [{ file_id: 'f', width: 1, height: 1 }];
const begin = async (): Promise<BotAtWork> => (running = await startBot([command('echo', async () => reply('echoed')), command('link', async () => reply('linked'), { secret: true })]));

const ways: readonly (readonly [string, (text: string) => object])[] = [
  ['a text', (text) => ({ text })], ['a command', (text) => ({ text: `/echo ${text}` })], ['a slip', (text) => ({ text: `/zzzzz ${text}` })], ['a command to another bot', (text) => ({ text: `/echo@OtherBot ${text}` })],
  ['a forwarded text', (text) => ({ text, forward_origin: { type: 'hidden_user' } })], ['by way of a bot', (text) => ({ text, via_bot: { id: 2, is_bot: true } })],
  ['a quote', (text) => ({ text: 'see', quote: { text } })], ['a link behind a word', (text) => ({ text: 'see', entities: [{ type: 'text_link', url: text }] })],
  ...['photo', 'video', 'voice', 'audio', 'animation', 'document', 'paid_media'].map((kind) => [`a caption of ${kind}`, (text: string) => ({ [kind]: kind === 'photo' ? photo : {}, caption: text })] as const),
  ['an album', (text) => ({ photo, caption: text, media_group_id: '1' })],
  ['a file name', (text) => ({ document: { file_name: text } })], ['a title of audio', (text) => ({ audio: { title: text } })],
  ['a contact', (text) => ({ contact: { first_name: text, phone_number: '1' } })], ['a card of a contact', (text) => ({ contact: { first_name: 'A', vcard: text } })],
  ['a venue', (text) => ({ location: {}, venue: { title: 'A', address: text } })], ['a poll', (text) => ({ poll: { question: text } })], ['an option', (text) => ({ poll: { question: 'A', options: [{ text }] } })],
  ['a checklist', (text) => ({ checklist: { title: text } })], ['a task', (text) => ({ checklist: { title: 'A', tasks: [{ text }] } })], ['a gift', (text) => ({ gift: { text } })], ['a page', (text) => ({ web_app_data: { data: text } })],
];

describe.each([['message'], ['edited_message']])('in %s, as', (kind) => {
  test.each(ways)('%s', async (_way, written) => {
    const one = await begin();
    const { peer } = one;
    const send = (id: number, text: string): number => peer.push({ [kind]: { message_id: id, date: 1, from: { id: 7, is_bot: false, first_name: 'T' }, chat: { id: 7, type: 'private' }, ...written(text) } });
    send(501, pair);
    await peer.until(() => peer.textsTo(7).some((text) => text.startsWith('Your message held a secret')));
    send(502, pin);
    await peer.until(() => peer.textsTo(7).some((text) => text.startsWith('That may be a secret')));
    send(503, harmless);
    peer.write(7, '/echo end');
    await peer.until(() => peer.textsTo(7).includes('echoed') && one.store.read(7)?.inbox.length === 0);
    expect(peer.callsOf('deleteMessage').map(({ payload }) => payload['message_id'])).toEqual([501]);
    expect(JSON.stringify(peer.callsOf('sendMessage')) + dump(one.store) + one.lines.join('')).not.toMatch(/61d025b8573501c2|482913/);
    peer.press(7, `rm:${(502).toString(36)}`);
    await peer.until(() => peer.callsOf('deleteMessage').length === 2);
    expect(peer.callsOf('deleteMessage')[1]!.payload['message_id']).toBe(502);
  });
});

test('those refused as too many go too, and it is said', async () => {
  const { peer } = (running = await startBot([command('link', async () => [], { secret: true })]));
  for (let count = 0; count < 100; count += 1) peer.write(7, `/link a${count} b`);
  await peer.until(() => peer.callsOf('deleteMessage').length === 100, 10_000);
  await peer.until(() => peer.textsTo(7).some((text) => /deleted unread: \d+\./.test(text)), 10_000);
}, 30_000);

test('one that cannot be deleted is to be deleted by hand', async () => {
  const { peer } = await begin();
  peer.fault = ({ method }) => (method === 'deleteMessage' ? { status: 400, description: "Bad Request: message can't be deleted for everyone" } : undefined);
  peer.write(7, pair);
  await peer.until(() => peer.textsTo(7).some((text) => /delete it yourself/.test(text)));
});
