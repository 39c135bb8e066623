// Does what the person at the chat page asks: send a text or a picture, press a button, run a panel action.
import type { FeedParts } from './feedParts.js';

type Reply = (frame: unknown) => void;
type Frame = Record<string, unknown>;

/** Takes one frame from the page; anything that fails comes back as a toast. Never rejects. */
export async function actForPage(text: string, parts: FeedParts, reply: Reply): Promise<void> {
  try {
    await act(JSON.parse(text) as Frame, parts, reply);
  } catch (error) {
    reply({ type: 'toast', text: error instanceof Error ? error.message : 'That did not work.' });
  }
}

async function act(frame: Frame, { user, content }: FeedParts, reply: Reply): Promise<void> {
  if (frame['type'] === 'send') {
    const replyTo = typeof frame['replyTo'] === 'number' ? { replyTo: frame['replyTo'] } : {};
    user.sendText(String(frame['text']), replyTo);
  } else if (frame['type'] === 'photo') {
    user.sendPhoto(Buffer.from(String(frame['bytes']), 'base64'));
  } else if (frame['type'] === 'tap') {
    const choice = { row: Number(frame['row']), column: Number(frame['column']) };
    const { queryId } = await user.tap(Number(frame['messageId']), choice);
    reply({ type: 'tapped', queryId, ...choice, messageId: Number(frame['messageId']) });
  } else if (frame['type'] === 'panel') {
    const action = content.panel[Number(frame['index'])];
    if (action !== undefined) reply({ type: 'toast', text: await action.run() });
  }
}
