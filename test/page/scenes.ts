// The main cards in the order a newcomer meets them; each scene plays on the page's own chat and ends when the bot is quiet.
import type { MessageView } from '../../src/sandbox/telegram/index.js';
import { until, type Person, type Stage } from '../support/startSandbox.js';

/** Who sits at the page, as startTelegram has it. */
const pagePersonId = 10_001;
/** The bot has said all it has to say when nothing came for this long, ms. */
const quietMs = 600;

export type Scene = readonly [title: string, run: (stage: Stage) => Promise<unknown>];

const you = (stage: Stage): Person => stage.another(pagePersonId, 'You');

/** Waits for a word of the bot since `since`, then until it is quiet. */
async function quiet({ sandbox }: Stage, since: number): Promise<void> {
  const { control } = sandbox.telegram;
  await until(() => control.events(pagePersonId, since).some(({ kind }) => kind === 'message' || kind === 'edit'), 'the bot answered');
  for (let last = -1; last !== control.lastSequence;) {
    last = control.lastSequence;
    await new Promise((resolve) => setTimeout(resolve, quietMs));
  }
}

/** Does something and waits for all the bot says to it. */
const after = (act: (stage: Stage) => unknown) => async (stage: Stage): Promise<void> => {
  const since = stage.sandbox.telegram.control.lastSequence;
  await act(stage);
  await quiet(stage, since);
};
const type = (text: string) => after((stage) => you(stage).send(text));

function newest(stage: Stage, button: string): MessageView {
  const found = you(stage).user.messages().findLast((message) => !message.deleted && message.buttons.flat().some(({ text }) => text.includes(button)));
  if (found === undefined) throw new Error(`no message has the button ${button}`);
  return found;
}
const tap = (button: string) => after((stage) => you(stage).user.tap(newest(stage, button).messageId, button));

const link = after((stage) => you(stage).link());
const fill = after(({ sandbox: { exchange: { control }, practice } }) => {
  for (const order of control.orders(practice.uid).filter(({ state }) => state === 'wait')) control.fillOrder(order.id, order.remaining_volume);
});
/** The exchange may need a moment to make the address; the card with the copy button comes by itself then. */
const depositCard = async (stage: Stage): Promise<void> => {
  await type('/deposit btc')(stage);
  await until(() => you(stage).user.messages().at(-1)?.buttons.flat().some(({ copyText }) => copyText !== undefined) === true, 'the deposit card came');
};
const deposit = after(({ sandbox: { exchange: { control }, practice } }) => {
  const id = control.deposit(practice.uid, { currency: 'btc', amount: '0.05', requiredConfirmations: 2 });
  control.confirmDeposit(id, 1);
});
const rise = after(({ sandbox }) => { sandbox.exchange.control.moveTo('btczar', '905000'); });

/** What is not built yet is answered as an unknown command, and that is kept too. */
export const scenes: readonly Scene[] = [
  ['empty', async () => undefined],
  ['hello', type('/start')],
  ['link', link],
  ['help', type('/help')],
  ['balance', type('/balance')],
  ['price', type('/price btc')],
  ['book', type('/book btc')],
  ['order-card', type('/buy 0.01 btc @ 834900')],
  ['placed', tap('Confirm')],
  ['fill', fill],
  ['refused', type('/buy 0.01 btc @ 800,000')],
  ['orders', async (stage) => {
    for (const line of ['/sell 0.5 eth @ 45000', '/sell 0.4 eth @ 45500']) {
      await type(line)(stage);
      await tap('Confirm')(stage);
    }
    await type('/orders')(stage);
  }],
  ['alert-set', type('/alert btc > 900000')],
  ['alert-fired', rise],
  ['deposit-address-made', depositCard],
  ['deposit-card', type('/deposit btc')],
  ['deposit-seen', deposit],
  ['deposits', type('/deposits')],
  ['chart', type('/chart btc')],
  ['withdrawal', type('/withdraw 0.01 btc')],
  ['pin', type('/pin')],
  ['settings', type('/settings')],
  ['status', type('/status')],
];
