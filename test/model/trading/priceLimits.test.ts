// Promises of the price limits: exact at the edge, and rounded to the user's favour.
import { describe, expect, it } from '@jest/globals';
import { decimal } from '../../../src/model/money.js';
import { ceilingPrice, isCrossing, isFartherThan, slippageOf } from '../../../src/model/trading/priceLimits.js';

describe('isFartherThan', () => {
  it.each([
    ['100', '100.5', '0.5', false], ['100', '100.50000001', '0.5', true], ['100', '99.5', '0.5', false], ['100', '99.49999999', '0.5', true],
    ['0.00000003', '0.00000004', '33', true], ['100', '100', '0', false],
  ])('from %s to %s with %s per cent', (from, to, percent, expected) => {
    expect(isFartherThan(decimal(from), decimal(to), decimal(percent))).toBe(expected);
  });
});

describe('the ceiling', () => {
  it.each([['buy', '835170.33', '843522.03'], ['sell', '835170.33', '826818.63']] as const)('of 1 per cent on a %s at %s is %s', (side, best, expected) => {
    expect(ceilingPrice(side, decimal(best), decimal('1'), 2)).toBe(expected);
  });

  it('shows no slippage as less than it is, and none where the average is better', () => {
    expect(slippageOf('buy', decimal('100'), decimal('1'), decimal('100.001'))).toBe('0.01');
    expect(slippageOf('buy', decimal('100'), decimal('1'), decimal('99'))).toBe('0');
    expect(slippageOf('sell', decimal('100'), decimal('2'), decimal('198'))).toBe('1');
  });

  it('a limit crosses only on its own bad side', () => {
    expect(isCrossing('buy', decimal('101'), decimal('100'), decimal('0.5'))).toBe(true);
    expect(isCrossing('buy', decimal('99'), decimal('100'), decimal('0.5'))).toBe(false);
    expect(isCrossing('sell', decimal('99'), decimal('100'), decimal('0.5'))).toBe(true);
    expect(isCrossing('sell', decimal('101'), decimal('100'), decimal('0.5'))).toBe(false);
  });
});
