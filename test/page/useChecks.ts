// Checks of what a person does on the page: keys, presses, reply keyboards, suggestions, the side panel, narrow windows.
import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { personId } from '../sandbox/telegram/openChat.js';
import { desktop, phone } from './browser.js';
import { hostile, marked, picture, within, type ChatPage } from './chatPage.js';
import { eventually, type Check } from './check.js';

const presses = ({ chat }: ChatPage): number => chat.user.events().filter(({ kind }) => kind === 'tap').length;
const sent = ({ chat }: ChatPage): readonly string[] => chat.user.messages().filter(({ from }) => from === 'user').map(({ text }) => text);
const keyboard = (...rows: { text: string; callback_data: string }[][]): unknown => ({ inline_keyboard: rows });
const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.id || document.activeElement.textContent');
const outlined = (page: Page): Promise<boolean> => page.evaluate<boolean>("getComputedStyle(document.activeElement).outlineStyle !== 'none' && parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 1");

async function keys(world: ChatPage): Promise<void> {
  const { page, say, newest } = world;
  const box = page.locator('#text');
  await box.focus();
  ok(await outlined(page), 'the text box shows that it has the focus');
  await box.pressSequentially('line one');
  await page.keyboard.press('Shift+Enter');
  await box.pressSequentially('line two');
  equal(await box.inputValue(), 'line one\nline two');
  await page.keyboard.press('Enter');
  await eventually(async () => sent(world).at(-1), 'line one\nline two', 'Enter sends');
  equal(await box.inputValue(), '');
  await say('Press me', { reply_markup: keyboard([{ text: 'By key', callback_data: 'k' }]) });
  await newest.getByText('By key').waitFor();
  for (let steps = 0; await focused(page) !== 'By key'; steps++) {
    ok(steps < 40, 'Shift+Tab from the text box reaches the buttons of the newest message');
    await page.keyboard.press('Shift+Tab');
  }
  ok(await outlined(page), 'the button shows that it has the focus');
  await page.keyboard.press('Enter');
  await eventually(async () => presses(world), 1, 'Enter presses the button');
}

async function commandMenu(world: ChatPage): Promise<void> {
  const { page, chat } = world;
  await chat.call('setMyCommands', { commands: [{ command: 'buy', description: 'Buy' }, { command: 'balance', description: 'Balance' }, { command: 'orders', description: 'Orders' }] });
  await page.locator('#command-button').waitFor();
  await page.locator('#text').pressSequentially('/b');
  await eventually(() => page.locator('#commands [role="option"] b').allTextContents(), ['/buy', '/balance'], 'commands that begin so');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  equal(await page.locator('#text').inputValue(), '/balance ');
  await page.keyboard.press('Enter');
  await eventually(async () => sent(world).at(-1), '/balance', 'the picked command is sent');
}

async function pressing(world: ChatPage): Promise<void> {
  const { page, chat, newest, say } = world;
  await say('Sure?', { reply_markup: keyboard([{ text: 'Yes', callback_data: 'y' }]) });
  const button = newest.getByText('Yes');
  await button.dblclick();
  await eventually(async () => presses(world), 1, 'the press arrived');
  equal(await button.getAttribute('aria-busy'), 'true', 'the button waits');
  await button.click();
  equal(await page.locator('#reply-strip').isVisible(), false, 'two quick presses begin no reply');
  const tap = chat.user.events().find((event) => event.kind === 'tap');
  await chat.call('answerCallbackQuery', { callback_query_id: tap?.queryId, text: 'Read this.', show_alert: true });
  await page.locator('#alert').waitFor();
  equal(await page.locator('#alert-text').textContent(), 'Read this.');
  await page.locator('#alert button').click();
  await eventually(() => button.getAttribute('aria-busy'), null, 'the button is free again');
  equal(presses(world), 1, 'a button that waits sends nothing');
}

async function replyMarkup(world: ChatPage): Promise<void> {
  const { page, chat, say } = world;
  await say('Menu', { reply_markup: { keyboard: [[{ text: 'Balance' }, { text: 'Orders' }], [{ text: 'Help' }]] } });
  await page.locator('#keyboard').getByText('Orders').click();
  await eventually(async () => sent(world).at(-1), 'Orders', 'a key sends its words');
  await page.reload();
  await page.locator('#keyboard').getByText('Help').waitFor();
  await say('Gone', { reply_markup: { remove_keyboard: true } });
  await page.locator('#keyboard').waitFor({ state: 'hidden' });
  const question = await say('What amount?', { reply_markup: { force_reply: true } });
  await eventually(() => page.locator('#reply-text').textContent(), 'What amount?', 'the question is aimed at');
  await page.locator('#text').fill('0.5');
  await page.locator('#send').click();
  await eventually(async () => chat.user.messages().at(-1)?.replyTo, question, 'the answer replies to it');
  await page.locator('#reply-strip').waitFor({ state: 'hidden' });
  await page.reload();
  await page.getByText('0.5').waitFor();
  equal(await page.locator('#reply-strip').isVisible(), false, 'an answered question is over after a reload');
}

async function chatAction({ page, chat, say }: ChatPage): Promise<void> {
  await chat.call('sendChatAction', { chat_id: personId, action: 'typing' });
  await eventually(() => page.locator('#presence').textContent(), 'typing…', 'the bot types');
  await chat.call('sendChatAction', { chat_id: personId, action: 'upload_photo' });
  await eventually(() => page.locator('#presence').textContent(), 'sending a picture…', 'the bot sends a picture');
  await say('Here it is');
  await eventually(() => page.locator('#presence').textContent(), 'not answering', 'its message ends that');
}

