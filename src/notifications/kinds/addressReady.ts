// A deposit address that was still being made when it was asked for is there now, or has not come.
import { runData } from '../../model/callback.js';
import type { CurrencyCode } from '../../model/trading/market.js';
import { addressButtons, addressLines } from '../../text/cards/depositAddress.js';
import { showCode } from '../../text/format.js';
import { join } from '../../text/rich.js';
import type { NotificationKind } from '../kind.js';

export interface AddressReady {
  readonly currency: CurrencyCode;
  /** Absent when the exchange has not made one in all the time it was asked. */
  readonly address?: string;
  readonly tag?: string;
}

export const addressReady: NotificationKind<AddressReady> = {
  name: 'addressReady',
  loudness: 'loud',
  isNumbered: false,
  group: 'fixed',
  breaksThrough: false,
  droppable: false,
  countsAs: 'others',
  render({ currency, address, tag }, { say }) {
    const code = showCode(currency);
    const again = { label: say(address === undefined ? 'deposit.askAgain' : 'deposit.showQr').text, data: runData(`deposit ${currency}`) };
    if (address === undefined) return { text: say('deposit.notMade', { code }), buttons: [[again]] };
    const place = { address, ...(tag === undefined ? {} : { tag }) };
    return { text: join([say('deposit.addressReady', { code }), ...addressLines(say, code, place), say('deposit.networkThere')]), buttons: [...addressButtons(say, place), [again]] };
  },
};
