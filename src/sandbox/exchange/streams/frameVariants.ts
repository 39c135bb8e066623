// The shapes of stream frames that differ between deployments; each can be chosen.

export interface FrameVariants {
  /**
   * currency_id: the connector's shape, `balance` is available. total: the later documentation's, `balance` is the total and
   * `available` is beside it. currency: AltMarkets', `balance` is available (PROTOCOL.md section 1, balance).
   */
  balance: 'currency_id' | 'total' | 'currency';
  /** plain: seconds and no fee. fee: ISO time, with the fee members. */
  trade: 'plain' | 'fee';
  /** seconds: the upstream shape without uuid. iso: the later documentation's, with uuid. */
  order: 'seconds' | 'iso';
  /** flat: one pair on one side. nested: lists of pairs on both sides. */
  increment: 'flat' | 'nested';
}

export const USUAL_FRAMES: FrameVariants = { balance: 'currency_id', trade: 'plain', order: 'seconds', increment: 'flat' };
