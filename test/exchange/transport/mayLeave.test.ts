// A call that changes something leaves only while this process has the data folder, and is asked that last of all.
import { afterEach, expect, test } from '@jest/globals';
import { UnavailableError } from '../../../src/model/errors.js';
import { write } from '../../../src/exchange/transport/write.js';
import type { Transport } from '../../../src/exchange/transport/attempt.js';
import type { Endpoint } from '../../../src/exchange/endpoint.js';
import { UnreadLog, UnreadRows } from '../../../src/exchange/unreadRows.js';
import { systemClock } from '../../../src/model/clock.js';
import { silentLog } from '../../../src/model/log.js';
import { testSigner } from '../../support/exchangeUnderTest.js';

const steps: string[] = [];
afterEach(() => { steps.length = 0; });

/** A transport that notes its steps and answers nothing. */
const transport = (may: boolean): Transport => ({
  http: { send: async () => { steps.push('sent'); return { kind: 'lost', code: 'ECONNRESET' }; }, destroy: () => undefined },
  rateLimit: { take: async () => { steps.push('turn'); } } as unknown as Transport['rateLimit'],
  offset: {} as unknown as Transport['offset'], clock: systemClock, limits: {} as Transport['limits'], log: silentLog, unread: new UnreadRows(new UnreadLog(silentLog)),
  mayLeave: async () => { steps.push('asked'); return may; },
});

const send = (may: boolean): Promise<unknown> => {
  const signer = testSigner();
  const account = { id: 1, signer: { ...signer, hmacSha256Hex: (text: string) => { steps.push('signed'); return signer.hmacSha256Hex(text); } }, nonce: { next: () => 1 }, writes: { count: 0 } };
  const request = { route: 'order', method: 'POST', target: '/market/orders', body: '{}' };
  return write(transport(may), { name: 'order' } as unknown as Endpoint<unknown, unknown>, {}, { request, account, urgency: 'money', isOrder: true, waitMs: 0 } as unknown as Parameters<typeof write>[3]);
};

test('who no longer has the folder is stopped between signing and sending, and nothing has left', async () => {
  await expect(send(false)).rejects.toThrow(UnavailableError);
  expect(steps).toEqual(['turn', 'signed', 'asked']);
});

test('who has it sends, asked last of all', async () => {
  await expect(send(true)).rejects.toThrow(/unknown/);
  expect(steps).toEqual(['turn', 'signed', 'asked', 'sent']);
});
