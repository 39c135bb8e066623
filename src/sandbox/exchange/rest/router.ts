// Finds the endpoint for a request, checks who is asking, and turns refusals into answers.
import type { IncomingHttpHeaders } from 'node:http';
import { ApiError, notFound, statusRefusal } from './apiError.js';
import { authorize, checkPermission } from './authorization.js';
import { encodeJson } from './json.js';
import { readParameters, type Parameters } from './parameters.js';
import { routes } from '../routes/index.js';
import type { Reply, Route } from './route.js';
import type { Venue } from '../venue.js';

export interface RestRequest {
  method: string;
  /** Below the REST base. */
  path: string;
  /** Raw, without the question mark. */
  query: string;
  body: string;
  headers: IncomingHttpHeaders;
}

export interface Answer {
  status: number;
  text: string;
  contentType: string;
  headers: Record<string, string>;
}

/** What a role may reach; any other path is the gateway's own 401 (PROTOCOL.md section 4). */
const PRIVATE_PREFIXES = ['/account/', '/market/', '/payments/'];

/** The exchange's answer to a REST request, with everything the request does already done. */
export function answerRequest(venue: Venue, request: RestRequest): Answer {
  if (venue.maintenance) return { status: 503, text: 'no healthy upstream', contentType: 'text/plain', headers: {} };
  try {
    return jsonAnswer(handle(venue, request));
  } catch (error) {
    if (error instanceof ApiError) return jsonAnswer({ status: error.status, body: error.body });
    return jsonAnswer({ status: 500, body: { errors: ['server.internal_error'] } });
  }
}

function handle(venue: Venue, request: RestRequest): Reply {
  const member = request.path.startsWith('/public/') ? null : authorizeFor(venue, request);
  const segments = request.path.split('/').map(decodeSegment);
  const onPath = routes.filter((route) => namedSegments(route, segments) !== null);
  const route = onPath.find(({ method }) => method === request.method);
  if (route === undefined) throw onPath.length > 0 ? new ApiError(405, { errors: 'server.method_not_allowed' }) : notFound();
  const parameters = readParameters(request.query, request.body, request.headers['content-type'] ?? '');
  addNamed(parameters, namedSegments(route, segments) ?? []);
  if (route.access === 'public') return route.handle(venue, parameters);
  if (member === null) throw statusRefusal(401, 'authz.invalid_permission');
  return route.handle(venue, parameters, member);
}

function authorizeFor(venue: Venue, request: RestRequest): ReturnType<typeof authorize> {
  const member = authorize(request.headers, venue.members, venue.now());
  if (!PRIVATE_PREFIXES.some((prefix) => request.path.startsWith(prefix))) throw statusRefusal(401, 'authz.invalid_permission');
  checkPermission(member, request.path);
  return member;
}

/** The named segments of a route's path in this one; null when the path is another. */
function namedSegments(route: Route, segments: string[]): [string, string][] | null {
  const pattern = route.path.split('/');
  if (pattern.length !== segments.length) return null;
  const named: [string, string][] = [];
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':') && segment !== '') named.push([part.slice(1), segment]);
    else if (part !== segment) return null;
  }
  return named;
}

function addNamed(parameters: Parameters, named: [string, string][]): void {
  for (const [name, value] of named) parameters.set(name, value);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function jsonAnswer({ status, body, headers = {} }: Reply): Answer {
  return { status, text: body === undefined ? '' : encodeJson(body), contentType: 'application/json', headers };
}
