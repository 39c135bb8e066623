import { describe, expect, it } from '@jest/globals';
import { speak } from '../../../src/text/index.js';
import { explorerLink, withdrawalDetails } from '../../../src/text/tables/withdrawalDetails.js';
import { d, start, withdrawal } from '../../accounts/samples.js';
import { aCurrency } from '../../markets/marketSamples.js';

const txid = 'f00dc07d4e'.repeat(6);
const template = 'https://mempool.space/tx/#{txid}';
const options = { now: start, timeZone: 'Africa/Johannesburg' };

describe('one withdrawal', () => {
  it('is told whole, with its page', () => {
    const shown = withdrawalDetails(speak('en'), withdrawal({ state: 'succeed', txid, doneAt: start + 60_000, confirmations: 2, destination: 'bc1qcoldcoldcoldcoldcold' }), { ...aCurrency('btc', 'Bitcoin'), explorerTransaction: template }, options);
    expect(shown.text.text.replaceAll('\u00a0', ' ').split('\n')).toEqual([
      '✅ Withdrawal of 0.4 BTC · number 5', 'State: done', 'Arrives: 0.3998 BTC, after the fee of 0.0002 BTC', 'To: bc1qcoldcoldcoldcoldcold',
      expect.stringContaining(txid), 'Confirmations: 2', 'Asked for: 12:00', 'Done: 12:01',
    ]);
    expect(shown.buttons).toEqual([[{ label: 'Look at it on mempool.space', url: `https://mempool.space/tx/${txid}` }]]);
  });

  it('is told with what there is of it', () => {
    const { id, currency, amount, state, createdAt } = withdrawal();
    const shown = withdrawalDetails(speak('en'), { id, currency, amount, state, createdAt, fee: d('0') }, undefined, options);
    expect([shown.text.text.split('\n').length, shown.buttons]).toEqual([4, undefined]);
  });
});

describe('a link to a transaction', () => {
  it.each([
    [template, txid, `https://mempool.space/tx/${txid}`],
    ['http://mempool.space/tx/#{txid}', txid, undefined], ['javascript:alert(1)//#{txid}', txid, undefined], ['https://user:pass@host/#{txid}', txid, undefined],
    ['https://mempool.space/tx/', txid, undefined], ['no address #{txid}', txid, undefined], [undefined, txid, undefined],
    [template, '../../evil', undefined], [template, 'short', undefined], [template, 'x'.repeat(129), undefined],
  ])('made of %s and %s is %s', (from, id, link) => {
    expect(explorerLink(from, id)?.href).toBe(link);
  });
});
