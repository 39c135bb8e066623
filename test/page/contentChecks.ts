// Checks of what the page shows: pictures, files, formatting, edits, deletions, long lists, hostile words, colours.
import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { personId } from '../sandbox/telegram/openChat.js';
import { hostile, marked, picture, within, type ChatPage, type Within } from './chatPage.js';
import { eventually, type Check } from './check.js';

/** As much of the browser's own types as the checks read. */
interface Image { readonly complete: boolean; readonly naturalWidth: number }
interface List { readonly scrollHeight: number; readonly scrollTop: number; readonly clientHeight: number; readonly scrollBy: (x: number, y: number) => void }
interface Shown {
  readonly firstElementChild: Shown | null;
  readonly ownerDocument: { readonly defaultView: { readonly getComputedStyle: (element: Shown) => { readonly color: string; readonly visibility: string } } };
}

const pixels = (image: Locator): Promise<number> => image.evaluate(({ complete, naturalWidth }: Image) => (complete ? naturalWidth : 0));
const clipboard = (page: Page): Promise<string> => page.evaluate<string>('navigator.clipboard.readText()');
const message = (page: Page, id: number): Locator => page.locator(`[data-id="${id}"]`);
const scrollGap = (page: Page): Promise<number> => page.locator('#messages').evaluate((list: List) => Math.round(list.scrollHeight - list.scrollTop - list.clientHeight));

/** The worst contrast of text against what is painted behind it, over every element with words of its own (WCAG 2.2, 1.4.3). */
const worstContrast = `(() => {
  const parse = (text) => { const [r, g, b, a = 1] = (text.startsWith('color(') ? text.match(/[\\d.]+/g).map((one, at) => at < 3 ? one * 255 : +one) : text.match(/[\\d.]+/g).map(Number)); return { r, g, b, a }; };
  const over = (top, under) => ({ r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a), b: top.b * top.a + under.b * (1 - top.a), a: 1 });
  const behind = (element) => element === null ? { r: 255, g: 255, b: 255, a: 1 } : (({ a }) => a === 1)(parse(getComputedStyle(element).backgroundColor)) ? parse(getComputedStyle(element).backgroundColor) : over(parse(getComputedStyle(element).backgroundColor), behind(element.parentElement));
  const light = ({ r, g, b }) => [r, g, b].map((one) => one / 255).map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4).reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const words = [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && one.closest('.spoiler, .pressed, .avatar, :disabled, .toasts') === null && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''));
  return words.map((one) => {
    const back = behind(one);
    const [low, high] = [light(over(parse(getComputedStyle(one).color), back)), light(back)].sort((a, b) => a - b);
    return { ratio: Math.round((high + 0.05) / (low + 0.05) * 100) / 100, words: one.textContent.slice(0, 30), by: one.className };
  }).sort((a, b) => a.ratio - b.ratio)[0];
})()`;

const everyStyle = { inline_keyboard: [
  [{ text: 'Confirm', callback_data: 'a', style: 'success' }, { text: 'Cancel', callback_data: 'b', style: 'danger' }],
  [{ text: 'Primary', callback_data: 'c', style: 'primary' }, { text: 'Plain', callback_data: 'd' }, { text: 'Copy', copy_text: { text: 'bc1qexample' } }],
] };
const link: Within = { entity: { type: 'text_link', url: 'https://capecrypto.com' }, pieces: ['link'] };
const formatted = marked(
  within('bold', 'Bold'), ' ', within('italic', 'italic'), ' ', link, ' ', within('code', 'monospace'), ' /balance\n',
  within('pre', 'a  1\nb 22'), within('blockquote', 'said before'),
);

async function sendEverything({ chat, say, upload }: ChatPage): Promise<void> {
  const first = await say(formatted.text, { entities: formatted.entities, reply_markup: everyStyle });
  chat.user.sendText('a question of mine with /help in it', { replyTo: first });
  await upload('sendDocument', { caption: 'Your trades' }, { part: 'document', name: 'trades-2026.csv', bytes: Buffer.from('a;b\n1;2\n') });
  await say('changed', {});
  await chat.call('sendMessage', { chat_id: personId, text: 'Choose', reply_markup: { keyboard: [[{ text: 'Balance' }, { text: 'Orders' }]] } });
}

async function readsWell(world: ChatPage, scheme: 'light' | 'dark'): Promise<void> {
  await sendEverything(world);
  const page = await world.on({ width: 1100, height: 900, scheme });
  await page.locator('.keyboard button').first().waitFor();
  await page.locator('#panel').waitFor();
  const worst = await page.evaluate<{ ratio: number }>(worstContrast);
  ok(worst.ratio >= 4.5, `too little contrast: ${JSON.stringify(worst)}`);
}

