// What a person at the chat page can make happen: money coming in, prices moving, faults.
import type { Sandbox } from './sandbox.js';
import type { PanelAction, Suggestion } from './telegram/index.js';

/** The first steps, with the practice key ready to copy. */
export function suggestions(sandbox: Sandbox): Suggestion[] {
  const { apiKey, secret } = sandbox.practice;
  return [
    { group: 'First steps', label: '1. Say hello', text: '/start' },
    { group: 'First steps', label: '2. Link the practice key', text: `/link ${apiKey} ${secret}`, copy: [{ label: 'API key', text: apiKey }, { label: 'Secret', text: secret }] },
    { group: 'First steps', label: '3. Look at the balance', text: '/balance' },
    { group: 'Trade', label: 'Buy for R500', text: '/buy R500 btc' },
    { group: 'Trade', label: 'Place a limit order', text: '/sell 0.5 eth @ 45000' },
    { group: 'Trade', label: 'Open orders', text: '/orders' },
    { group: 'Watch', label: 'Bitcoin price', text: '/price btc' },
    { group: 'Watch', label: 'Set an alert', text: '/alert btc > 850000' },
    { group: 'Watch', label: 'Chart', text: '/chart btc 4h' },
    { group: 'Money', label: 'Deposit address', text: '/deposit btc' },
    { group: 'Money', label: 'Be paid over Lightning', text: '/receive 50000 sats coffee' },
    { group: 'Money', label: 'Withdraw', text: '/withdraw' },
    { group: 'Help', label: 'Settings', text: '/settings' },
    { group: 'Help', label: 'Everything else', text: '/help' },
  ];
}

/** Buttons of the side panel; each answers with a sentence. */
export function panel(sandbox: Sandbox): PanelAction[] {
  const { control } = sandbox.exchange;
  const { uid } = sandbox.practice;
  const action = (label: string, run: () => string, group = 'Others'): PanelAction => ({ label, group, run: () => Promise.resolve().then(run) });
  return [
    { label: 'Deposit 0.05 BTC', group: 'Money', run: () => depositInSteps(sandbox) },
    action('Bitcoin to R860 000', () => { control.moveTo('btczar', '860000'); return 'The book moved up: an alert above R850 000 fires.'; }, 'Prices'),
    action('Bitcoin to R835 000', () => { control.moveTo('btczar', '835000'); return 'The book is back.'; }, 'Prices'),
    action('Fill my oldest order', () => fillOldest(sandbox, uid), 'Orders'),
    action('Somebody pays my newest invoice', () => payNewest(sandbox), 'Money'),
    action('Give me an invoice to pay', () => `Send this to the bot, it is over 1 500 sats: ${control.outsideInvoice({ amountSat: '1500', description: 'Two flat whites' })}`, 'Money'),
    action('Show my newest mailed pin', () => newestPin(sandbox, uid), 'Money'),
    action('Move my newest withdrawal on', () => moveWithdrawal(sandbox, uid), 'Money'),
    ...faultActions(sandbox),
    { label: 'Kill and restart the bot', group: 'Faults', run: () => killAndRestart(sandbox) },
  ];
}

const skippedMarkets = ['btczar', 'ethzar', 'xrpzar', 'usdczar'] as const;
/** How many requests a fault strikes, and how late a delayed answer is, ms: longer than the bot waits for one. */
const faultTimes = 3;
const delayMs = 15_000;
const page502 = '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>';

