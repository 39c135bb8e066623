// GET /payments/methods: ways to bring rand onto the account at once (API.txt, Instant deposit methods).
import type { Endpoint } from '../../endpoint.js';
import type { PaymentMethod } from '../../../model/payments/paymentMethod.js';
import type { Rows } from '../../../model/rows.js';
import { asList, asObject, optionalAmount, optionalText, present, text } from '../../wire/fields.js';
import { readRows } from '../../wire/rows.js';

export const paymentMethods: Endpoint<void, Rows<PaymentMethod>> = {
  name: 'paymentMethods', method: 'GET', access: 'signed', effect: 'read',
  path: () => '/payments/methods',
  parse: (body, _input, report) => readRows(asList(body, 'methods'), { kind: 'method', read: readMethod, report }),
};

function readMethod(value: unknown): PaymentMethod {
  const from = asObject(value, 'method');
  const id = text(from, 'method', 'id');
  return {
    id,
    name: optionalText(from, 'name') ?? id,
    type: optionalText(from, 'type') ?? '',
    ...present({
      providerId: optionalText(from, 'provider_id'),
      description: optionalText(from, 'description'),
      minAmount: optionalAmount(from, 'method', 'min_amount'),
      maxAmount: optionalAmount(from, 'method', 'max_amount'),
    }),
  };
}
