// What the page says beside the chat: toasts, alerts, a picture in full.
import { make } from './bubble.js';

const byId = (id) => document.getElementById(id);

/** Puts a text on the clipboard and says so. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast('Copied');
  } catch {
    toast('This browser did not allow copying.');
  }
}
document.addEventListener('copy-text', ({ detail }) => void copy(detail));

/** Shows a short line for a few seconds. */
export function toast(text) {
  const element = make('div', 'toast', text);
  byId('toasts').append(element);
  setTimeout(() => element.remove(), Math.min(8_000, 2_500 + text.length * 40));
}

/** Shows a text that waits for OK. */
export function showAlert(text) {
  byId('alert-text').textContent = text;
  if (!byId('alert').open) byId('alert').showModal();
}

/** Shows a picture in full. */
export function showPicture(source, alt) {
  byId('picture-image').src = source;
  byId('picture-image').alt = alt;
  byId('picture').showModal();
}
