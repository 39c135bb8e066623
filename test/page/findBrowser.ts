// Where a Chromium is looked for, and what is said when there is none.
import { existsSync } from 'node:fs';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'] as const;

/** The browser asked for (CHROMIUM_PATH), else the first that is there; a sentence when there is none to use. */
export function findBrowser(asked: string | undefined, places: readonly string[] = usualPlaces): { readonly executable: string } | { readonly notRun: string } {
  if (asked !== undefined && asked !== '') return existsSync(asked) ? { executable: asked } : { notRun: `Not run: CHROMIUM_PATH is ${asked}, and there is no such file.` };
  const executable = places.find((place) => existsSync(place));
  return executable === undefined ? { notRun: `Not run: no Chromium at ${places.join(', ')}; CHROMIUM_PATH names another.` } : { executable };
}
