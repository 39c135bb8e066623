// Every code and every status that the exchange's documents name has its sentence.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { speak } from '../../src/text/index.js';
import { explainRefusal, refusalKey, statusReason } from '../../src/text/refusals.js';

const under = (family: string, ...names: readonly string[]): readonly string[] => names.map((name) => `${family}.${name}`);

/** PROTOCOL.md section 3, row by row; families written there with a star stand with the members its text names. */
const documented: readonly string[] = [
  'server.method_not_allowed', 'server.method.invalid_message_body', 'server.internal_error',
  ...under('market.market', 'doesnt_exist_or_not_enabled', 'doesnt_exist', 'invalid_market_type'),
  ...under('market.spot_market', 'doesnt_exist_or_not_enabled', 'doesnt_exist'),
  ...under('market.order', 'missing_market', 'missing_side', 'missing_volume', 'missing_price', 'missing_id', 'empty_id'),
  ...under('market.order', 'invalid_side', 'invalid_type', 'invalid_ord_type', 'invalid_state', 'invalid_limit', 'non_integer_limit', 'non_integer_page', 'invalid_order_by'),
  ...under('market.order', 'non_decimal_volume', 'non_positive_volume', 'non_decimal_price', 'non_positive_price', 'invalid_volume_or_price', 'market_order_price'),
  ...under('market.order', 'insufficient_market_liquidity', 'create_error', 'cancel_error', 'invaild_id_or_uuid'),
  ...under('market.order', 'non_integer_time_from', 'non_integer_time_to', 'empty_time_from', 'empty_time_to'),
  ...under('market.trade', 'non_integer_time_from', 'non_integer_time_to', 'empty_time_from', 'empty_time_to', 'invalid_limit', 'invalid_type', 'invalid_order_by', 'not_permitted'),
  'market.account.insufficient_balance', 'user.ability.not_permitted',
  ...under('account.currency', 'doesnt_exist', 'deposit_disabled', 'withdrawal_disabled'),
  'account.wallet.not_found', ...under('account.deposit_address', 'invalid_address_format', 'doesnt_support_cash_address_format'),
  ...under('account.deposit', 'not_permitted', 'invalid_state', 'invalid_limit', 'non_integer_limit', 'non_integer_page', 'non_positive_page', 'empty_txid'),
  ...under('account.beneficiary', 'doesnt_exist', 'invalid_state_for_withdrawal', 'missing_address_in_data', 'missing_full_name_in_data', 'duplicate_address', 'non_json_data',
    'too_long_name', 'too_long_description', 'failed_to_create', 'blockchain_key_doesnt_exist', 'invalid_pin', 'cant_activate', 'non_integer_pin', 'non_integer_id',
    'cant_resend', 'cant_resend_within_1_minute', 'cant_delete', 'invalid_state'),
  ...under('account.withdraw', 'not_permitted', 'missing_otp', 'empty_otp', 'non_integer_otp', 'invalid_otp', 'insufficient_balance', 'invalid_amount', 'non_decimal_amount',
    'non_positive_amount', 'too_long_note', 'missing_amount', 'missing_currency', 'missing_beneficiary_id', 'non_integer_beneficiary_id', 'disabled_api', 'create_error'),
  'account.balances.invalid_nonzero', 'pagination.invalid_limit', 'pagination.non_integer_page',
  'public.market.doesnt_exist', 'public.currency.doesnt_exist',
  ...under('public.k_line', 'invalid_period', 'invalid_limit', 'non_integer_time_from', 'non_integer_limit'),
  'public.market_depth.invalid_limit', 'public.trade.invalid_limit', 'public.order_book.invalid_limit', 'public.markets.invalid_limit',
  'record.not_found', 'jwt.decode_and_verify',
];

/** PROTOCOL.md section 4. */
const gateway: readonly string[] = under('authz', 'invalid_api_key_headers', 'unexistent_apikey', 'nonce_not_valid_timestamp', 'nonce_expired', 'invalid_signature',
  'apikey_not_active', 'invalid_session', 'disabled_2fa', 'invalid_permission', 'permission_denied', 'restrict.blacklist', 'restrict.maintenance');

/** API.txt, Errors. */
const statuses: readonly number[] = [400, 401, 403, 404, 405, 422, 429, 500, 503];

describe('the table of refusals', () => {
  const say = speak('en');

  it.each([...documented, ...gateway])('%s has a sentence of its own', (code) => {
    expect(refusalKey(code)).toBeDefined();
    expect(explainRefusal(say, [code]).text).toMatch(/^[A-Z].*\.$/);
  });

  it.each(statuses)('the status %d has a sentence for an answer without a code', (status) => {
    expect(refusalKey(statusReason(status))).toBeDefined();
  });

  it.each([['market.order.post_only_would_match'], ['account.withdraw.missing'], ['public.k_lines.x'], ['http.418']])('%s is shown as it is', (code) => {
    expect(explainRefusal(say, [code]).text).toBe(`The exchange says: ${code}.`);
  });

  // Among the codes of the exchange, which are plain text, a word that is spelt otherwise compiles.
  it('has a sentence for every word of ours in the source', () => {
    const root = new URL('../../', import.meta.url);
    const files = ['src', 'commands'].flatMap((folder) => readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`)).filter((name) => name.endsWith('.ts'));
    const words = files.flatMap((name) => readFileSync(new URL(name, root), 'utf8').match(/(?<=')own\.\w*(?=')/g) ?? []);
    expect(words.length).toBeGreaterThan(19);
    expect([...new Set(words)].filter((word) => refusalKey(word) === undefined)).toEqual([]);
  });
});
