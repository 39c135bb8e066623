// Collects the parameters of a Bot API call from its query string and body.
import type { IncomingMessage } from 'node:http';
import { badRequest, Refusal } from '../refusal.js';
import { Call, type UploadedFile } from './call.js';
import { readMultipart } from './multipart.js';

/** 50 MB of upload and room for the other fields (PLATFORM.md 1.4). */
const maxBodyBytes = 52 * 1024 * 1024;

/** Reads GET or POST; query, urlencoded, JSON or multipart. Throws a Refusal for a body it cannot read. */
export async function readCall(request: IncomingMessage, method: string, query: URLSearchParams): Promise<Call> {
  const fields = new Map<string, string>(query);
  const files = new Map<string, UploadedFile>();
  const body = await readBody(request);
  const contentType = request.headers['content-type'] ?? '';
  if (body.length > 0) addBody(body, contentType, fields, files);
  return new Call(method, fields, files);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new Refusal(413, 'Request Entity Too Large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function addBody(body: Buffer, contentType: string, fields: Map<string, string>, files: Map<string, UploadedFile>): void {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/json') addJson(body, fields);
  else if (type === 'multipart/form-data') addMultipart(body, contentType, fields, files);
  else if (type === 'application/x-www-form-urlencoded') addAll(fields, new URLSearchParams(body.toString('utf8')));
  else throw badRequest('unsupported content-type');
}

function addJson(body: Buffer, fields: Map<string, string>): void {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest("can't parse request JSON object");
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw badRequest("can't parse request JSON object");
  }
  for (const [name, value] of Object.entries(parsed)) {
    if (value !== null) fields.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
}

function addMultipart(body: Buffer, contentType: string, fields: Map<string, string>, files: Map<string, UploadedFile>): void {
  try {
    const parts = readMultipart(body, contentType);
    addAll(fields, parts.fields);
    for (const [name, file] of parts.files) files.set(name, file);
  } catch (error) {
    throw badRequest(`wrong multipart body: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

function addAll(fields: Map<string, string>, more: Iterable<[string, string]>): void {
  for (const [name, value] of more) fields.set(name, value);
}
