// What has been chosen so far of an order taken step by step, written in the words of its buttons so that it survives a restart.
import type { Request } from '../../src/bot/command.js';
import { isEndedDraft, type Draft } from '../../src/model/draft.js';
import type { Button } from '../../src/model/message.js';
import type { Market } from '../../src/model/trading/market.js';
import type { Side } from '../../src/model/trading/order.js';
import { priceWords, sizeWords } from '../../src/words/orderWords.js';
import { readPrice, type OrderPrice } from '../../src/words/readPrice.js';
import { readSize, type OrderSize } from '../../src/words/readSize.js';
import { wordsButton } from '../../src/text/cards/wordsButton.js';
import type { Core } from '../core.js';

export interface Choice {
  readonly side: Side;
  readonly market?: Market;
  readonly size?: OrderSize;
  readonly price?: OrderPrice;
  readonly postOnly: boolean;
}

/** What a button does with the words behind it: show the next step, take a typed answer, draw the card, or leave. */
export type Gesture = 'step' | 'amount' | 'price' | 'card';

/** Reads the words a button of ours carries, for example "btczar 25% @bid po"; what cannot be read is left out and asked again. */
export async function readChoice(core: Core, side: Side, words: readonly string[]): Promise<Choice> {
  let choice: Choice = { side, postOnly: words.includes('po') };
  for (const word of words.filter((one) => one !== 'po')) {
    if (word.startsWith('@')) {
      const read = readPrice(word.slice(1));
      if (read.kind === 'price') choice = { ...choice, price: read.price };
      continue;
    }
    const size = readSize(word);
    const market = size.kind === 'size' ? undefined : await core.markets.find(word);
    if (size.kind === 'size') choice = { ...choice, size: size.size };
    else if (market !== undefined) choice = { ...choice, market };
  }
  return choice;
}

/** "btczar 25% @bid po" */
export function choiceWords({ market, size, price, postOnly }: Choice): string {
  return [market?.id, size === undefined ? undefined : sizeWords(size), price === undefined ? undefined : priceWords(price), postOnly ? 'po' : undefined]
    .filter((word) => word !== undefined).join(' ');
}

/** One step back from the price, and from the amount. */
export const withoutPrice = ({ price: _price, ...rest }: Choice): Choice => rest;
export const withoutSize = ({ size: _size, ...rest }: Choice): Choice => rest;

/** A row with one button, or nothing where its words do not fit. */
export const choiceButton = (label: string, gesture: Gesture, choice: Choice, style?: 'primary'): readonly Button[] =>
  wordsButton(label, `${choice.side} ${gesture} ${choiceWords(choice)}`.trim(), style);

/** False where the message shows an order that was sent, or a cancellation under way: its story is not painted over. */
export function mayDrawOn({ user, messageId }: Request): boolean {
  return Object.values(user.drafts).every((draft) => draft.card?.messageId !== messageId || isPassing(draft));
}

const passing: ReadonlySet<Draft['state']> = new Set(['drafted', 'expired', 'dismissed', 'replaced']);
const isPassing = ({ state, request }: Draft): boolean => (request.kind === 'placeOrder' || request.kind === 'practiceOrder' ? passing.has(state) : isEndedDraft(state));
