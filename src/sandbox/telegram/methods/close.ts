// close: ends this server's session of the bot before a move; here there is nothing to end.
import { done, type Method } from './method.js';

export const close: Method = { name: 'close', answer: () => done };