async function pictures({ chat, page, newest, upload }: ChatPage): Promise<void> {
  const id = await upload('sendPhoto', { caption: 'Send BTC here' }, { part: 'photo', name: 'qr.png', bytes: await picture(300, 200) });
  const image = message(page, id).locator('img');
  await eventually(() => pixels(image), 300, 'the picture has loaded');
  equal(await newest.locator('.words').innerText().then((words) => words.split('\n')[0]?.startsWith('Send BTC here')), true);
  const before = await image.getAttribute('src');
  await upload('editMessageMedia', { message_id: String(id), media: JSON.stringify({ type: 'photo', media: 'attach://next', caption: 'Next' }) }, { part: 'next', name: 'b.png', bytes: await picture(420, 200) });
  await eventually(() => pixels(image), 420, 'the other picture has loaded');
  ok(await image.getAttribute('src') !== before);
  equal(await page.locator('.message img').count(), 1);
  equal(chat.user.messages().filter(({ photo }) => photo !== undefined).length, 1);
  await image.click();
  await page.locator('#picture').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('#picture').waitFor({ state: 'hidden' });
}

async function copying({ page, newest, say }: ChatPage): Promise<void> {
  const { text: words, entities } = marked(within('code', 'bc1qcode'), '\n', within('pre', 'row one\nrow two'));
  await say(words, { entities, reply_markup: { inline_keyboard: [[{ text: 'Copy address', copy_text: { text: 'bc1qbutton' } }]] } });
  for (const [place, text] of [['.buttons button', 'bc1qbutton'], ['code', 'bc1qcode'], ['pre', 'row one\nrow two']] as const) {
    await newest.locator(place).click();
    await eventually(() => clipboard(page), text, `what ${place} copies`);
  }
  await newest.locator('code').press('Enter');
  await eventually(() => clipboard(page), 'bc1qcode', 'what the Enter key copies');
  await page.locator('.toast', { hasText: 'Copied' }).first().waitFor();
}

const invisible = 'rgba(0, 0, 0, 0)';

async function spoilers({ newest, say }: ChatPage): Promise<void> {
  const partlyBold = within('spoiler', '4711 ', within('bold', '0815'));
  const { text, entities } = marked('The pin is ', partlyBold, ' and ', within('spoiler', 'second'));
  await say(text, { entities });
  const [pin, second] = [newest.locator('.spoiler').first(), newest.locator('.spoiler').last()];
  const look = (spoiler: Locator): Promise<{ words: string; bold: string }> => spoiler.evaluate((element: Shown) => {
    const style = (one: Shown): { color: string; visibility: string } => element.ownerDocument.defaultView.getComputedStyle(one);
    return { words: style(element).color, bold: style(element.firstElementChild ?? element).visibility };
  });
  deepEqual(await look(pin), { words: invisible, bold: 'hidden' });
  await pin.click();
  await eventually(async () => (await look(pin)).bold, 'visible', 'the bold part is shown');
  await eventually(async () => (await look(pin)).words === invisible, false, 'the pin is shown');
  equal((await look(second)).words, invisible, 'another spoiler stays hidden');
  await second.press('Enter');
  await eventually(() => second.getAttribute('class'), 'spoiler shown', 'the key shows it');
}

async function deleting({ chat, page, say }: ChatPage): Promise<void> {
  const own = chat.user.sendText('my secret');
  const ids = [own, await say('one'), await say('two')];
  await message(page, ids[2]!).waitFor();
  for (const id of ids) await chat.call('deleteMessage', { chat_id: personId, message_id: id });
  for (const id of ids) await message(page, id).waitFor({ state: 'detached' });
  equal((await page.locator('#messages').innerText()).includes('my secret'), false);
}

async function longLists({ chat, page, say }: ChatPage): Promise<void> {
  await say('Menu', { reply_markup: { keyboard: [[{ text: 'Balance' }], [{ text: 'Orders' }], [{ text: 'Help' }]] } });
  for (let number = 1; number <= 60; number++) await say(`Message number ${number}.`);
  await page.getByText('Message number 60.').waitFor();
  await eventually(() => scrollGap(page), 0, 'the newest is in sight');
  await page.locator('#messages').hover();
  await page.mouse.wheel(0, -900);
  await page.locator('#to-end').waitFor();
  const [button, footer] = await Promise.all(['#to-end', 'footer'].map((one) => page.locator(one).boundingBox()));
  ok(button!.y + button!.height <= footer!.y, 'the way down covers nothing one writes with');
  const place = await page.locator('#messages').evaluate((list: List) => list.scrollTop);
  await say('Message number 61.');
  await page.getByText('Message number 61.').waitFor({ state: 'attached' });
  equal(await page.locator('#messages').evaluate((list: List) => list.scrollTop), place, 'somebody who reads further up is left there');
  await page.locator('#to-end').click();
  await eventually(() => scrollGap(page), 0, 'the button leads to the newest');
  await page.locator('#messages').evaluate((list: List) => { list.scrollBy(0, -900); });
  await page.locator('#to-end').waitFor();
  chat.user.sendText('and mine');
  await eventually(() => scrollGap(page), 0, 'what one sends is in sight');
  await page.reload();
  await page.getByText('and mine').waitFor();
  await eventually(() => scrollGap(page), 0, 'the newest is in sight after a reload');
}

