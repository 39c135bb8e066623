// What a person has written into a message besides its text and caption: it is looked at for secrets, and for nothing else.

type Fields = Readonly<Record<string, unknown>>;

/** A field of a message, a field of it, and one of each of the list it may be. */
const places: readonly (readonly [string, ...string[]])[] = [
  ['quote', 'text'],
  ['contact', 'first_name'], ['contact', 'last_name'], ['contact', 'vcard'],
  ['venue', 'title'], ['venue', 'address'],
  ['poll', 'question'], ['poll', 'description'], ['poll', 'explanation'], ['poll', 'options', 'text'],
  ['checklist', 'title'], ['checklist', 'tasks', 'text'],
  ['document', 'file_name'], ['animation', 'file_name'], ['video', 'file_name'], ['audio', 'file_name'], ['audio', 'title'], ['audio', 'performer'],
  ['entities', 'url'], ['caption_entities', 'url'],
  ['game', 'title'], ['game', 'description'], ['game', 'text'], ['gift', 'text'], ['web_app_data', 'data'],
  ['besides'],
];

/** Parts that are looked at, and members of a list: Telegram's own limits are lower. */
const partsLimit = 100;
const charactersLimit = 8192;

/** What was written, place by place; `besides` is where `toHandled` of incoming.ts puts it. Never throws. */
export const writtenBesides = (message: Fields): readonly string[] => places.flatMap((place) => textsAt(message, place)).slice(0, partsLimit).map((text) => text.slice(0, charactersLimit));

function textsAt(value: unknown, [name, ...rest]: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.slice(0, partsLimit).flatMap((one: unknown) => textsAt(one, name === undefined ? [] : [name, ...rest]));
  if (name === undefined) return typeof value === 'string' && value !== '' ? [value] : [];
  return typeof value === 'object' && value !== null ? textsAt((value as Fields)[name], rest) : [];
}
