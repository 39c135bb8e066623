// Messages and events in the form the chat page reads: pictures and documents by address, not by bytes.
import type { ChatEvent, MessageView } from '../control/events.js';

export type PageMessage = Omit<MessageView, 'photo' | 'document'> & { photoUrl?: string; documentUrl?: string; documentName?: string; documentBytes?: number };

/** A message without its bytes. */
export function toPageMessage({ photo, document, ...message }: MessageView): PageMessage {
  const url = message.fileId === undefined ? undefined : `/file/${message.fileId}`;
  return {
    ...message,
    ...(photo === undefined || url === undefined ? {} : { photoUrl: url }),
    ...(document === undefined || url === undefined ? {} : { documentUrl: url, documentName: document.fileName, documentBytes: document.bytes.length }),
  };
}

/** An event whose message, if any, has no bytes. */
export function forPage(event: ChatEvent): unknown {
  return 'message' in event ? { ...event, message: toPageMessage(event.message) } : event;
}
