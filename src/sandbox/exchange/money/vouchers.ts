// Instant deposit methods, and vouchers that turn into rand.
import { refusal } from '../rest/apiError.js';
import { decimal, type Decimal } from '../decimals.js';
import { exactNumber, ExactNumber } from '../rest/json.js';
import { wholeBetween, type Random } from '../random.js';
import { isoTime } from '../times.js';

interface PaymentMethod {
  id: string;
  providerId: string;
  name: string;
  type: 'voucher' | 'instanteft';
  description: string;
  min: string;
  max: string;
}

export interface Redemption {
  /** Rand credited after the fee. */
  credited: Decimal;
  /** The voucher's whole value, rand. */
  value: Decimal;
  change: { amount: Decimal; pin: string; expiresAt: number } | null;
}

const METHODS: PaymentMethod[] = [
  { id: '1', providerId: 'ott', name: 'OTT Voucher', type: 'voucher', description: 'Redeem an OTT voucher from any till', min: '10', max: '5000' },
  { id: '2', providerId: 'ozow', name: 'Instant EFT', type: 'instanteft', description: 'Pay from your own bank account', min: '50', max: '100000' },
];
/** Kept by the provider from every redemption: 4 %. */
const FEE_SHARE = decimal('0.04');
const CHANGE_LIFE_MS = 365 * 24 * 60 * 60 * 1000;
const MAX_VOUCHERS = 10_000;

/** A voucher that exists from the start, worth R100, for trying the sandbox out. */
export const SAMPLE_VOUCHER_PIN = '1234567812345678';

/** Every voucher that was sold, with what is left on it. */
export class Vouchers {
  readonly #left = new Map<string, Decimal>([[SAMPLE_VOUCHER_PIN, decimal('100')]]);

  constructor(private readonly random: Random, private readonly now: () => number) {}

  /** Sells a voucher over that many rand; gives its 16-digit pin. */
  sell(amount: Decimal): string {
    if (this.#left.size >= MAX_VOUCHERS) throw new Error(`more than ${MAX_VOUCHERS} vouchers`);
    const pin = `${wholeBetween(this.random, 10_000_000, 89_999_999)}${wholeBetween(this.random, 10_000_000, 89_999_999)}`;
    this.#left.set(pin, amount);
    return pin;
  }

  /** Redeems part or all of a voucher. The exchange's own refusal codes are not known; these are invented. */
  redeem(methodId: string, pin: string, amount: Decimal): Redemption {
    const method = METHODS.find((one) => one.id === methodId && one.type === 'voucher');
    if (method === undefined) throw refusal('payments.method.doesnt_exist');
    if (amount.lt(method.min) || amount.gt(method.max)) throw refusal('payments.voucher.invalid_amount');
    const value = this.#left.get(pin);
    if (value === undefined) throw refusal('payments.voucher.invalid_pin');
    if (value.isZero()) throw refusal('payments.voucher.already_redeemed');
    if (amount.gt(value)) throw refusal('payments.voucher.invalid_amount');
    this.#left.set(pin, value.minus(value));
    const credited = amount.minus(amount.times(FEE_SHARE)).decimalPlaces(2);
    const rest = value.minus(amount);
    const change = rest.isZero() ? null : { amount: rest, pin: this.sell(rest), expiresAt: this.now() + CHANGE_LIFE_MS };
    return { credited, value, change };
  }
}

/** The methods as GET /payments/methods lists them. */
export function paymentMethodBodies(): Record<string, unknown>[] {
  return METHODS.map(({ id, providerId, name, type, description, min, max }) => ({
    id, provider_id: providerId, name, type, description, min_amount: new ExactNumber(min), max_amount: new ExactNumber(max),
  }));
}

/** A redemption as the REST answer shows it: numbers, the change voucher only when there is change. */
export function redemptionBody({ credited, value, change }: Redemption): Record<string, unknown> {
  return {
    amount: exactNumber(credited), origin_amount: exactNumber(value),
    change_voucher: change === null ? undefined : {
      change_amount: exactNumber(change.amount), change_expiry: isoTime(change.expiresAt), change_pin: new ExactNumber(change.pin),
    },
  };
}
