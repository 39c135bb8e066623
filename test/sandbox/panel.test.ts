// The buttons of the chat page that make the exchange misbehave: each of the faults has one, and each does what it says.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startExchange, type SimulatedExchange } from '../../src/sandbox/exchange/index.js';
import { faultActions, panel } from '../../src/sandbox/panel.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { call, Listener, signed, until, type Key } from './exchange/exchangeClient.js';

let exchange: SimulatedExchange;
let key: Key;
beforeEach(async () => {
  exchange = await startExchange({ otherTraders: false });
  key = exchange.control.createAccount({ balances: { zar: '100000' } });
});
afterEach(() => exchange.stop());

const press = async (label: string): Promise<string> => {
  const sandbox = { exchange, practice: { ...key, uid: '' } } as unknown as Sandbox;
  const found = panel(sandbox).find((one) => one.label === label);
  if (found === undefined) throw new Error(`no button ${label}`);
  return await found.run();
};
const status = async (): Promise<number | 'cut'> => await call(exchange.restUrl, 'GET', '/account/balances', key).then((answer) => answer.status, () => 'cut');
const sequences = (listener: Listener): readonly number[] => listener.of('btczar.ob-inc').map((frame) => (frame as { sequence: number }).sequence);

describe('the panel', () => {
  it('has a button for every fault', () => {
    const labels = panel({ exchange, practice: { ...key, uid: '' } } as unknown as Sandbox).map((one) => one.label);
    expect(labels).toEqual(expect.arrayContaining([
      'Refuse connections', 'Delay an answer', 'Drop one answer', '502 with HTML', 'Cut the sockets', 'Skip a sequence number', 'Restart the engine', 'Maintenance on', 'Maintenance off',
    ]));
    expect(new Set(labels).size).toBe(labels.length);
    expect(faultActions({ exchange }).every((one) => labels.includes(one.label))).toBe(true);
  });

  it('shows the newest mailed pin and moves the newest withdrawal on, step by step to its end', async () => {
    const sandbox = { exchange, practice: key } as unknown as Sandbox;
    const run = (label: string): Promise<string> => panel(sandbox).find((one) => one.label === label)!.run();
    expect([await run('Show my newest mailed pin'), await run('Move my newest withdrawal on')]).toEqual([expect.stringMatching(/No beneficiary/), expect.stringMatching(/no withdrawal on its way/)]);
    const bank = { currency: 'zar', name: 'FNB', data: JSON.stringify({ full_name: 'Thandi M', account_number: '62123456789' }) };
    const { id } = (await call(exchange.restUrl, 'POST', '/account/beneficiaries', key, bank)).body as { id: number };
    expect(await run('Show my newest mailed pin')).toBe(`The mail says: ${exchange.control.beneficiaryPin(id)}.`);
    await call(exchange.restUrl, 'PATCH', `/account/beneficiaries/${id}/activate`, key, { pin: exchange.control.beneficiaryPin(id) });
    await call(exchange.restUrl, 'POST', '/account/withdraws', key, { otp: '123456', beneficiary_id: id, currency: 'zar', amount: '100' });
    const told = [];
    for (let step = 0; step < 5; step += 1) told.push(await run('Move my newest withdrawal on'));
    expect(told.map((one) => /is (\w+) now/.exec(one)?.[1])).toEqual(['accepted', 'processing', 'confirming', 'succeed', undefined]);
  });

  it.each([['Refuse connections', 'cut'], ['502 with HTML', 502]] as const)('%s strikes three requests and no more', async (label, outcome) => {
    expect(await press(label)).toMatch(/^The next 3 .*\.$/);
    expect([await status(), await status(), await status(), await status()]).toEqual([outcome, outcome, outcome, 200]);
  });

  it('Maintenance on lasts until Maintenance off, which takes every other fault away too', async () => {
    await press('502 with HTML');
    await press('Maintenance on');
    await press('Maintenance off');
    expect(await status()).toBe(200);
  });

  it.each([['Skip a sequence number', [2, 4]], ['Restart the engine', [2, 2]], ['Cut the sockets', [2]]] as const)('%s is seen in the numbers of a book', async (label, numbers) => {
    const listener = await new Listener(`${exchange.streamUrl}/public?stream=btczar.ob-inc`, signed(key)).greeted();
    exchange.control.otherTrader.placeLimit('btczar', 'buy', '700000', '0.5');
    await until(() => sequences(listener).length === 1);
    await press(label);
    exchange.control.otherTrader.placeLimit('btczar', 'buy', '700000', '0.5');
    await until(() => exchange.control.openSockets().length === 0 || sequences(listener).length === 2);
    expect(sequences(listener)).toEqual(numbers);
    listener.socket.terminate();
  });

  it.each([['Delay an answer'], ['Drop one answer']])('%s is about the next order alone', async (label) => {
    await press(label);
    expect(await status()).toBe(200);
  });
});