async function hostileWords({ chat, page, say, upload }: ChatPage): Promise<void> {
  const id = await say(hostile, { reply_markup: { inline_keyboard: [[{ text: hostile, callback_data: 'x' }]] } });
  const shown = message(page, id);
  await shown.waitFor();
  equal(await shown.locator('.buttons button').textContent(), hostile);
  ok((await shown.locator('.words').textContent())?.startsWith(hostile));
  const photo = await upload('sendPhoto', { caption: hostile }, { part: 'photo', name: `${hostile}.png`, bytes: await picture(40, 40) });
  equal(await message(page, photo).locator('img').getAttribute('alt'), `Picture: ${hostile}`);
  const file = await upload('sendDocument', {}, { part: 'document', name: 'a<img src=x onerror=1>.csv', bytes: Buffer.from('x') });
  equal(await message(page, file).locator('.file').textContent(), 'a<img src=x onerror=1>.csv1 B');
  await shown.locator('.buttons button').click();
  await eventually(async () => chat.user.events().some(({ kind }) => kind === 'tap'), true, 'the press arrived');
  const tap = chat.user.events().find((event) => event.kind === 'tap');
  await chat.call('answerCallbackQuery', { callback_query_id: tap?.queryId, text: hostile });
  await eventually(() => page.locator('.toast').textContent(), hostile, 'the toast');
  await chat.call('setMyCommands', { commands: [{ command: 'evil', description: hostile }] });
  await page.locator('#command-button').click();
  equal(await page.locator('#commands [role="option"] span').textContent(), hostile);
  chat.user.sendText('answer', { replyTo: id });
  equal(await page.locator('.quote').textContent(), hostile);
  equal(await page.locator('.chip').last().textContent(), hostile);
  equal(await page.locator('.message img, .toast img, .suggestions img, .commands img').count(), 1, 'the photo is the only picture');
  equal(await page.title(), 'Capebot practice chat', 'no script of an outsider has run');
}

async function files({ page, newest, upload }: ChatPage): Promise<void> {
  await upload('sendDocument', { caption: 'Your trades' }, { part: 'document', name: 'trades-2026.csv', bytes: Buffer.from('a;b\n1;2\n') });
  const [download] = await Promise.all([page.waitForEvent('download'), newest.locator('.file').click()]);
  equal(download.suggestedFilename(), 'trades-2026.csv');
  const parts: Buffer[] = [];
  for await (const part of await download.createReadStream()) parts.push(part as Buffer);
  equal(Buffer.concat(parts).toString(), 'a;b\n1;2\n');
}

async function edits({ chat, page, newest, say }: ChatPage): Promise<void> {
  const id = await say('before', { reply_markup: { inline_keyboard: [[{ text: 'Old', callback_data: 'x' }]] } });
  await newest.getByText('Old').waitFor();
  equal(await newest.locator('.meta').textContent().then((meta) => /^\d\d:\d\d$/.test(meta ?? '')), true, 'the time stands there');
  await chat.call('editMessageText', { chat_id: personId, message_id: id, text: 'after', reply_markup: { inline_keyboard: [[{ text: 'New', callback_data: 'y' }]] } });
  await newest.getByText('New').waitFor();
  equal(await newest.locator('.words').textContent().then((words) => /^afteredited\d\d:\d\d$/.test(words ?? '')), true, 'the new words, marked as edited');
  equal(await page.getByText('before').count(), 0);
}

export const contentChecks: readonly Check<ChatPage>[] = [
  ['a picture is an image that has loaded, opens in full, and is replaced when it is edited', pictures],
  ['a copy button, code and a monospace block copy what they show', copying],
  ['a spoiler hides its words until it is pressed, and only its own', spoilers],
  ['deleted messages vanish, one\'s own too', deleting],
  ['a long chat stays at the newest, and leaves alone whoever reads further up', longLists],
  ['hostile words are words wherever they stand', hostileWords],
  ['a file is a row that downloads it under its name', files],
  ['an edited message changes in place and says so', edits],
  ['every text has a contrast of 4.5 to 1 in light', (world) => readsWell(world, 'light')],
  ['every text has a contrast of 4.5 to 1 in dark', (world) => readsWell(world, 'dark')],
];
