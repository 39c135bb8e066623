// getMyCommands: the list set for exactly this scope and language.
import { readCommandScope } from '../parameters/commandScope.js';
import type { Method } from './method.js';

export const getMyCommands: Method = {
  name: 'getMyCommands',
  answer(call, state) {
    const { scope, language } = readCommandScope(call, state);
    return { result: state.profile.commandsOf(scope, language) };
  },
};
