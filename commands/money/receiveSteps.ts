// The questions of /receive: how much, what for, and how much of it to turn into rand. What was answered waits in the dialog.
import type { InvoiceWanted as Asked } from '../../src/accounts/accounts.js';
import type { Reply, Request } from '../../src/bot/command.js';
import { runData } from '../../src/model/callback.js';
import { decimal, dividedBy, isBelow, sats, satsToBtc, times, type Decimal } from '../../src/model/money.js';
import type { Dialog } from '../../src/model/user.js';
import { showAmount, showSats } from '../../src/text/format.js';
import type { Say } from '../../src/text/index.js';
import type { TextKey } from '../../src/text/language.js';
import type { Core } from '../core.js';
import { outside } from '../../src/text/outside.js';
import type { Values } from '../../src/text/rich.js';

/** An invoice as far as it has been described; who asks for it is known when it is made. */
export type InvoiceWanted = Omit<Asked, 'askedBy'>;

/** The market that turns bitcoin into rand (API.txt, Create a Lightning invoice). */
export const conversionMarket = 'btczar';
const percents = ['25', '50', '75', '100'] as const;
/** How long the bot waits for the next answer, ms. */
const dialogLifeMs = 10 * 60_000;

export async function askAmount(core: Core, request: Request, say: Say): Promise<Reply> {
  await core.setDialog(request, dialog(core, 'amount'));
  return { text: say('receive.askAmount'), forceReply: true };
}

export async function askNote(core: Core, request: Request, say: Say, wanted: InvoiceWanted): Promise<Reply> {
  await core.setDialog(request, dialog(core, 'note', wanted));
  return { text: say('receive.askNote'), buttons: [[{ label: say('receive.noNote').text, data: runData('receive nonote') }]] };
}

/** The choices that the market's smallest order allows; undefined when there is none. `key` is the question. */
export async function askConversion(core: Core, request: Request, say: Say, wanted: InvoiceWanted, key: TextKey, values: Values = {}): Promise<Reply | undefined> {
  const fitting = await percentsFor(core, wanted.amountSat);
  if (fitting.length === 0) return undefined;
  await core.setDialog(request, dialog(core, 'convert', wanted));
  const choice = (percent: string): { readonly label: string; readonly data: string } => ({ label: say('receive.percent', { percent: outside(percent) }).text, data: runData(`receive percent ${percent}`) });
  return {
    text: say(key, { amount: showSats(say, wanted.amountSat), ...values }),
    buttons: [fitting.map(choice), [{ label: say('receive.keepBitcoin').text, data: runData('receive percent 0') }]],
  };
}

/** The parts of a sum that make an order of the market that turns it into rand. @throws as Markets.list */
export async function percentsFor(core: Core, amountSat: InvoiceWanted['amountSat']): Promise<readonly string[]> {
  const least = await smallestOrder(core);
  return least === undefined ? [] : percents.filter((percent) => !isBelow(times(satsToBtc(amountSat), partOf(percent)), least));
}

/** Why none of the choices fits. */
export async function tooLittle(core: Core, say: Say, wanted: Pick<InvoiceWanted, 'amountSat'>): Promise<Reply> {
  const least = await smallestOrder(core);
  return { text: say('receive.noConvert', { amount: showSats(say, wanted.amountSat), least: least === undefined ? '–' : showAmount(say, least, 'btc') }) };
}

async function smallestOrder(core: Core): Promise<Decimal | undefined> {
  return (await core.markets.list()).find((one) => one.id === conversionMarket && one.state === 'enabled')?.minAmount;
}

const partOf = (percent: string): Decimal => dividedBy(decimal(percent), decimal('100'), 2);

/** The part that a button's word stands for; `undefined` as a part means none, null that it is no choice. */
export function chosenPart(percent: string | undefined): Pick<InvoiceWanted, 'conversionPart'> | null {
  if (percent === '0') return {};
  return percents.some((one) => one === percent) ? { conversionPart: partOf(percent ?? '') } : null;
}

function dialog(core: Core, step: string, wanted?: InvoiceWanted): Dialog {
  const data = wanted === undefined ? {} : {
    amountSat: wanted.amountSat, ...(wanted.note === undefined ? {} : { note: wanted.note }),
    ...(wanted.rand === undefined ? {} : { rand: wanted.rand.amount, price: wanted.rand.price }),
  };
  return { command: 'receive', step, data, expiresAt: core.clock.now() + dialogLifeMs };
}

/** What has been answered so far; undefined when nothing is being asked any more. */
export function wantedSoFar(open: Dialog | undefined, step: string, now: number): InvoiceWanted | undefined {
  if (open?.command !== 'receive' || open.step !== step || open.expiresAt <= now) return undefined;
  const { note, rand, price } = open.data;
  const amountSat = sats(open.data['amountSat'] ?? '');
  if (amountSat === undefined) return undefined;
  return {
    amountSat, ...(note === undefined ? {} : { note }),
    ...(rand === undefined || price === undefined ? {} : { rand: { amount: decimal(rand), price: decimal(price) } }),
  };
}
