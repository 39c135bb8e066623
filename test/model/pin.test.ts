// Which digits can be a PIN.
import { expect, it } from '@jest/globals';
import { isPin, isTrivialPin } from '../../src/model/pin.js';

it.each([
  ['271828', true], ['000000', true], ['12345', false], ['1234567', false], ['', false], ['27182a', false], ['27 182', false], [' 271828', false], ['271828\n', false],
  ['-27182', false], ['2.7182', false], ['٢٧١٨٢٨', false], ['２７１８２８', false],
])('%j has the form of a PIN: %s', (text, expected) => {
  expect(isPin(text)).toBe(expected);
});

it.each([
  ['000000', true], ['111111', true], ['999999', true], ['123456', true], ['654321', true], ['012345', true], ['890123', true], ['543210', true], ['210987', true],
  ['121212', true], ['123123', true], ['112233', true], ['159753', true], ['271828', false], ['123457', false], ['135791', false], ['980314', false], ['100000', false],
])('%s is guessed first: %s', (pin, expected) => {
  expect(isTrivialPin(pin)).toBe(expected);
});
