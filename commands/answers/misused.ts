// What a command answers to missing or wrong words: what is wrong, the usage, and an example that works for this user.
import type { Reply, Request } from '../../src/bot/command.js';
import type { Rich } from '../../src/model/message.js';
import { runData } from '../../src/model/callback.js';
import { speak } from '../../src/text/index.js';
import { join } from '../../src/text/rich.js';
import { showUsage } from '../../src/text/usage.js';
import type { CapeCommand, Core } from '../core.js';
import { outside } from '../../src/text/outside.js';

/** Longest example offered as a button: it has to fit callback data with its prefix. */
const exampleButtonLimit = 60;

/** `why` says what is wrong; usage and example come from the command itself, and so does whether the example is a button. */
export function misused(why: Rich | undefined, command: CapeCommand, request: Request, core: Core): Reply {
  const say = speak(request.user.settings.language);
  const examples = command.examples(core, request.user);
  const [example] = examples;
  const text = join([
    ...(why === undefined ? [] : [why]),
    say('misused.usage', { usage: outside(`/${showUsage(say, command.usage)}`) }),
    ...examples.slice(0, 3).map((one) => say('misused.example', { example: outside(`/${one}`) })),
  ]);
  const button = command.offered === 'reads' && example !== undefined && example.length <= exampleButtonLimit;
  return button ? { text, buttons: [[{ label: `/${example}`, data: runData(example) }]] } : { text };
}
