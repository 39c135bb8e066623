// setChatMenuButton: what the button beside the text box opens.
import { checkLink } from '../format/link.js';
import type { Call } from '../http/call.js';
import { badRequest } from '../refusal.js';
import { done, type Method } from './method.js';

export const setChatMenuButton: Method = {
  name: 'setChatMenuButton',
  answer(call, state) {
    state.profile.menuButton = readButton(call);
    return done;
  },
};

function readButton(call: Call): unknown {
  let given: unknown;
  try {
    given = call.json('menu_button') ?? { type: 'default' };
  } catch {
    throw badRequest("can't parse menu button JSON object");
  }
  if (typeof given !== 'object' || given === null) throw badRequest("can't parse menu button: expected an Object");
  const { type, web_app: webApp } = given as { type?: unknown; web_app?: { url?: unknown } };
  if (type === 'default' || type === 'commands') return given;
  if (type !== 'web_app') throw badRequest("can't parse menu button: unsupported type specified");
  const url = typeof webApp?.url === 'string' ? webApp.url : '';
  const checked = checkLink(url, true);
  if (!checked.ok) throw badRequest(`menu button Web App URL '${url}' is invalid: ${checked.reason}`);
  return given;
}
