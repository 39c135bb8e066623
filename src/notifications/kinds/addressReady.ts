// A deposit address that was still being made when it was asked for is there now, or has not come.
import type { DepositTerms } from '../../model/payments/depositAddress.js';
import { qrPng } from '../../pictures/qr.js';
import { runData } from '../../model/callback.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import { addressButtons, depositLines } from '../../text/cards/depositAddress.js';
import { showCode } from '../../text/format.js';
import { join } from '../../text/rich.js';
import type { NotificationKind } from '../kind.js';

export interface AddressReady {
  readonly currency: CurrencyCode;
  /** Absent when the exchange has not made one in all the time it was asked. */
  readonly address?: string;
  readonly tag?: string;
  /** As they were when it was asked for. */
  readonly terms?: DepositTerms;
}

export const addressReady: NotificationKind<AddressReady> = {
  name: 'addressReady',
  loudness: 'loud',
  isNumbered: false,
  group: 'fixed',
  breaksThrough: false,
  droppable: false,
  countsAs: 'others',
  render({ currency, address, tag, terms = {} }, { say }) {
    const code = showCode(currency);
    if (address === undefined) return { text: say('deposit.notMade', { code }), buttons: [[{ label: say('deposit.askAgain').text, data: runData(`deposit ${currency}`) }]] };
    const place = { address, ...(tag === undefined ? {} : { tag }) };
    return { text: join([say('deposit.addressReady', { code }), depositLines(say, currency, place, terms)]), buttons: addressButtons(say, place) };
  },
  picture: async ({ address }) => (address === undefined ? undefined : { png: await qrPng(address) }),
};
