// Reads a multipart/form-data body: text fields and files.
import type { UploadedFile } from './call.js';

export interface Multipart { fields: Map<string, string>; files: Map<string, UploadedFile> }

interface Part { headers: Map<string, string>; bytes: Buffer }

/** Splits the body at its boundary. Throws Error when the body does not follow the format. */
export function readMultipart(body: Buffer, contentType: string): Multipart {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined) throw new Error('multipart body without a boundary');
  const result: Multipart = { fields: new Map(), files: new Map() };
  for (const part of splitParts(body, name)) addPart(part, result);
  return result;
}

function splitParts(body: Buffer, boundary: string): Part[] {
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(delimiter);
  if (at < 0) throw new Error('multipart body without its boundary');
  for (;;) {
    const start = at + delimiter.length;
    if (body.toString('latin1', start, start + 2) === '--') return parts;
    const next = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), start);
    if (next < 0) throw new Error('multipart body ends too early');
    parts.push(readPart(body.subarray(start + 2, next)));
    at = next + 2;
  }
}

function readPart(part: Buffer): Part {
  const end = part.indexOf('\r\n\r\n');
  if (end < 0) throw new Error('multipart part without an end of headers');
  const headers = new Map<string, string>();
  for (const line of part.toString('utf8', 0, end).split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, bytes: part.subarray(end + 4) };
}

function addPart({ headers, bytes }: Part, result: Multipart): void {
  const disposition = headers.get('content-disposition') ?? '';
  const name = dispositionValue(disposition, 'name');
  if (name === undefined) throw new Error('multipart part without a name');
  const fileName = dispositionValue(disposition, 'filename');
  if (fileName === undefined) result.fields.set(name, bytes.toString('utf8'));
  else result.files.set(name, { fileName, contentType: headers.get('content-type') ?? 'application/octet-stream', bytes: Buffer.from(bytes) });
}

function dispositionValue(disposition: string, key: string): string | undefined {
  const match = new RegExp(`(?:^|[;\\s])${key}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(disposition);
  return match?.[1]?.replace(/\\(.)/g, '$1') ?? match?.[2];
}
