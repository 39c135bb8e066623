// npm run sandbox: the bot on play money, in a browser; with --tour the same without one, printed as a conversation.
import { panel, suggestions } from './panel.js';
import { startSandbox } from './sandbox.js';
import { playTour } from './tour.js';

/** The tour ends by itself within two minutes, ms. */
const tourLimitMs = 118_000;
/** The chat page's usual port; another is taken when it is in use. */
const usualPort = 8420;

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function tour(): Promise<void> {
  const began = Date.now();
  const limit = setTimeout(() => {
    print('The tour stopped: it took longer than two minutes.');
    process.exit(1);
  }, tourLimitMs);
  const sandbox = await startSandbox({ exchange: { otherTraders: false } });
  try {
    await sandbox.ready();
    await playTour(sandbox, print);
    print('');
    print(`The tour is over: every step happened, in ${Math.round((Date.now() - began) / 1000)} s. Now try it yourself: npm run sandbox`);
  } catch (error) {
    print('');
    print(error instanceof Error ? error.message : String(error));
    print(sandbox.program().output().split('\n').slice(-20).join('\n'));
    process.exitCode = 1;
  } finally {
    clearTimeout(limit);
    await sandbox.stop();
  }
}

async function browser(): Promise<void> {
  const start = (port: number): ReturnType<typeof startSandbox> => startSandbox({ telegram: { port } });
  const sandbox = await start(usualPort).catch(() => start(0));
  sandbox.telegram.control.setSuggestions(suggestions(sandbox));
  sandbox.telegram.control.setPanel(panel(sandbox));
  await sandbox.ready();
  print('');
  print('Capebot is running on play money. Open this page and tap through the first steps:');
  print('');
  print(`  ${sandbox.telegram.pageUrl}`);
  print('');
  print(`Practice key:    ${sandbox.practice.apiKey}`);
  print(`Practice secret: ${sandbox.practice.secret}`);
  print('');
  print('Everything is on this machine; Ctrl-C ends it and forgets it all.');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await sandbox.stop();
}

await (process.argv.includes('--tour') ? tour() : browser());
