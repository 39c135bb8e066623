// The tour: plays the main job without a browser and prints the conversation; fails with the reason when a step does not happen.
import type { Sandbox } from './sandbox.js';
import type { ChatUser, MessageView } from './telegram/index.js';
import { printTranscript } from './telegram/index.js';

/** The person on the tour. */
const visitor = { id: 20_001, firstName: 'Thandi', languageCode: 'en' };
/** How long one step may take, ms. */
const stepLimitMs = 12_000;

/** A step that did not happen. */
export class TourError extends Error {
  constructor(step: string, cause: unknown) {
    super(`The tour stopped at "${step}": ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** One person's way through, with words to wait for. */
class Visit {
  private since = 0;

  constructor(private readonly user: ChatUser) {}

  send(text: string): void {
    this.mark();
    this.user.sendText(text);
  }

  async tap(message: MessageView, button: string): Promise<void> {
    this.mark();
    await this.user.tap(message.messageId, button);
  }

  /** Everything from now on counts for the next `hear`. */
  mark(): void {
    this.since = this.user.events().at(-1)?.sequence ?? 0;
  }

  /** The first message or edit since the last act that fits the words. */
  hear(words: RegExp): Promise<MessageView> {
    return this.user.waitForMessage((message) => words.test(message.text.replaceAll('\u00a0', ' ')), stepLimitMs, { since: this.since });
  }
}

/** The PIN of the tour: the digits of e. */
const tourPin = '271828';

type Step = readonly [title: string, run: (visit: Visit, sandbox: Sandbox) => Promise<unknown>];

const steps: readonly Step[] = [
  ['Saying hello', async (visit) => {
    visit.send('/start');
    const hello = await visit.hear(/Confirm/);
    await visit.tap(hello, 'What can you do?');
    await visit.hear(/\/buy/);
  }],
  ['Linking a practice key, in two messages that are deleted at once', async (visit, { practice }) => {
    visit.send('/link');
    await visit.hear(/API key/);
    visit.send(practice.apiKey);
    await visit.hear(/secret/);
    visit.send(practice.secret);
    await visit.hear(/Linked/);
  }],
  ['Balance and price', async (visit) => {
    visit.send('/balance');
    await visit.hear(/Total/);
    visit.send('/price btc');
    await visit.hear(/Best bid/);
  }],
  ['A limit order that rests, fills in parts and is told', async (visit, { exchange, practice }) => {
    visit.send('/buy 0.01 btc @ 834900');
    await visit.tap(await visit.hear(/R8 349\.00/), 'Confirm');
    await visit.hear(/[Oo]pen/);
    const order = exchange.control.orders(practice.uid).find((one) => one.state === 'wait');
    if (order === undefined) throw new Error('the order is not on the book');
    visit.mark();
    exchange.control.fillOrder(order.id, '0.004');
    await visit.hear(/Partly bought/);
    visit.mark();
    exchange.control.fillOrder(order.id, '0.006');
    await visit.hear(/Bought 0\.01 BTC/);
  }],
  ['A market order for R500, confirmed by three taps at once: one order', async (visit, { exchange, practice }) => {
    const before = exchange.control.orders(practice.uid).length;
    visit.send('/buy R500 btc');
    const card = await visit.hear(/Confirm|market/i);
    await Promise.all([visit.tap(card, 'Confirm'), visit.tap(card, 'Confirm'), visit.tap(card, 'Confirm')]);
    await visit.hear(/Bought/);
    const placed = exchange.control.orders(practice.uid).length - before;
    if (placed !== 1) throw new Error(`${placed} orders were placed`);
  }],
  ['An order the rules do not allow', async (visit) => {
    visit.send('/buy 0.000001 btc @ 820000');
    await visit.hear(/smallest/);
    visit.send('/buy 0.01 btc @ 800,000');
    await visit.hear(/guess/);
  }],
  ['Cancelling from the list of open orders', async (visit) => {
    visit.send('/sell 0.5 eth @ 45000');
    await visit.tap(await visit.hear(/R22 500\.00/), 'Confirm');
    await visit.hear(/[Oo]pen/);
    visit.send('/orders');
    await visit.tap(await visit.hear(/Open orders/), 'Cancel sell');
    await visit.hear(/[Cc]ancelled/);
  }],
  ['A deposit, from first sight to credit', async (visit, { exchange, practice }) => {
    visit.mark();
    const id = exchange.control.deposit(practice.uid, { currency: 'btc', amount: '0.05', requiredConfirmations: 2 });
    await visit.hear(/on its way/);
    exchange.control.confirmDeposit(id, 1);
    await visit.hear(/1 of/);
    visit.mark();
    exchange.control.creditDeposit(id);
    await visit.hear(/credited|available/i);
  }],
  ['Lightning: an invoice that turns to paid when somebody pays it, and one that is paid after the PIN', async (visit, { exchange, practice }) => {
    visit.send('/receive 50000 sats coffee');
    await visit.hear(/Invoice over 50 000 sats/);
    const bolt = exchange.control.newestInvoice(practice.uid);
    if (bolt === null) throw new Error('no invoice was made');
    visit.mark();
    exchange.control.payInvoice(bolt);
    await visit.hear(/Received 50 000 sats/);
    visit.send('/pin');
    await visit.hear(/new PIN/);
    visit.send(tourPin);
    await visit.hear(/once more/);
    visit.send(tourPin);
    await visit.hear(/PIN set/);
    visit.send(exchange.control.outsideInvoice({ amountSat: '1500', description: 'Two flat whites' }));
    await visit.tap(await visit.hear(/Pay 1 500 sats/), 'Confirm');
    await visit.hear(/6-digit PIN/);
    visit.send(tourPin);
    await visit.hear(/Lightning payment done: 1 500 sats/);
  }],
  ['A beneficiary, and a withdrawal to it with a code that is asked last', async (visit, { exchange: { control }, practice }) => {
    visit.send('/beneficiaries add btc');
    await visit.hear(/BTC address/);
    visit.send('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa');
    await visit.hear(/call it/);
    visit.send('Cold wallet');
    await visit.tap(await visit.hear(/Add Cold wallet/), 'Confirm');
    await visit.tap(await visit.hear(/is added/), 'Enter the pin');
    await visit.hear(/Now send me the pin/);
    visit.send(control.beneficiaryPin(Number(control.beneficiaries(practice.uid).at(-1)?.['id'])));
    await visit.hear(/is active/);
    visit.send('/withdraw 0.01 btc to Cold wallet');
    await visit.tap(await visit.hear(/Arrives: 0\.0098 BTC/), 'Confirm');
    await visit.hear(/6-digit code/);
    visit.send('428173');
    await visit.hear(/on its way/);
    visit.mark();
    control.setWithdrawalState(Number(control.withdrawals(practice.uid)[0]?.['id']), 'succeed', 'f00d'.repeat(16));
    await visit.hear(/Withdrawal done/);
  }],
  ['A price alert that fires once and is off', async (visit, { exchange }) => {
    visit.send('/alert btc > 900000');
    await visit.hear(/best bid/);
    visit.mark();
    exchange.control.moveTo('btczar', '905000');
    await visit.hear(/is off now/);
    exchange.control.moveTo('btczar', '835000');
    visit.send('/alerts');
    await visit.hear(/Alerts: 1/);
  }],
  ['Killed, filled while down, started again: told at once, and once', async (visit, sandbox) => {
    visit.send('/buy 0.002 btc @ 834950');
    await visit.tap(await visit.hear(/R1 669\.90/), 'Confirm');
    await visit.hear(/[Oo]pen/);
    await sandbox.program().end('SIGKILL');
    const order = sandbox.exchange.control.orders(sandbox.practice.uid).find((one) => one.state === 'wait');
    if (order === undefined) throw new Error('the order is not on the book');
    sandbox.exchange.control.fillOrder(order.id, '0.002');
    visit.mark();
    await sandbox.startAgain();
    await visit.hear(/Bought 0\.002 BTC[\s\S]*Filled/);
  }],
  ['Play money on the live book: an order that fills, and nothing that reaches the exchange', async (visit, { exchange, practice }) => {
    const before = exchange.control.orders(practice.uid).length;
    visit.send('/practice');
    await visit.tap(await visit.hear(/R100 000 of play money/), 'Switch practice on');
    await visit.hear(/Total R100 000\.00/);
    visit.send('/buy R50000 btc');
    await visit.tap(await visit.hear(/Practice: no real money[\s\S]*Confirm|Practice: no real money[\s\S]*Valid/), 'Confirm');
    await visit.hear(/Practice: no real money\n✅ Bought/);
    visit.send('/practice off');
    await visit.hear(/Practice is off/);
    if (exchange.control.orders(practice.uid).length !== before) throw new Error('a practice order reached the exchange');
  }],
  ['A chart, where to send bitcoin, what the sales earned, and quiet nights', async (visit) => {
    visit.send('/chart btc 1h');
    await visit.hear(/BTC\/ZAR · 1h/);
    visit.send('/deposit xrp');
    await visit.hear(/XRP address is ready/);
    visit.send('/profit');
    await visit.hear(/BTC\/ZAR/);
    visit.send('/settings quiet 22:00 07:00');
    await visit.hear(/22:00/);
  }],
  ['Summary, schedule and status', async (visit) => {
    visit.send('/schedule daily 08:00');
    await visit.hear(/08:00/);
    visit.send('/summary');
    await visit.hear(/Total/);
    visit.send('/status');
    await visit.hear(/connected since/);
  }],
];

/** Plays every step; `write` gets the conversation line by line. @throws TourError naming the step that did not happen. */
export async function playTour(sandbox: Sandbox, write: (line: string) => void): Promise<void> {
  const user = sandbox.telegram.control.user(visitor);
  const visit = new Visit(user);
  const end = printTranscript(sandbox.telegram.control, visitor.id, write);
  try {
    for (const [title, run] of steps) {
      write('');
      write(`--- ${title}`);
      await run(visit, sandbox).catch((error: unknown) => {
        throw new TourError(title, error);
      });
    }
  } finally {
    end();
  }
}
