import { once } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { inChat, personId, png, type OpenChat } from './openChat.js';

type Frame = Record<string, unknown> & { type: string };

async function openPage({ telegram }: OpenChat): Promise<{ frames: Frame[]; say: (frame: unknown) => void; until: (type: string) => Promise<Frame>; close: () => void }> {
  const socket = new WebSocket(telegram.pageUrl.replace('http', 'ws') + 'feed');
  const frames: Frame[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame));
  await once(socket, 'open');
  const until = async (type: string): Promise<Frame> => {
    for (let i = 0; i < 200; i++) {
      const found = frames.find((frame) => frame.type === type);
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`no ${type} among ${JSON.stringify(frames)}`);
  };
  return { frames, say: (frame) => socket.send(JSON.stringify(frame)), until, close: () => socket.close() };
}

const pageUser = { id: personId, firstName: 'Ann', languageCode: 'en' };

describe('the chat page', () => {
  it.each(['/', '/page.css', '/page.js', '/bubble.js', '/composer.js', '/commandMenu.js', '/notices.js', '/entities.js', '/sidePanel.js', '/presence.js'])('serves %s', (path) => inChat(async ({ telegram }) => {
    const response = await fetch(telegram.apiUrl + path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  }));

  it.each(['/../index.ts', '/page.ts', '/file/none'])('does not serve %s', (path) => inChat(async ({ telegram }) => {
    expect((await fetch(telegram.apiUrl + path)).status).toBe(404);
  }));

  it('shows the chat as it stands, then what the person and the bot do', () => inChat(async (chat) => {
    const page = await openPage(chat);
    expect(await page.until('welcome')).toMatchObject({ listening: false, messages: [{ text: '/start' }], suggestions: [{ label: 'Start' }], panel: [{ label: 'Deposit', group: 'Money' }] });
    page.say({ type: 'send', text: 'hello' });
    expect(await page.until('event')).toMatchObject({ event: { kind: 'userMessage', message: { text: 'hello', from: 'user' } } });
    page.say({ type: 'panel', index: 0 });
    expect(await page.until('toast')).toMatchObject({ text: 'R1 000 arrived.' });
    page.close();
  }, { pageUser, suggestions: [{ label: 'Start', text: '/start' }], panel: [{ label: 'Deposit', group: 'Money', run: async () => 'R1 000 arrived.' }] }));

  it('presses a button and learns which press the bot answers', () => inChat(async (chat) => {
    const page = await openPage(chat);
    await chat.send({ reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] } });
    const { messageId } = chat.user.messages().at(-1)!;
    page.say({ type: 'tap', messageId, row: 0, column: 0 });
    const { queryId } = await page.until('tapped');
    expect(chat.user.events().at(-1)).toMatchObject({ kind: 'tap', queryId, data: 'go', button: 'Go' });
    page.say({ type: 'tap', messageId, row: 3, column: 0 });
    expect((await page.until('toast'))['text']).toContain('no button at row 3');
    page.close();
  }, { pageUser }));

  it('sends a picture the person has chosen, and says what is wrong with one', () => inChat(async (chat) => {
    const page = await openPage(chat);
    page.say({ type: 'photo', bytes: png.toString('base64') });
    expect(await page.until('event')).toMatchObject({ event: { kind: 'userMessage', message: { photoSize: { width: 1, height: 1 }, photoUrl: expect.stringMatching(/^\/file\//) } } });
    page.say({ type: 'photo', bytes: Buffer.from('no picture').toString('base64') });
    expect((await page.until('toast'))['text']).toContain('IMAGE_PROCESS_FAILED');
    page.close();
  }, { pageUser }));

  it('follows new suggestions and commands', () => inChat(async (chat) => {
    const page = await openPage(chat);
    chat.telegram.control.setSuggestions([{ label: 'Key', text: '', copy: [{ label: 'key', text: 'abc' }] }]);
    await chat.call('setMyCommands', { commands: [{ command: 'buy', description: 'Buy' }] });
    expect(await page.until('content')).toMatchObject({ suggestions: [{ label: 'Key' }] });
    expect(await page.until('commands')).toMatchObject({ commands: [{ command: 'buy' }] });
    page.close();
  }, { pageUser }));

  it('is closed to a socket from another origin', () => inChat(async ({ telegram }) => {
    const socket = new WebSocket(telegram.pageUrl.replace('http', 'ws') + 'feed', { headers: { Origin: 'https://evil.example' } });
    const [error] = (await once(socket, 'error').catch((reason: unknown) => [reason])) as [Error];
    expect(error.message).toContain('403');
  }));
});
