import { expect, test } from '@jest/globals';
import { runData } from '../../../src/model/callback.js';
import { toEntities, toFields, usesNewFields } from '../../../src/bot/sending/reply.js';
import type { Button } from '../../../src/model/message.js';
import { bold, concat, moment, plain, type Shown } from '../../../src/text/rich.js';

test('a text goes with entities counted in UTF-16 units and never with a parse mode', () => {
  const fields = toFields(concat(plain('😀 <b>'), bold('R1')), undefined);
  expect(fields).toEqual({ text: '😀 <b>R1', entities: [{ type: 'bold', offset: 6, length: 2 }], link_preview_options: { is_disabled: true } });
});

test.each<[string, Button, object]>([
  ['a coloured button', { label: 'Confirm', data: 'ok:1', style: 'success' }, { text: 'Confirm', callback_data: 'ok:1', style: 'success' }],
  ['a link', { label: 'Open', url: 'https://x.example' }, { text: 'Open', url: 'https://x.example' }],
  ['a copy button', { label: 'Copy', copyText: 'bc1q' }, { text: 'Copy', copy_text: { text: 'bc1q' } }],
  ['a label too long', { label: 'x'.repeat(80), data: 'd' }, { text: `${'x'.repeat(59)}…`, callback_data: 'd' }],
])('%s becomes what Telegram calls it', (_, button, expected) => {
  expect(toFields(plain('t'), [[button]]).reply_markup).toEqual({ inline_keyboard: [[expected]] });
});

test('a row is at most eight buttons wide', () => {
  const row = Array.from({ length: 17 }, (_, index) => ({ label: String(index), data: 'd' }));
  const markup = toFields(plain('t'), [row]).reply_markup as { inline_keyboard: unknown[][] };
  expect(markup.inline_keyboard.map((one) => one.length)).toEqual([8, 8, 1]);
});

test('said plainly, colours and copy buttons are left out, and a row left empty with them', () => {
  const fields = toFields(plain('t'), [[{ label: 'a', data: 'd', style: 'danger' }], [{ label: 'b', copyText: 'c' }]], {}, true);
  expect(fields.reply_markup).toEqual({ inline_keyboard: [[{ text: 'a', callback_data: 'd' }]] });
});

test.each([
  ['no data', { label: 'a', data: runData(`order ${'9'.repeat(60)}`) }], ['more data than Telegram takes', { label: 'a', data: 'x'.repeat(65) }], ['nothing to copy', { label: 'a', copyText: '' }],
])('a button with %s is left out, and the rest of the message goes', (_what, button) => {
  expect(toFields(plain('a'), [[button], [button, { label: 'b', data: 'do:price' }]]).reply_markup).toEqual({ inline_keyboard: [[{ text: 'b', callback_data: 'do:price' }]] });
  expect(toFields(plain('a'), [[button]])).not.toHaveProperty('reply_markup');
});

test('a moment is marked so that a client can show it in its own zone, and is plain text for a server that knows no such mark', () => {
  const text = concat(plain('until '), moment('12:01' as Shown, 1_763_719_260_500));
  expect(toFields(text, undefined).entities).toEqual([{ type: 'date_time', offset: 6, length: 5, unix_time: 1_763_719_260 }]);
  expect([toFields(text, undefined, {}, true).entities, usesNewFields({ text })]).toEqual([[], true]);
});

test('of more marks than Telegram takes, those stay that keep others from tapping or hide something, and all keep their order', () => {
  const looks = Array.from({ length: 90 }, (_, offset) => ({ type: 'bold' as const, offset, length: 1 }));
  const needed = Array.from({ length: 60 }, (_, index) => ({ type: (['code', 'pre', 'spoiler'] as const)[index % 3] ?? 'code', offset: 90 + index, length: 1 }));
  const entities = toEntities({ text: 'x'.repeat(150), marks: [...looks, ...needed] });
  expect(entities).toHaveLength(100);
  expect(entities.slice(40).map(({ type }) => type)).toEqual(needed.map(({ type }) => type));
  expect(entities.slice(0, 40).map(({ offset }) => offset)).toEqual(looks.slice(0, 40).map(({ offset }) => offset));
});
