// npm run screenshots [-- FOLDER]: plays the main cards in the sandbox and keeps a picture of each, light and dark, phone and desktop.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { panel, suggestions } from '../../src/sandbox/panel.js';
import { startStage, type Stage } from '../support/startSandbox.js';
import { desktop, openPage, phone, say, withBrowser, type Screen } from './browser.js';
import { scenes } from './scenes.js';

const screens: readonly Screen[] = [phone, desktop].flatMap((size) => (['light', 'dark'] as const).map((scheme) => ({ ...size, scheme })));

const nameOf = ({ width, scheme }: Screen): string => `${width === phone.width ? 'phone' : 'desktop'}-${scheme}`;

/** The page is still: no button waits and every picture is there. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction("document.querySelector('.pressed') === null && [...document.images].every((image) => image.complete)");
  await page.evaluate('Promise.all(document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished.catch(() => {})))');
}

async function play(browser: Browser, stage: Stage, folder: string): Promise<number> {
  const pages = await Promise.all(screens.map(async (screen) => ({ ...(await openPage(browser, stage.sandbox.telegram.pageUrl, screen)), name: nameOf(screen) })));
  let kept = 0;
  for (const [number, [title, run]] of scenes.entries()) {
    await run(stage);
    for (const { page, name } of pages) {
      await settle(page);
      await page.screenshot({ path: path.join(folder, `${String(number + 1).padStart(2, '0')}-${title}-${name}.png`) });
      kept++;
    }
  }
  return kept;
}

async function shoot(browser: Browser, folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const stage = await startStage();
  try {
    stage.sandbox.telegram.control.setSuggestions(suggestions(stage.sandbox));
    stage.sandbox.telegram.control.setPanel(panel(stage.sandbox));
    say(`${await play(browser, stage, folder)} pictures are in ${path.resolve(folder)}`);
  } finally {
    await stage.sandbox.stop();
  }
  return true;
}

await withBrowser((browser) => shoot(browser, process.argv[2] ?? 'screenshots'));
