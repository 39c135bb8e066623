// answerCallbackQuery: ends the wait on a pressed button, with or without words.
import { checkLink } from '../format/link.js';
import { codePoints } from '../format/sentText.js';
import { badRequest } from '../refusal.js';
import { done, type Method } from './method.js';

export const answerCallbackQuery: Method = {
  name: 'answerCallbackQuery',
  answer(call, state) {
    const text = call.text('text');
    const url = call.text('url');
    const query = state.callbacks.find(call.text('callback_query_id'));
    if (query === undefined) throw badRequest('query is too old and response timeout expired or query ID is invalid');
    if (codePoints(text) > 200) throw badRequest('MESSAGE_TOO_LONG');
    if (url !== '' && !(checkLink(url).ok && /^(?:https?:\/\/)?t\.me\/|^tg:/i.test(url))) throw badRequest('URL_INVALID');
    const { id: queryId, userId, chatId, messageId, answered: repeated } = query;
    query.answered = true;
    const alert = call.flag('show_alert');
    state.events.add({ kind: 'callbackAnswer', queryId, userId, chatId, messageId, text, alert, repeated, ...(url === '' ? {} : { url }) });
    return done;
  },
};
