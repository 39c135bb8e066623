import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call, object } from '../sandbox/exchange/exchangeClient.js';
import { peopleInTurn, plainSpaces, startStage, until, type Person, type Stage } from '../support/startSandbox.js';

let stage: Stage;
/** People of whom nothing is known yet, each with a chat and an account of its own. */
let newcomer: () => Person;
beforeAll(async () => {
  stage = await startStage({ settings: { DEPOSIT_POLL_SECONDS: '1' } });
  [newcomer] = await Promise.all([peopleInTurn(stage, [531, 532, 533, 534]), stage.person.link()]);
}, 30_000);
afterAll(() => stage.sandbox.stop());

const control = () => stage.sandbox.exchange.control;

/** Resolves when the account was read twice more from here on, and what that could make the bot say would have been said. */
async function twoMorePolls(path: string): Promise<void> {
  const { apiKey } = stage.sandbox.practice;
  const reads = (): number => control().requests.filter((request) => request.method === 'GET' && request.path === path && request.headers['x-auth-apikey'] === apiKey).length;
  const before = reads();
  await until(() => reads() >= before + 3, 'two more polls pass');
  await until(() => true, 'what a poll found is said, at the pace of a chat', 1500);
}

describe('deposits', () => {
  it('are told at first sight, edited as they confirm, and told again with a sound when credited', async () => {
    stage.person.mark();
    const id = control().deposit(stage.sandbox.practice.uid, { currency: 'btc', amount: '0.05', requiredConfirmations: 3 });
    const seen = await stage.person.hear(/on its way: 0\.05 BTC/);
    expect(seen.silent).toBe(false);
    control().confirmDeposit(id, 2);
    expect((await stage.person.hear(/2 of \d/)).messageId).toBe(seen.messageId);
    stage.person.mark();
    control().creditDeposit(id);
    const credited = await stage.person.hear(/0\.05 BTC received/);
    expect(credited.silent).toBe(false);
    await until(() => /credited/.test(stage.person.user.messages().find((message) => message.messageId === seen.messageId)?.text ?? ''), 'the first message says credited');
    await twoMorePolls('/account/deposits');
    expect(stage.person.texts().filter((text) => text.includes(String(id)))).toHaveLength(2);
  });
});

/** A withdrawal of 0.04 BTC, asked for on the exchange itself; its number. */
async function withdraw(otp: number): Promise<number> {
  const { exchange, practice } = stage.sandbox;
  const send = async (method: string, path: string, body: unknown) => object(await call(exchange.restUrl, method, path, practice, body));
  const made = await send('POST', '/account/beneficiaries', { currency: 'btc', name: `Cold ${otp}`, data: { address: `bc1qcold${otp}` } });
  const id = made['id'] as number;
  await send('PATCH', `/account/beneficiaries/${id}/activate`, { pin: exchange.control.beneficiaryPin(id) });
  return (await send('POST', '/account/withdraws', { otp, beneficiary_id: id, currency: 'btc', amount: '0.04' }))['id'] as number;
}

describe('withdrawals', () => {
  const textOf = (messageId: number): string => plainSpaces(stage.person.user.messages().find((message) => message.messageId === messageId)?.text ?? '');

  it('are told at first sight, edited as they move, and told again with a sound at the end', async () => {
    stage.person.mark();
    const id = await withdraw(123456);
    const seen = await stage.person.hear(/Withdrawal on its way: 0\.04 BTC[\s\S]*Arrives: 0\.0398 BTC, after the fee of 0\.0002 BTC[\s\S]*bc1qcold123456/);
    expect(seen.silent).toBe(false);
    control().setWithdrawalState(id, 'confirming', 'ff00aa');
    const moved = await stage.person.hear(/waiting to be confirmed[\s\S]*ff00aa/);
    expect(moved.messageId).toBe(seen.messageId);
    expect(plainSpaces((await stage.person.ask('/withdrawals', /Your withdrawals/)).text)).toContain('sent, waiting to be confirmed');
    stage.person.mark();
    control().setWithdrawalState(id, 'succeed');
    await until(() => textOf(seen.messageId).includes('Withdrawal done'), 'the first message says done');
    await until(() => stage.person.texts().filter((text) => text.includes('Withdrawal done: 0.04 BTC')).length === 2, 'the end is told');
    await twoMorePolls('/account/withdraws');
    const told = stage.person.user.messages().filter((message) => new RegExp(`withdrawal:? ${id}$`, 'im').test(plainSpaces(message.text)));
    expect(plainSpaces(told[1]?.text ?? '')).toBe(`✅ Withdrawal done: 0.04 BTC · withdrawal ${id}\nTo: bc1qcold123456`);
    expect(told.map((message) => [message.messageId === seen.messageId, message.silent])).toEqual([[true, false], [false, false]]);
  });

  it('one that fails is told with the money back', async () => {
    const id = await withdraw(123457);
    const seen = await stage.person.hear(/bc1qcold123457/);
    stage.person.mark();
    control().setWithdrawalState(id, 'failed');
    await stage.person.hear(/did not go through, the money is back/);
    await until(() => stage.person.user.messages().filter((message) => message.text.endsWith(`the money is back · withdrawal ${id}`)).length === 1, 'a message of its own');
    expect(textOf(seen.messageId)).toContain('The exchange calls it “failed”.');
  });
});

