// Where a coin is to be sent to: the address whole, the tag apart, each with a button that copies it, and on what terms it arrives.
import type { CurrencyCode } from '../../model/trading/market.js';
import type { Buttons, Rich } from '../../model/message.js';
import type { DepositTerms } from '../../model/payments/depositAddress.js';
import { networkName } from '../../model/payments/network.js';
import { showMoney, showCode } from '../format.js';
import type { Say } from '../index.js';
import { showFee } from '../orderFigures.js';
import { outside } from '../outside.js';
import { join, type Shown } from '../rich.js';

export interface DepositPlace {
  readonly address: string;
  readonly tag?: string;
}

/** Longest address shown; what is longer than this no exchange gives out. */
const addressLimit = 200;

/** The card below its first line. */
export function depositLines(say: Say, currency: CurrencyCode, place: DepositPlace, terms: DepositTerms): Rich {
  const code = showCode(currency);
  return join([...addressLines(say, code, place), networkLine(say, code, terms.network), ...termLines(say, currency, terms)]);
}

function addressLines(say: Say, code: Shown, { address, tag }: DepositPlace): readonly Rich[] {
  return [
    say('deposit.address', { value: outside(address, addressLimit) }),
    ...(tag === undefined ? [] : [say('deposit.tag', { value: outside(tag, 40) }), say('deposit.tagNeeded')]),
    say('deposit.onlyCoin', { code }),
  ];
}

function networkLine(say: Say, code: Shown, network: DepositTerms['network']): Rich {
  if (network === undefined) return say('deposit.networkUnknown', { code });
  const values = { code, network: outside(networkName(network.name), 40) };
  return network.host === undefined ? say('deposit.networkOut', values) : say('deposit.network', { ...values, host: outside(network.host, 60) });
}

function termLines(say: Say, currency: CurrencyCode, { least, fee, confirmations }: DepositTerms): readonly Rich[] {
  return [
    ...(least === undefined ? [] : [say('deposit.minimum', { amount: showMoney(say, least, currency) })]),
    ...(fee === undefined ? [] : [say('line.fee', { value: showFee(say, fee, currency) })]),
    confirmations === undefined ? say('deposit.afterUnknown') : say('deposit.after', { count: confirmations }),
  ];
}

export function addressButtons(say: Say, { address, tag }: DepositPlace): Buttons {
  return [
    [{ label: say('deposit.copyAddress').text, copyText: address }],
    ...(tag === undefined ? [] : [[{ label: say('deposit.copyTag').text, copyText: tag }]]),
  ];
}
