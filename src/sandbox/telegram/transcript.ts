// Prints a chat as plain text while it happens: for a tour in a terminal and for reading a failed test.
import type { ChatEvent, MessageView } from './control/events.js';
import type { TelegramControl } from './control/telegramControl.js';

/** Prints every later event of a chat, one line at a time without line breaks. Returns what ends it. */
export function printTranscript(control: TelegramControl, chatId: number, write: (line: string) => void): () => void {
  return control.subscribe((event) => {
    if (event.chatId === chatId) for (const line of describe(event)) write(line);
  });
}

function describe(event: ChatEvent): string[] {
  switch (event.kind) {
    case 'userMessage': return say('You', event.message);
    case 'message': return say(event.message.silent ? 'Bot (silent)' : 'Bot', event.message);
    case 'edit': return say('Bot (edited)', event.message);
    case 'delete': return [`(${event.from === 'bot' ? 'Bot' : 'You'}: message deleted)`];
    case 'tap': return [`You tap: [ ${event.button ?? event.data} ]`];
    case 'callbackAnswer': return event.text === '' || event.repeated ? [] : [`(${event.alert ? 'alert' : 'toast'}: ${event.text})`];
    case 'chatAction': return [];
  }
}

function say(who: string, message: MessageView): string[] {
  const label = `${who}: `;
  const indent = ' '.repeat(label.length);
  const attached = message.photo !== undefined ? ['(photo)'] : message.document === undefined ? [] : [`(document: ${message.document.fileName})`];
  const text = message.text === '' ? [] : message.text.split('\n');
  const buttons = message.buttons.map((row) => row.map(({ text: words }) => `[ ${words} ]`).join(' '));
  return [...attached, ...text, ...buttons].map((line, index) => (index === 0 ? label : indent) + line);
}
