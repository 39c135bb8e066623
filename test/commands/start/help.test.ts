// /help by topic: a short overview, a page for each family under its names in every language, and the whole list.
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../../commands/index.js';
import type { Reply, Request } from '../../../src/bot/command.js';
import { readButtonWords } from '../../../src/bot/commandList.js';
import { readCallback } from '../../../src/model/callback.js';
import { linkedUser } from '../../accounts/samples.js';
import { createMemoryStore } from '../../support/memoryStore.js';
import { fakeCore } from '../fakeCore.js';

async function ask(rest: string, language = 'en') {
  const user = { ...linkedUser(), settings: { ...linkedUser().settings, language } };
  const request: Request = { user, words: readButtonWords(`help ${rest}`).words, rest, via: 'message', inPrivate: true, messageId: 1, updateId: 1, progress: async () => undefined };
  const reply = (await commands.find((one) => one.name === 'help')!.run(request, fakeCore(createMemoryStore([user])))) as Reply;
  const buttons = (reply.buttons ?? []).flat().map((button) => {
    const read = 'data' in button ? readCallback(button.data) : undefined;
    return { label: button.label, words: read?.kind === 'run' ? read.words : '' };
  });
  return { text: reply.text.text, buttons, inPlace: reply.inPlace };
}
const namesIn = (text: string): readonly string[] => [...text.matchAll(/^\/([a-z]+) {2}/gm)].map((match) => match[1] ?? '');
const namesOf = (family: string): readonly string[] => commands.filter((one) => one.family === family).map((one) => one.name);
const families = [...new Set(commands.map((one) => one.family))];

describe('/help', () => {
  it('fits a screen, names every command and has a button for each family and for all', async () => {
    const { text, buttons } = await ask('');
    expect(text.split('\n').length).toBeLessThanOrEqual(12);
    for (const { name } of commands) expect(`${text} `).toMatch(new RegExp(`/${name}\\s`));
    expect(new Set(buttons.map((one) => one.words))).toEqual(new Set([...families.map((family) => `help topic ${family}`), 'help all']));
  });

  it('all tells what every command does', async () => expect(namesIn((await ask('all')).text)).toHaveLength(commands.length));

  it.each(families)('leads to the page of %s, edited in place, with its button marked', async (family) => {
    const { text, buttons, inPlace } = await ask(`topic ${family}`);
    expect([namesIn(text), inPlace, buttons.filter((one) => one.label.startsWith('• ')).map((one) => one.words)]).toEqual([namesOf(family), true, [`help topic ${family}`]]);
  });
});

describe('a topic is found', () => {
  it.each([
    ['trade', 'en', 'trade'], ['Trading', 'en', 'trade'], ['money', 'en', 'money'], ['money in and out', 'en', 'money'], ['market', 'en', 'market'], ['account', 'en', 'account'], ['notifications', 'en', 'notify'], ['begin', 'en', 'start'], ['setup', 'en', 'settings'],
    ['handel', 'af', 'trade'], ['geld', 'af', 'money'], ['Geld in en uit', 'af', 'money'], ['rekening', 'af', 'account'], ['trade', 'af', 'trade'], ['instellings', 'af', 'settings'],
    ['ukuhweba', 'zu', 'trade'], ['imali', 'zu', 'money'], ['I-akhawunti', 'zu', 'account'], ['money', 'zu', 'money'], ['izilungiselelo', 'zu', 'settings'],
  ])('by "%s" in %s', async (words, language, family) => expect(namesIn((await ask(words, language)).text)).toEqual(namesOf(family)));

  it.each([['settings', 'settings'], ['start', 'start'], ['alerts', 'notify']])('from the command of the same name: /help %s has a button for it', async (name, family) => {
    const { text, buttons } = await ask(name);
    expect([text.startsWith(`/${name} `), buttons.map((one) => one.words)]).toEqual([true, [`help topic ${family}`]]);
  });

  it.each(['nonsense', 'topic', 'topic nonsense', 'constructor'])('not for "%s", which is answered with all topics', async (words) => {
    const { text, buttons } = await ask(words);
    expect([text.includes(`no command or topic "${words}"`), buttons.length]).toEqual([true, families.length + 1]);
  });
});
