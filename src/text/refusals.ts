// Turns the exchange's refusal codes, and this bot's own reasons, into plain sentences (PROTOCOL.md sections 3 and 4).
import type { Rich } from '../model/message.js';
import type { OwnReason } from '../model/ownReason.js';
import type { Say } from './index.js';
import type { TextKey } from './language.js';
import { outside } from './outside.js';
import { join } from './rich.js';

/** At most this many codes of one refusal are explained. */
const explainedCodesLimit = 5;

const exchangeCodes: Readonly<Record<string, TextKey>> = {
  'market.market.doesnt_exist_or_not_enabled': 'refusal.marketClosed',
  'market.market.doesnt_exist': 'refusal.marketClosed',
  'market.spot_market.doesnt_exist_or_not_enabled': 'refusal.marketClosed',
  'market.spot_market.doesnt_exist': 'refusal.marketClosed',
  'market.market.invalid_market_type': 'refusal.marketClosed',
  'market.order.missing_market': 'refusal.missingValue',
  'market.order.missing_side': 'refusal.missingValue',
  'market.order.missing_volume': 'refusal.missingValue',
  'market.order.missing_price': 'refusal.missingValue',
  'market.order.missing_id': 'refusal.missingValue',
  'market.order.empty_id': 'refusal.missingValue',
  'market.order.invalid_side': 'refusal.badSide',
  'market.order.invalid_type': 'refusal.badType',
  'market.order.invalid_ord_type': 'refusal.badType',
  'market.order.invalid_state': 'refusal.badFilter',
  'market.order.invalid_limit': 'refusal.badFilter',
  'market.order.non_integer_limit': 'refusal.badFilter',
  'market.order.non_integer_page': 'refusal.badFilter',
  'market.order.invalid_order_by': 'refusal.badFilter',
  'market.order.non_integer_time_from': 'refusal.badFilter',
  'market.order.non_integer_time_to': 'refusal.badFilter',
  'market.order.empty_time_from': 'refusal.badFilter',
  'market.order.empty_time_to': 'refusal.badFilter',
  'market.trade.non_integer_time_from': 'refusal.badFilter',
  'market.trade.non_integer_time_to': 'refusal.badFilter',
  'market.trade.empty_time_from': 'refusal.badFilter',
  'market.trade.empty_time_to': 'refusal.badFilter',
  'market.trade.invalid_limit': 'refusal.badFilter',
  'market.trade.invalid_type': 'refusal.badFilter',
  'market.trade.invalid_order_by': 'refusal.badFilter',
  'market.order.non_decimal_volume': 'refusal.badAmount',
  'market.order.non_positive_volume': 'refusal.badAmount',
  'market.order.non_decimal_price': 'refusal.badPrice',
  'market.order.non_positive_price': 'refusal.badPrice',
  'market.order.invalid_volume_or_price': 'refusal.amountOrPrice',
  'market.order.market_order_price': 'refusal.marketPrice',
  'market.account.insufficient_balance': 'refusal.balance',
  'market.order.insufficient_market_liquidity': 'refusal.liquidity',
  'market.order.create_error': 'refusal.createError',
  'market.order.cancel_error': 'refusal.cancelError',
  // Misspelt by the exchange; the right spelling is kept for the day it is mended.
  'market.order.invaild_id_or_uuid': 'refusal.badOrderId',
  'market.order.invalid_id_or_uuid': 'refusal.badOrderId',
  'market.trade.not_permitted': 'refusal.tradeNotPermitted',
  'account.deposit.not_permitted': 'refusal.depositNotPermitted',
  'account.withdraw.not_permitted': 'refusal.withdrawNotPermitted',
  'user.ability.not_permitted': 'refusal.abilityNotPermitted',
  'account.currency.doesnt_exist': 'refusal.currency',
  'public.currency.doesnt_exist': 'refusal.currency',
  'public.market.doesnt_exist': 'refusal.marketClosed',
  'account.currency.deposit_disabled': 'refusal.depositDisabled',
  'account.currency.withdrawal_disabled': 'refusal.withdrawDisabled',
  'account.wallet.not_found': 'refusal.wallet',
  'account.deposit_address.invalid_address_format': 'refusal.addressFormat',
  'account.deposit_address.doesnt_support_cash_address_format': 'refusal.addressFormat',
  'account.deposit.invalid_state': 'refusal.badFilter',
  'account.deposit.invalid_limit': 'refusal.badFilter',
  'account.deposit.non_integer_limit': 'refusal.badFilter',
  'account.deposit.non_integer_page': 'refusal.badFilter',
  'account.deposit.non_positive_page': 'refusal.badFilter',
  'account.deposit.empty_txid': 'refusal.badFilter',
  'account.balances.invalid_nonzero': 'refusal.badFilter',
  'account.beneficiary.doesnt_exist': 'refusal.beneficiary',
  'account.beneficiary.invalid_state_for_withdrawal': 'refusal.beneficiaryNotActive',
  'account.beneficiary.missing_address_in_data': 'refusal.beneficiaryData',
  'account.beneficiary.missing_full_name_in_data': 'refusal.beneficiaryData',
  'account.beneficiary.non_json_data': 'refusal.beneficiaryData',
  'account.beneficiary.too_long_name': 'refusal.beneficiaryData',
  'account.beneficiary.too_long_description': 'refusal.beneficiaryData',
  'account.beneficiary.failed_to_create': 'refusal.beneficiaryData',
  'account.beneficiary.blockchain_key_doesnt_exist': 'refusal.beneficiaryData',
  'account.beneficiary.duplicate_address': 'refusal.beneficiaryTwice',
  'account.beneficiary.invalid_pin': 'refusal.beneficiaryPin',
  'account.beneficiary.non_integer_pin': 'refusal.beneficiaryPin',
  'account.beneficiary.non_integer_id': 'refusal.beneficiary',
  'account.beneficiary.cant_activate': 'refusal.beneficiaryChange',
  'account.beneficiary.cant_resend': 'refusal.beneficiaryChange',
  'account.beneficiary.cant_resend_within_1_minute': 'refusal.beneficiaryChange',
  'account.beneficiary.cant_delete': 'refusal.beneficiaryChange',
  'account.beneficiary.invalid_state': 'refusal.badFilter',
  'account.withdraw.missing_otp': 'refusal.otp',
  'account.withdraw.empty_otp': 'refusal.otp',
  'account.withdraw.non_integer_otp': 'refusal.otp',
  'account.withdraw.invalid_otp': 'refusal.otp',
  'account.withdraw.insufficient_balance': 'refusal.balance',
  'account.withdraw.invalid_amount': 'refusal.withdrawAmount',
  'account.withdraw.non_decimal_amount': 'refusal.badAmount',
  'account.withdraw.non_positive_amount': 'refusal.badAmount',
  'account.withdraw.too_long_note': 'refusal.withdrawNote',
  'account.withdraw.non_integer_beneficiary_id': 'refusal.beneficiary',
  'account.withdraw.disabled_api': 'refusal.withdrawApi',
  'account.withdraw.create_error': 'refusal.withdrawCreate',
  'record.not_found': 'refusal.notFound',
  'jwt.decode_and_verify': 'refusal.exchangeLogin',
  'server.internal_error': 'refusal.exchangeError',
  'server.method_not_allowed': 'refusal.badRequest',
  'server.method.invalid_message_body': 'refusal.badRequest',
  'authz.invalid_api_key_headers': 'refusal.keyHeaders',
  'authz.unexistent_apikey': 'refusal.keyUnknown',
  'authz.nonce_not_valid_timestamp': 'refusal.clock',
  'authz.nonce_expired': 'refusal.clock',
  'authz.invalid_signature': 'refusal.signature',
  'authz.apikey_not_active': 'refusal.keyInactive',
  'authz.invalid_session': 'refusal.session',
  'authz.disabled_2fa': 'refusal.twoFactorOff',
  'authz.invalid_permission': 'refusal.keyPermission',
  'authz.permission_denied': 'refusal.keyPermission',
  'authz.restrict.blacklist': 'refusal.blocked',
  'authz.restrict.maintenance': 'refusal.maintenance',
  // The statuses of the document's table, for an answer without a code (API.txt, Errors).
  'http.400': 'refusal.badRequest',
  'http.401': 'refusal.http401',
  'http.403': 'refusal.http403',
  'http.404': 'refusal.notFound',
  'http.405': 'refusal.badRequest',
  'http.422': 'refusal.http422',
  'http.429': 'refusal.rateLimit',
  'http.500': 'refusal.exchangeError',
  'http.503': 'refusal.maintenance',
};

