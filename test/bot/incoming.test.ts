import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readIncoming, toHandled, toUpdate } from '../../src/bot/incoming.js';

const chat = fc.record({ id: fc.integer(), type: fc.constantFrom('private', 'group', 'supergroup', 'channel') });
const language = fc.oneof(fc.constantFrom('af', 'zu-ZA', 'en', 'xh'), fc.anything());
const from = fc.record({ id: fc.integer(), is_bot: fc.boolean(), first_name: fc.string(), language_code: language }, { requiredKeys: ['id', 'is_bot', 'first_name'] });
const image = fc.record({ file_id: fc.string(), width: fc.nat(), height: fc.nat(), file_size: fc.nat(), secret_field: fc.constant('CANARY') }, { requiredKeys: ['file_id'] });
const document = fc.record({ file_id: fc.string(), mime_type: fc.constantFrom('image/png', 'image/jpeg', 'application/pdf'), file_name: fc.constant('CANARY') });
const message = fc.record({ message_id: fc.integer(), date: fc.nat(), from, chat, text: fc.string(), photo: fc.array(image), document, caption: fc.string(), reply_to_message: fc.record({ message_id: fc.anything(), text: fc.constant('CANARY') }), secret_field: fc.constant('CANARY') }, { requiredKeys: ['message_id', 'from', 'chat', 'secret_field'] });
const query = fc.record({ id: fc.string(), from, message, data: fc.string() });
const updates = fc.oneof(fc.record({ update_id: fc.nat(), message }), fc.record({ update_id: fc.nat(), callback_query: query }));

test('an update of any content is read or passed over, and never throws', () => {
  fc.assert(fc.property(fc.oneof(fc.anything(), fc.record({ update_id: fc.anything(), message: fc.anything(), callback_query: fc.anything() })), (update) => {
    readIncoming(update);
  }), { numRuns: 1000 });
});

test('what is stored of an update reads the same again and holds nothing that is not read', () => {
  fc.assert(fc.property(updates, (update) => {
    const incoming = readIncoming(update);
    if (incoming === undefined) return;
    const stored = JSON.stringify(toUpdate(incoming));
    // Through JSON as well: it has no minus zero.
    const kept = { ...incoming, besides: undefined };
    expect(readIncoming(JSON.parse(stored))).toEqual(JSON.parse(JSON.stringify(kept)));
    expect(readIncoming(JSON.parse(JSON.stringify(toHandled(incoming))))).toEqual(JSON.parse(JSON.stringify(incoming)));
    expect(stored).not.toContain('CANARY');
  }), { numRuns: 300 });
});
