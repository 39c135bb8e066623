// deleteMyCommands: forgets the list of one scope and language.
import { readCommandScope } from '../parameters/commandScope.js';
import { done, type Method } from './method.js';

export const deleteMyCommands: Method = {
  name: 'deleteMyCommands',
  answer(call, state) {
    const { scope, language } = readCommandScope(call, state);
    state.profile.deleteCommands(scope, language);
    return done;
  },
};