describe('alerts', () => {
  it('fire once within a second of the crossing, say the price, and rest', async () => {
    const saved = await stage.person.ask('/alert btc > 900000', /best bid/);
    expect(plainSpaces(saved.text)).toMatch(/R900 000\.00.*\n.*% away/);
    stage.person.mark();
    const movedAt = Date.now();
    control().moveTo('btczar', '905000');
    const fired = await stage.person.hear(/reached R900 000\.00/);
    expect(fired.date - movedAt).toBeLessThan(3000);
    control().moveTo('btczar', '880000');
    control().moveTo('btczar', '910000');
    await until(() => true, 'it could have fired again', 1500);
    expect(stage.person.texts().filter((text) => text.includes('reached R900 000.00'))).toHaveLength(1);
  });

  it('are armed again by a button, and fire at the next crossing', async () => {
    const fired = stage.person.user.messages().find((message) => /reached/.test(message.text));
    await stage.person.tap(fired!, 'Re-arm');
    await stage.person.hear(/fired .*\n.*Armed again as soon as it is no longer so/);
    control().moveTo('btczar', '880000');
    await until(() => true, 'the price has left', 500);
    stage.person.mark();
    control().moveTo('btczar', '906000');
    await stage.person.hear(/reached R900 000\.00/);
  });

  it('/alerts lists the nearest first, with the distance and a Delete button', async () => {
    await stage.person.ask('/alert btc < 500000', /best ask/);
    await stage.person.ask('/alert eth < 40000', /best ask/);
    const list = await stage.person.ask('/alerts', /Alerts: 3 of 50/);
    const text = plainSpaces(list.text);
    expect(text).toMatch(/% away/);
    expect(text.indexOf('R40 000.00')).toBeLessThan(text.indexOf('R500 000.00'));
    await stage.person.tap(list, 'Delete BTC <');
    await stage.person.hear(/Deleted/);
    await stage.person.ask('/alerts', /Alerts: 2 of 50/);
  });

  it.each([['/alert', /Usage/], ['/alert btc 5', /above or below/], ['/alert doge > 5', /no market/], ['/alert btc > abc', /number/], ['/alert btc > 800,000', /guess/]])('%s is answered with what to do', async (words, answer) => {
    await newcomer().ask(words, answer);
  });

  it('on a move fire once, with buttons to trade, snooze, arm again and delete', async () => {
    await stage.person.ask('/alert eth +5% 1h', /rises 5% within 1 h[\s\S]*(It would|price history)/);
    stage.person.mark();
    control().moveTo('ethzar', '48000');
    const fired = await stage.person.hear(/ETH\/ZAR rose [\d.]+% within 1 h/);
    expect(fired.buttons.flat().map(({ text }) => text)).toEqual(['Buy ETH', 'Sell ETH', 'Snooze 1 h', 'Re-arm', 'Delete']);
    control().moveTo('ethzar', '47000');
    control().moveTo('ethzar', '48500');
    await stage.person.tap(fired, 'Snooze 1 h');
    await stage.person.hear(/rises 5% within 1 h · fired .*\n.*Snoozed until/);
    expect(stage.person.texts().filter((text) => /rose [\d.]+% within|rises 5% within 1 h · fired/.test(text))).toHaveLength(1);
  });

  it('that repeat say so, and are quiet while the price swings about the threshold', async () => {
    await stage.person.ask('/alert eth > 49000 every 5m', /It repeats: at most once in 5 min/);
    stage.person.mark();
    for (const price of ['49100', '48900', '49200', '48000', '49300']) control().moveTo('ethzar', price);
    await stage.person.hear(/reached R49 000\.00[\s\S]*It goes on: told again after 5 min/);
    await until(() => true, 'it could have fired again', 500);
    expect(stage.person.texts().filter((text) => text.includes('reached R49 000.00'))).toHaveLength(1);
    await stage.person.ask('/alerts', /ETH\/ZAR[\s\S]*repeats, at most every 5 min/);
  });

  it('one public connection serves everyone', async () => {
    await stage.another(777).ask('/start', /Hello/);
    expect(control().openSockets().filter((socket) => socket.scope === 'public')).toHaveLength(1);
  });
});

describe('summaries, settings and help', () => {
  it('/summary tells the balance now', async () => {
    await stage.person.ask('/summary', /Balance summary[\s\S]*Total R/);
  });

  it.each([['/schedule', /No summary is scheduled/], ['/schedule daily 8h00', /every day at 08:00/], ['/schedule daily 25:00', /not a time/], ['/schedule weekly mon 08:00', /every Monday at 08:00/], ['/schedule weekly xyz 08:00', /not a day/], ['/schedule', /every Monday/], ['/schedule sometimes', /do not understand/], ['/schedule off', /No more/]])('%s is understood or explained', async (words, answer) => {
    await stage.person.ask(words, answer);
  });

  it.each([['/settings', /Time zone: Africa\/Johannesburg/], ['/settings timezone Europe/London', /Time zone set: Europe\/London/], ['/settings timezone Nowhere/City', /do not know a time zone/], ['/settings timezone', /time zone/i], ['/settings colour red', /no setting/]])('%s is understood or explained', async (words, answer) => {
    await stage.person.ask(words, answer);
  });

  it.each([['/help', /\/buy[\s\S]*\/alert/], ['/help buy', /buy <amount> <coin>/], ['/help nonsense', /no command/], ['/nonsense', /./], ['hello there', /commands/]])('%s is answered', async (words, answer) => {
    await newcomer().ask(words, answer);
  });

  it('/status tells what is connected', async () => {
    const text = (await stage.person.ask('/status', /Status/)).text;
    expect(text).toMatch(/Exchange: up/);
    expect(text).toMatch(/connected since/);
    expect(text).toMatch(/BTC\/ZAR live/);
    expect(text).toMatch(/Clock difference/);
  });

  it('/status and the rest go on in maintenance, and it says so', async () => {
    control().maintenance(true);
    await stage.person.ask('/status', /maintenance/);
    await stage.person.ask('/balance', /maintenance|exchange|reach/i);
    control().maintenance(false);
    await stage.person.ask('/status', /Exchange: up/);
  });
});
