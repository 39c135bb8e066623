// GET /account/deposit_address/{currency}: where to send a coin (API.txt, Deposit address).
import type { Endpoint } from '../../endpoint.js';
import type { DepositAddress } from '../../../model/payments/depositAddress.js';
import type { CurrencyCode } from '../../../model/trading/market.js';
import { asObject, field, oneOf, optionalText, present, type WireObject } from '../../wire/fields.js';
import { pathPart } from '../../transport/request.js';

export interface DepositAddressInput {
  readonly currency: CurrencyCode;
}

/** `address` is absent while it is being made: null, "" or an empty answer (PROTOCOL.md section 3, shapes). */
export const depositAddress: Endpoint<DepositAddressInput, DepositAddress> = {
  name: 'depositAddress', method: 'GET', access: 'signed', effect: 'read',
  path: ({ currency }) => `/account/deposit_address/${pathPart(currency)}`,
  parse: (body, { currency }) => {
    const isEmpty = body === undefined || body === null || (Array.isArray(body) && body.length === 0);
    return isEmpty ? { currencies: [currency] } : readAddress(asObject(oneOf(body, 'address'), 'address'), currency);
  },
};

function readAddress(from: WireObject, currency: CurrencyCode): DepositAddress {
  const listed = field(from, 'currencies');
  const names = Array.isArray(listed) ? (listed as readonly unknown[]).filter((one) => typeof one === 'string') : [];
  return {
    currencies: names.length > 0 ? names.map((one) => one.toLowerCase()) : [optionalText(from, 'currency')?.toLowerCase() ?? currency],
    ...splitTag(optionalText(from, 'address')),
    ...present({ state: optionalText(from, 'state') }),
  };
}

/** XRP and its like carry their tag inside: "address?dt=TAG". */
function splitTag(whole: string | undefined): { readonly address?: string; readonly tag?: string } {
  if (whole === undefined) return {};
  const tagged = /^([^?]+)\?(?:dt|memoId|memo)=([^&]+)$/i.exec(whole);
  return tagged?.[1] === undefined || tagged[2] === undefined ? { address: whole } : { address: tagged[1], tag: tagged[2] };
}
