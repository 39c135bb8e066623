// /help: the list of commands by family, or all about one.
import type { CommandFamily, Reply } from '../src/bot/command.js';
import { speak, type Say } from '../src/text/index.js';
import { join } from '../src/text/rich.js';
import type { CapeCommand } from './core.js';
import { misused } from './misused.js';

const families: readonly CommandFamily[] = ['start', 'market', 'trade', 'account', 'money', 'notify', 'settings'];

/** /help needs the list it is itself a member of, so it is made with a way to ask for it. */
export function makeHelp(list: () => readonly CapeCommand[]): CapeCommand {
  const help: CapeCommand = {
    name: 'help', aliases: ['h'], family: 'start', access: 'anyone', where: 'anywhere',
    summary: 'help.help', usage: 'help [<command>]', examples: () => ['help', 'help buy'],
    run: (request, core) => {
      const say = speak(request.user.settings.language);
      const [topic] = request.words;
      if (topic === undefined) return Promise.resolve(overview(say, list()));
      const name = topic.replace(/^\//, '').toLowerCase();
      const found = list().find((one) => one.name === name || one.aliases.includes(name));
      if (found === undefined) return Promise.resolve(misused(say('help.unknown', { words: topic }), help, request, core));
      const about = join([say('help.topic', { name: found.name, summary: say(found.summary) }), ...(found.aliases.length === 0 ? [] : [say('help.aliases', { aliases: found.aliases.map((alias) => `/${alias}`).join(', ') })])]);
      return Promise.resolve(misused(about, found, request, core));
    },
  };
  return help;
}

function overview(say: Say, commands: readonly CapeCommand[]): Reply {
  const sections = families.map((family) => {
    const rows = commands.filter((one) => one.family === family).map((one) => say('help.row', { name: one.name, summary: say(one.summary) }));
    return rows.length === 0 ? '' : join([say(`help.family.${family}`), ...rows]);
  });
  return { text: join([...sections, say('help.foot')], '\n\n') };
}
