// setMyCommands: the bot's command menu for one scope and language.
import { codePoints } from '../format/sentText.js';
import type { Call } from '../http/call.js';
import { badRequest } from '../refusal.js';
import type { BotCommand } from '../wire.js';
import { readCommandScope } from '../parameters/commandScope.js';
import { done, type Method } from './method.js';

export const setMyCommands: Method = {
  name: 'setMyCommands',
  answer(call, state) {
    const commands = readCommands(call);
    const { scope, language } = readCommandScope(call, state);
    state.profile.setCommands(scope, language, commands);
    return done;
  },
};

/** At most 100 commands; names 1 to 32 of a-z 0-9 _, descriptions 1 to 256 (PLATFORM.md 1.4). */
function readCommands(call: Call): BotCommand[] {
  let given: unknown;
  try {
    given = call.json('commands') ?? [];
  } catch {
    throw badRequest("can't parse commands JSON object");
  }
  if (!Array.isArray(given)) throw badRequest('expected an Array of BotCommand');
  if (given.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  return (given as unknown[]).map(readCommand);
}

function readCommand(given: unknown): BotCommand {
  const wrong = (reason: string): Error => badRequest(`can't parse BotCommand: ${reason}`);
  if (typeof given !== 'object' || given === null) throw wrong('expected an Object');
  const { command: name, description } = given as Record<string, unknown>;
  if (typeof name !== 'string') throw wrong('Can\'t find field "command"');
  if (typeof description !== 'string') throw wrong('Can\'t find field "description"');
  const command = name.replace(/^\//, '');
  if (command === '') throw badRequest('command must be non-empty');
  if (command.length > 32) throw badRequest('command length must not exceed 32');
  if (!/^[a-z0-9_]+$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description.trim() === '') throw badRequest('command description must be non-empty');
  if (codePoints(description) > 256) throw badRequest('command description length must not exceed 256');
  return { command, description: description.trim() };
}
