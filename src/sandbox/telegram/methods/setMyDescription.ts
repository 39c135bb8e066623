// setMyDescription: what an empty chat with the bot shows.
import { codePoints } from '../format/sentText.js';
import { badRequest } from '../refusal.js';
import { done, type Method } from './method.js';

export const setMyDescription: Method = {
  name: 'setMyDescription',
  answer(call, state) {
    const description = call.text('description');
    if (codePoints(description) > 512) throw badRequest('bot description is too long');
    state.profile.descriptions.set(call.text('language_code'), description);
    return done;
  },
};
