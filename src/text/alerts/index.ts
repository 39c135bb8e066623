// The words of every alert kind; a new kind is a file of its own and a line here, and a rule without words does not compile.
import type { AlertRule } from '../../model/alert.js';
import type { AlertText } from './alertText.js';
import { balanceBelow } from './balanceBelow.js';
import { candleClose } from './candleClose.js';
import { orderNear } from './orderNear.js';
import { percentMove } from './percentMove.js';
import { priceCrosses } from './priceCrosses.js';
import { spread } from './spread.js';

type Kind = AlertRule['kind'];
type RuleOf<Name extends Kind> = Extract<AlertRule, { readonly kind: Name }>;

/** In the order in which what is typed is tried: a price takes whatever has a comparison in it, so it stands last. */
export const alertTexts = { balanceBelow, orderNear, spread, candleClose, percentMove, priceCrosses } as const satisfies { readonly [Name in Kind]: AlertText<RuleOf<Name>> };

type Texts = typeof alertTexts;

/** What is typed for an alert. Coins are as typed: markets.find knows them. */
export type TypedWords = { readonly [Name in Kind]: Texts[Name] extends AlertText<RuleOf<Name>, infer Typed, never> ? Typed : never }[Kind];
/** What a firing is told with. */
export type AlertFired = { readonly [Name in Kind]: Texts[Name] extends AlertText<RuleOf<Name>, unknown, infer Data> ? Data : never }[Kind];

/** The words of a rule's kind: they take that rule, and the firings of its alerts. */
export const textOf = ({ kind }: Pick<AlertRule, 'kind'>): AlertText<AlertRule> => alertTexts[kind];
