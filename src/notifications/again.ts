// The mark of a message that may have arrived before: the same reference on each repeat of one event.
import { createHash } from 'node:crypto';
import type { MessageContent, Rich } from '../model/message.js';
import type { Outgoing } from './sender.js';
import type { Say } from '../text/index.js';
import { join } from '../text/rich.js';
import { outside } from '../text/outside.js';

/** Hex digits of a reference: enough to tell the messages of one chat apart, few enough to compare at a glance. */
const referenceDigits = 4;

/** Short, and the same for the same event. */
const referenceOf = (eventName: string): string => createHash('sha256').update(eventName).digest('hex').slice(0, referenceDigits);

/** The content with a last line that says it is sent again; `eventName` is what is the same for all its repeats. */
export const sentAgain = <Content extends MessageContent>(say: Say, content: Content, eventName: string): Content & { readonly lastLine: Rich } =>
  ({ ...content, lastLine: say('push.again', { reference: outside(referenceOf(eventName)) }) });

/** All words of a message, its last line under the others. */
export const wordsOf = ({ text, lastLine }: Pick<Outgoing, 'text' | 'lastLine'>): Rich => (lastLine === undefined ? text : join([text, lastLine]));