/** A reason of our own without a sentence does not compile. */
const ownReasons: Readonly<Record<OwnReason, TextKey>> = {
  'unavailable.network': 'refusal.network',
  'unavailable.maintenance': 'refusal.maintenance',
  'unavailable.rateLimit': 'refusal.rateLimit',
  'unavailable.timeout': 'refusal.timeout',
  'unavailable.stopping': 'refusal.stopping',
  'unavailable.storage': 'refusal.storage',
  'own.tooManyRequests': 'refusal.tooManyRequests',
  'own.notSent': 'refusal.notSent',
  'own.linkNeeded': 'refusal.linkNeeded',
  'own.stoppedSending': 'card.stoppedWhy',
  'own.notFound': 'refusal.notFoundAfterLooking',
  'own.stillOpen': 'refusal.stillOpen',
  'own.tooLate': 'refusal.tooLate',
  'own.noCode': 'refusal.noCode',
  'own.notSeen': 'refusal.notSeen',
  'own.notListed': 'refusal.notListed',
  'own.voucherPin': 'refusal.voucherPin',
  'own.paidBefore': 'refusal.paidBefore',
  'own.invoiceExpired': 'refusal.invoiceExpired',
  'own.dayLimit': 'refusal.dayLimit',
  'own.wouldMatch': 'refusal.wouldMatch',
  'own.twin': 'payout.twin',
  'own.voucherTwin': 'voucher.twin',
  'own.otherKey': 'refusal.otherKey',
  'own.networkGone': 'payout.networkGone',
  'own.beneficiaryGone': 'payout.beneficiaryGone',
  'own.practiceOrders': 'refusal.practiceOrders',
  'own.practiceUnknown': 'refusal.practiceUnknown',
};

