// Headless Chromium for the chat page: how it is started and ended, and the screens it plays.
import process from 'node:process';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findBrowser } from './findBrowser.js';

export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
}

export const phone = { width: 390, height: 844 } as const;
export const desktop = { width: 1100, height: 800 } as const;

/** The whole run takes a minute; a browser that hangs must not hold up CI, ms. */
const runLimitMs = 240_000;
/** How long the page may take for one thing, ms. */
const patienceMs = 10_000;

export const say = (line: string): void => { process.stdout.write(`${line}\n`); };

/** Runs something with a browser and ends with its verdict as exit status; where there is none, says so and is content. */
export async function withBrowser(run: (browser: Browser) => Promise<boolean>): Promise<void> {
  const found = findBrowser(process.env['CHROMIUM_PATH']);
  if ('notRun' in found) {
    say(found.notRun);
    return;
  }
  const browser = await chromium.launch({ executablePath: found.executable, headless: true }).catch((error: unknown) => reasonOf(error));
  if (typeof browser === 'string') {
    // On some systems the file is only a note that says how to install it.
    say(`Not run: ${found.executable} does not start: ${browser}`);
    return;
  }
  const limit = setTimeout(() => {
    say(`Stopped: it took longer than ${runLimitMs / 1000} s.`);
    process.exit(1);
  }, runLimitMs);
  try {
    if (!(await run(browser))) process.exitCode = 1;
  } finally {
    clearTimeout(limit);
    await browser.close();
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';

/** Opens the page with the clipboard allowed, and waits until it has welcomed the person. The caller closes the context. */
export async function openPage(browser: Browser, url: string, { width, height, scheme }: Screen): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale: 'en-ZA', timezoneId: 'Africa/Johannesburg', deviceScaleFactor: width < 760 ? 2 : 1 });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('#presence', { hasNotText: 'connecting' }).waitFor();
  return { page, context };
}
