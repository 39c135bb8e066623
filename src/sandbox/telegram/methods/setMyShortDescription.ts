// setMyShortDescription: what the bot's profile shows.
import { codePoints } from '../format/sentText.js';
import { badRequest } from '../refusal.js';
import { done, type Method } from './method.js';

export const setMyShortDescription: Method = {
  name: 'setMyShortDescription',
  answer(call, state) {
    const description = call.text('short_description');
    if (codePoints(description) > 120) throw badRequest('bot short description is too long');
    state.profile.descriptions.set(`short ${call.text('language_code')}`, description);
    return done;
  },
};