const codes: Readonly<Record<string, TextKey>> = { ...exchangeCodes, ...ownReasons };

/** Families whose every code means the same (PROTOCOL.md section 3 names them with a star). */
const families: readonly (readonly [prefix: string, key: TextKey])[] = [
  ['public.k_line.', 'refusal.badFilter'],
  ['public.market_depth.', 'refusal.badFilter'],
  ['public.trade.', 'refusal.badFilter'],
  ['public.order_book.', 'refusal.badFilter'],
  ['public.markets.', 'refusal.badFilter'],
  ['pagination.', 'refusal.badFilter'],
  ['account.withdraw.missing_', 'refusal.withdrawMissing'],
];

/** Every code that has a sentence of its own. */
export const explainedCodes: readonly string[] = Object.keys(codes);

/** The sentence for one code; undefined for a code this bot does not know. */
export function refusalKey(code: string): TextKey | undefined {
  if (Object.hasOwn(codes, code)) return codes[code];
  return families.find(([prefix]) => code.startsWith(prefix))?.[1];
}

/** What another code may mend. */
const codeFaults: ReadonlySet<TextKey | undefined> = new Set<TextKey>(['refusal.otp', 'refusal.withdrawCreate', 'refusal.beneficiaryPin']);

/** True where the code was at fault, or is used up: the same may be asked for again with the next one. */
export const isCodeRefused = (reasons: readonly string[] = []): boolean => reasons.some((code) => codeFaults.has(refusalKey(code)));

/** The reason of a refusal without a code: "http.404". */
export const statusReason = (status: number): string => `http.${status}`;

/** Our own reading of a refusal: said only beside words of the exchange that nobody has explained. */
const guess: OwnReason = 'own.wouldMatch';

/** One sentence per different meaning, in the order of the codes; unknown codes are shown raw, as values that can make no mark. */
export function explainRefusal(say: Say, reasons: readonly string[]): Rich {
  const told = reasons.some((code) => refusalKey(code) === undefined) ? reasons : reasons.filter((code) => code !== guess || reasons.length === 1);
  const shown = told.slice(0, explainedCodesLimit);
  if (shown.length === 0) return say('refusal.none');
  const known = new Set(shown.flatMap((code) => refusalKey(code) ?? []));
  const raw = new Set(shown.filter((code) => refusalKey(code) === undefined));
  return join([...[...known].map((key) => say(key)), ...[...raw].map((code) => say('refusal.raw', { code: outside(code) }))], ' ');
}
