// Puts an id into a path so that it can never become another path.

/** Longer ids than this are none of the exchange's. */
const lengthLimit = 256;

/** The id, escaped. @throws RangeError for "", "." and "..", and for more than 256 characters. */
export function pathPart(id: string): string {
  if (id === '' || id === '.' || id === '..' || id.length > lengthLimit) throw new RangeError('not an id that can stand in a path');
  return encodeURIComponent(id);
}