async function suggestionRow(world: ChatPage): Promise<void> {
  const { page } = world;
  deepEqual(await page.locator('.chips-name').allTextContents(), ['First steps', 'Trade']);
  await page.locator('.chip').getByText('Say hello').click();
  await eventually(async () => sent(world).length, 2, 'it is sent');
  await page.locator('.chip').getByText('Fill in').click();
  equal(await page.locator('#text').inputValue(), '/link ');
  await eventually(() => page.locator('#suggestions').evaluate(({ scrollLeft }: { scrollLeft: number }) => scrollLeft > 0), true, 'the next one comes into sight');
  await page.getByRole('button', { name: 'Copy API key' }).click();
  await eventually(() => page.evaluate<string>('navigator.clipboard.readText()'), 'abc123', 'the key is copied');
}

async function sidePanel({ page, on }: ChatPage): Promise<void> {
  equal(await page.locator('#panel').isVisible(), false, 'a phone has it closed');
  await page.locator('#panel-toggle').click();
  deepEqual(await page.locator('.panel-group h3').allTextContents(), ['Money', 'Faults']);
  deepEqual(await page.locator('.panel-group').first().getByRole('button').allTextContents(), ['Deposit', 'Another deposit']);
  await page.locator('#panel').getByText('Deposit', { exact: true }).click();
  await page.locator('.toast', { hasText: 'R1 000 arrived.' }).waitFor();
  await page.locator('#panel').waitFor({ state: 'hidden' });
  await page.locator('#panel-toggle').press('Enter');
  await page.locator('#panel').getByText('Cut the sockets').focus();
  await page.keyboard.press('Escape');
  await page.locator('#panel').waitFor({ state: 'hidden' });
  equal(await focused(page), 'panel-toggle', 'Escape goes back to where it was opened');
  const wide = await on({ ...desktop, scheme: 'light' });
  await wide.locator('#panel').getByText('Cut the sockets').click();
  await wide.locator('.toast', { hasText: 'Nothing to cut.' }).waitFor();
  ok(await wide.locator('#panel').isVisible(), 'beside the chat it stays open');
}

const overflowing = `(() => {
  const tooWide = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && one.closest('.suggestions, pre, .toasts') === null && one.getBoundingClientRect().right > innerWidth + 1);
  return [...tooWide.map((one) => one.className || one.tagName), ...(document.documentElement.scrollWidth > innerWidth ? ['page'] : []), ...(document.querySelector('#messages').scrollWidth > document.querySelector('#messages').clientWidth ? ['messages'] : [])];
})()`;

async function narrow({ say, upload, on, chat }: ChatPage): Promise<void> {
  const long = 'a'.repeat(300);
  const { text, entities } = marked(`${long}\n`, within('pre', '0 '.repeat(120)), within('code', long));
  await say(text, { entities, reply_markup: keyboard(
    [{ text: 'Cancel buy 0.01 BTC at R834 900.00', callback_data: 'a' }, { text: long.slice(0, 60), callback_data: 'b' }, { text: 'x', callback_data: 'c' }],
    Array.from({ length: 6 }, (_, at) => ({ text: `${at}0 %`, callback_data: String(at) })),
  ) });
  await upload('sendPhoto', { caption: long }, { part: 'photo', name: 'a.png', bytes: await picture(1600, 900) });
  await upload('sendDocument', {}, { part: 'document', name: `${long.slice(0, 120)}.csv`, bytes: Buffer.from('x') });
  await chat.call('sendMessage', { chat_id: personId, text: hostile, reply_markup: { keyboard: [[{ text: long.slice(0, 50) }, { text: 'Orders' }, { text: 'Help' }]] } });
  for (const width of [320, phone.width, 600, 800]) {
    const page = await on({ width, height: 700, scheme: 'dark' });
    await page.locator('.keyboard button').first().waitFor();
    deepEqual(await page.evaluate(overflowing), [], `at ${width} px`);
  }
}

async function unreachable({ page, chat }: ChatPage): Promise<void> {
  await chat.telegram.stop();
  await page.locator('#notice', { hasText: 'not reachable' }).waitFor();
  await page.locator('#text').fill('hello');
  await page.locator('#send').click();
  await page.locator('.toast', { hasText: 'Not connected' }).waitFor();
  equal(await page.locator('#text').inputValue(), 'hello', 'what could not be sent is kept');
}

export const useChecks: readonly Check<ChatPage>[] = [
  ['Enter sends, Shift+Enter begins a line, every button is reached and pressed by keys, and the focus is seen', keys],
  ['the command menu filters while typing and is used by keys', commandMenu],
  ['a button waits for its answer, and sends one press however often it is clicked', pressing],
  ['a reply keyboard stays until it is removed; a forced reply aims one answer', replyMarkup],
  ['"typing…" is shown until the message comes', chatAction],
  ['suggestions stand in groups, send, fill in and copy', suggestionRow],
  ['the side panel has its actions under headings, and each one says what it did', sidePanel],
  ['no width from 320 px scrolls sideways, whatever is shown', narrow],
  ['without the program the page says so and keeps what could not be sent', unreachable],
];
