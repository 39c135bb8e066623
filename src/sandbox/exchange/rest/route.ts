// What a REST endpoint of the simulated exchange is.
import type { Member } from '../members.js';
import type { Parameters } from './parameters.js';
import type { Venue } from '../venue.js';

export interface Reply {
  status: number;
  /** Absent for an answer without a body. */
  body?: unknown;
  headers?: Record<string, string>;
}

interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the base; `:name` stands for one segment, which becomes a parameter. */
  path: string;
}

export interface PublicRoute extends Endpoint {
  access: 'public';
  handle(venue: Venue, parameters: Parameters): Reply;
}

export interface PrivateRoute extends Endpoint {
  access: 'private';
  handle(venue: Venue, parameters: Parameters, member: Member): Reply;
}

export type Route = PublicRoute | PrivateRoute;

/** 200 with that body. */
export function ok(body: unknown, headers: Record<string, string> = {}): Reply {
  return { status: 200, body, headers };
}

/** One thing that the document writes in brackets, as the venue is set to answer it. */
export function bracketed(venue: Venue, body: Record<string, unknown>): unknown {
  return venue.bracketed === 'list' ? [body] : body;
}

/** 201 with that body. */
export function created(body: unknown): Reply {
  return { status: 201, body };
}
