// What the card of one kind of action says; one value of this type per kind.
import type { ActionKind, ActionRequest, Draft } from '../../model/draft.js';
import type { Buttons, MessageContent, Rich } from '../../model/message.js';
import type { Say } from '../index.js';
import type { TextKey } from '../language.js';

export interface CardOptions {
  /** ms since 1970 */
  readonly now: number;
  /** IANA name */
  readonly timeZone: string;
}

export type RequestOf<K extends ActionKind> = Extract<ActionRequest, { readonly kind: K }>;

export interface CardText<K extends ActionKind> {
  /** The action in a few words, for the middle of a sentence: "withdraw 0.1 BTC to Cold wallet". */
  name(say: Say, request: RequestOf<K>): Rich;
  /** The question and its facts, line by line. */
  question(say: Say, draft: Draft, request: RequestOf<K>, options: CardOptions): readonly Rich[];
  /** While it is on its way, and once its answer is known. */
  story(say: Say, draft: Draft, request: RequestOf<K>, options: CardOptions): MessageContent;
  /** Rows of buttons below Confirm and Cancel. */
  more?(say: Say, draft: Draft, request: RequestOf<K>): Buttons;
  /** What is being done to find out where its answer was lost, by what there is to look at. */
  unknownWhy(draft: Draft): TextKey;
  /** For a kind that asks for a code: the words its Confirm runs, with the draft's id after them; 'none': Confirm claims. */
  readonly codeWords: string;
}
