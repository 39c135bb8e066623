// /help: the topics with a button each, one topic with its commands, all of them, or all about one command.
import type { CommandFamily, Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import type { Button, Rich } from '../../src/model/message.js';
import { speak, type Say } from '../../src/text/index.js';
import { outside } from '../../src/text/outside.js';
import { concat, join, plain } from '../../src/text/rich.js';
import type { CapeCommand, Core } from '../core.js';
import { namesOfCommand } from '../../src/words/lexicon/index.js';
import { misused } from '../answers/misused.js';

const families: readonly CommandFamily[] = ['start', 'market', 'trade', 'account', 'money', 'notify', 'settings'];
const buttonsPerRow = 2;
/** Longest words of others that are shown. */
const wordsShown = 40;

type Topic = CommandFamily | 'all';

/** /help needs the list it is itself a member of, so it is made with a way to ask for it. */
export function makeHelp(list: () => readonly CapeCommand[]): CapeCommand {
  const help: CapeCommand = {
    name: 'help', aliases: ['h'], family: 'start', access: 'anyone', where: 'anywhere', offered: 'reads',
    summary: 'help.help', usage: 'help [<topic> | <command> | all]', examples: () => ['help', 'help trade', 'help buy', 'help all'],
    run: (request, core) => {
      const say = speak(request.user.settings.language);
      const asked = request.rest.replace(/^\//, '').toLowerCase();
      if (asked === '') return Promise.resolve({ text: overview(say, list()), buttons: topicButtons(say), inPlace: true });
      // A command before a topic of the same name, and a topic before the other names of a command.
      const [name = ''] = asked.split(/\s/);
      const named = list().find((one) => one.name === name);
      const topic = named === undefined ? findTopic(say, asked) : undefined;
      if (topic !== undefined) return Promise.resolve({ text: topicText(say, list(), topic), buttons: topicButtons(say, topic), inPlace: true });
      const found = named ?? list().find((one) => one.aliases.includes(name) || namesOfCommand(one.name).includes(name));
      if (found !== undefined) return Promise.resolve(aboutOne(say, found, request, core));
      return Promise.resolve({ ...misused(say('help.unknown', { words: outside(request.rest, wordsShown) }), help, request, core), buttons: topicButtons(say) });
    },
  };
  return help;
}

/** "/buy": a tap runs it. */
const commandLink = (name: string): Rich => concat(plain('/'), outside(name));

function aboutOne(say: Say, found: CapeCommand, request: Request, core: Core): Reply {
  const aliases = join(found.aliases.map(commandLink), ', ');
  const about = join([say('help.topic', { name: outside(found.name), summary: say(found.summary) }), ...(found.aliases.length === 0 ? [] : [say('help.aliases', { aliases })])]);
  return { ...misused(about, found, request, core), buttons: [[topicButton(say, found.family)]] };
}

/** By "topic" and its id, as the buttons have it, or by a name in the language of `say` or in English. */
function findTopic(say: Say, asked: string): Topic | undefined {
  const names = (family: CommandFamily): readonly string[] => [say, speak('en')]
    .flatMap((one) => [title(one, family).toLowerCase(), ...one(`help.words.${family}`).text.split(', ')]);
  if (asked === 'all' || asked === say('help.all').text.toLowerCase()) return 'all';
  return families.find((family) => asked === `topic ${family}` || names(family).includes(asked));
}

const title = (say: Say, family: CommandFamily): string => say(`help.family.${family}`).text;

/** One line a family: its name and those of its commands. */
function overview(say: Say, commands: readonly CapeCommand[]): Rich {
  const rows = families.map((family) => say('help.names', {
    title: say(`help.family.${family}`), names: join(commands.filter((one) => one.family === family).map((one) => commandLink(one.name)), ' '),
  }));
  return join([join([say('help.overview'), ''], '\n'), ...rows]);
}

function topicText(say: Say, commands: readonly CapeCommand[], topic: Topic): Rich {
  const sections = families.filter((family) => topic === 'all' || topic === family).map((family) => join([
    say(`help.family.${family}`), ...commands.filter((one) => one.family === family).map((one) => say('help.row', { name: outside(one.name), summary: say(one.summary) })),
  ]));
  return join([...sections, say('help.foot')], '\n\n');
}

function topicButton(say: Say, topic: Topic, chosen?: Topic): Button {
  const label = topic === 'all' ? say('help.all').text : title(say, topic);
  return { label: topic === chosen ? say('settings.chosen', { label: outside(label) }).text : label, data: runData(topic === 'all' ? 'help all' : `help topic ${topic}`) };
}

function topicButtons(say: Say, chosen?: Topic): readonly (readonly Button[])[] {
  const all = ([...families, 'all'] as const).map((topic) => topicButton(say, topic, chosen));
  return Array.from({ length: Math.ceil(all.length / buttonsPerRow) }, (_, row) => all.slice(row * buttonsPerRow, (row + 1) * buttonsPerRow));
}
