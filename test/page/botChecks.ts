// Checks of the page with the whole program behind it: what a newcomer does, by mouse and keys alone.
import { equal, ok } from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import { panel, suggestions } from '../../src/sandbox/panel.js';
import { plainSpaces, postedOrders, startStage, type Stage } from '../support/startSandbox.js';
import { desktop, openPage } from './browser.js';
import { eventually, troubleOf, type Check } from './check.js';

export interface BotPage {
  readonly page: Page;
  readonly stage: Stage;
}

type Within = (prove: (world: BotPage) => Promise<void>) => Promise<void>;

/** Starts everything once, with the page open on a desktop; every check goes on in the same chat. */
export async function withBot<T>(browser: Browser, run: (within: Within) => Promise<T>): Promise<T> {
  const stage = await startStage();
  try {
    stage.sandbox.telegram.control.setSuggestions(suggestions(stage.sandbox));
    stage.sandbox.telegram.control.setPanel(panel(stage.sandbox));
    const { page, context } = await openPage(browser, stage.sandbox.telegram.pageUrl, { ...desktop, scheme: 'light' });
    const trouble = troubleOf(page);
    try {
      return await run(async (prove) => {
        await prove({ page, stage });
        equal(trouble.join('\n'), '');
      });
    } finally {
      await context.close();
    }
  } finally {
    await stage.sandbox.stop();
  }
}

const newest = (page: Page): Locator => page.locator('.message.theirs').last();
const hears = (page: Page, words: RegExp): Promise<void> => (
  eventually(async () => words.test(plainSpaces((await page.locator('.message.theirs').allInnerTexts()).slice(-4).join('\n'))), true, `the page shows ${String(words)}`)
);

async function type(page: Page, text: string): Promise<void> {
  await page.locator('#text').fill(text);
  await page.keyboard.press('Enter');
}

async function card(page: Page, words: string): Promise<Locator> {
  await type(page, words);
  await newest(page).getByText('Confirm', { exact: true }).waitFor();
  return page.locator(`[data-id="${await newest(page).getAttribute('data-id')}"]`);
}

async function linkByChip({ page, stage }: BotPage): Promise<void> {
  await page.locator('.empty').getByText('Start').click();
  await hears(page, /Hello You/);
  await page.locator('.chip').getByText('2. Link the practice key').click();
  await hears(page, /Linked/);
  await eventually(async () => (await page.locator('#messages').innerText()).includes(stage.sandbox.practice.secret), false, 'the message with the secret is gone');
  await stage.person.connected();
}

async function confirm({ page, stage }: BotPage): Promise<void> {
  const shown = await card(page, '/buy 0.01 btc @ 834900');
  const count = await page.locator('.message').count();
  const before = postedOrders(stage.sandbox).length;
  await shown.getByText('Confirm', { exact: true }).click();
  await shown.getByText('is open').waitFor();
  await shown.locator('.meta', { hasText: 'edited' }).waitFor();
  equal(await shown.getByText('Confirm', { exact: true }).count(), 0, 'it can be confirmed no more');
  equal(await page.locator('.message').count(), count, 'no message has been added');
  equal(postedOrders(stage.sandbox).length - before, 1);
}

/** As much of a button as the check uses inside the browser. */
interface Pressable { readonly click: () => void; readonly classList: { readonly remove: (name: string) => void } }

async function confirmTwice({ page, stage }: BotPage): Promise<void> {
  const shown = await card(page, '/buy 0.02 btc @ 834800');
  const before = postedOrders(stage.sandbox).length;
  const button = shown.getByText('Confirm', { exact: true });
  await button.evaluate((element: Pressable) => {
    element.click();
    element.click();
    // As if a second page were open on the same chat: the page's own guard is out of the way.
    element.classList.remove('pressed');
    element.click();
  });
  await shown.getByText('is open').waitFor();
  await stage.person.connected();
  equal(postedOrders(stage.sandbox).length - before, 1, 'one order');
}

async function panelActions({ page }: BotPage): Promise<void> {
  const press = (label: string): Promise<void> => page.locator('#panel').getByText(label, { exact: true }).click();
  await press('Fill my oldest order');
  await hears(page, /Bought 0\.01 BTC/);
  await type(page, '/alert btc > 850000');
  await hears(page, /I will tell you/);
  await press('Bitcoin to R860 000');
  await hears(page, /reached R850 000/);
  await press('Deposit 0.05 BTC');
  await hears(page, /0\.05 BTC/);
}

async function depositCard({ page }: BotPage): Promise<void> {
  await type(page, '/deposit btc');
  const copies = page.locator('.message .copies').last();
  await copies.waitFor();
  await copies.click();
  await page.locator('.toast', { hasText: 'Copied' }).waitFor();
  const address = await page.evaluate<string>('navigator.clipboard.readText()');
  const shown = page.locator('.message', { has: page.locator('.copies') }).last();
  ok(address.length > 20 && (await shown.innerText()).includes(address), `the copied address ${address} stands on the card`);
  for (const image of await shown.locator('img').all()) await eventually(() => image.evaluate(({ naturalWidth }: { naturalWidth: number }) => naturalWidth > 0), true, 'its picture has loaded');
}

async function killed({ page }: BotPage): Promise<void> {
  await page.locator('#panel').getByText('Kill and restart the bot', { exact: true }).click();
  await page.locator('.toast', { hasText: 'started again' }).waitFor();
  await type(page, '/balance');
  await hears(page, /Total R/);
}

export const botChecks: readonly Check<BotPage>[] = [
  ['a newcomer starts and links with two presses, and the secret leaves the page', linkByChip],
  ['Confirm turns the card into the order, in place', confirm],
  ['Confirm clicked three times at once gives one order', confirmTwice],
  ['the side panel fills, moves prices and deposits, and the bot tells it', panelActions],
  ['the deposit card copies the address it shows', depositCard],
  ['killed and started again, the bot goes on in the same page', killed],
];