/** Everything that can go wrong between the bot and the exchange, one button each. */
export function faultActions({ exchange: { control } }: Pick<Sandbox, 'exchange'>): PanelAction[] {
  const action = (label: string, run: () => string): PanelAction => ({ label, group: 'Faults', run: () => Promise.resolve().then(run) });
  return [
    action('Refuse connections', () => {
      control.setFault({ match: { path: '/' }, kind: 'refuse', times: faultTimes });
      return `The next ${faultTimes} connections are reset before the exchange reads them: reads are tried again.`;
    }),
    action('Delay an answer', () => {
      control.setFault({ match: { method: 'POST', path: '/market/orders' }, kind: 'delay', delayMs, times: 1 });
      return `The next order is taken at once, but its answer comes after ${delayMs / 1000} s: too late. Watch the card.`;
    }),
    action('502 with HTML', () => {
      control.setFault({ match: { path: '/' }, kind: 'http', status: 502, body: page502, contentType: 'text/html', times: faultTimes });
      return `The next ${faultTimes} requests are answered by a gateway with a page of HTML.`;
    }),
    action('Skip a sequence number', () => {
      for (const market of skippedMarkets) control.skipSequence(market);
      return 'Every book has lost one number: with its next change the bot stops trusting it and asks again.';
    }),
    action('Restart the engine', () => { control.restartEngine(); return 'Sequence numbers start at 1 again, and nobody is told.'; }),
    action('Cut the sockets', () => { control.cutSockets('all'); return 'All sockets are cut: the bot reconnects and catches up.'; }),
    action('Drop one answer', () => {
      control.setFault({ match: { method: 'POST', path: '/market/orders' }, kind: 'dropAnswerAfterAccept', times: 1 });
      return 'The next order will be accepted, but its answer is lost. Watch the card: nothing is sent twice.';
    }),
    action('Maintenance on', () => { control.maintenance(true); return 'The exchange is in maintenance.'; }),
    action('Maintenance off', () => { control.maintenance(false); control.clearFaults(); return 'The exchange is back, and no fault is left.'; }),
  ];
}

/** ms between a deposit's confirmations on the page. */
const confirmationStepMs = 4_000;

async function depositInSteps({ exchange: { control }, practice }: Sandbox): Promise<string> {
  const id = control.deposit(practice.uid, { currency: 'btc', amount: '0.05', requiredConfirmations: 2 });
  setTimeout(() => control.confirmDeposit(id, 1), confirmationStepMs);
  setTimeout(() => control.creditDeposit(id), 2 * confirmationStepMs);
  return Promise.resolve('0.05 BTC is on its way; it is confirmed and credited within ten seconds.');
}

function fillOldest({ exchange: { control } }: Sandbox, uid: string): string {
  const open = control.orders(uid).filter((order) => order.state === 'wait').sort((a, b) => a.id - b.id)[0];
  if (open === undefined) return 'There is no open order to fill.';
  control.fillOrder(open.id, open.remaining_volume);
  return `Order ${open.id} is filled.`;
}

function payNewest({ exchange: { control }, practice }: Sandbox): string {
  const bolt = control.newestInvoice(practice.uid);
  if (bolt === null) return 'There is no invoice of yours that waits: send /receive 50000 sats first.';
  control.payInvoice(bolt);
  return 'Paid: its card turns, and the money is announced.';
}

/** What the exchange would have mailed. */
function newestPin({ exchange: { control } }: Sandbox, uid: string): string {
  const newest = control.beneficiaries(uid).filter((one) => one['state'] === 'pending').at(-1);
  return newest === undefined ? 'No beneficiary waits for a pin: /beneficiaries add adds one.' : `The mail says: ${control.beneficiaryPin(Number(newest['id']))}.`;
}

/** The way of a withdrawal that goes well, one press a step. */
const nextState = { submitted: 'accepted', accepted: 'processing', processing: 'confirming', confirming: 'succeed' } as const;

function moveWithdrawal({ exchange: { control } }: Sandbox, uid: string): string {
  const [newest] = control.withdrawals(uid);
  const state = String(newest?.['state']);
  if (newest === undefined || !Object.hasOwn(nextState, state)) return 'There is no withdrawal on its way: /withdraw asks for one, and any six digits that do not begin with 0 are a right code here.';
  const next = nextState[state as keyof typeof nextState];
  control.setWithdrawalState(Number(newest['id']), next, newest['type'] === 'coin' && next === 'confirming' ? 'f00d'.repeat(16) : undefined);
  return `Withdrawal ${String(newest['id'])} is ${next} now; the bot sees it with its next look.`;
}

async function killAndRestart(sandbox: Sandbox): Promise<string> {
  await sandbox.program().end('SIGKILL');
  await sandbox.startAgain();
  return 'Killed with SIGKILL and started again: nothing is lost.';
}
