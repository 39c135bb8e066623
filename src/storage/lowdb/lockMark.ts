// What an owner of a data folder leaves in <directory>/lock: a numbered mark that says who it is, with a beat that goes on.
import { errorCode, type Disk } from './disk.js';

/** `boot` is that of the machine it runs on, "" where it tells none; `pid` and `host` are for people's eyes only. */
export interface Mark {
  readonly boot: string;
  /** Drawn anew by each process that enters. */
  readonly id: string;
  /** True when the owner listens on socketOf(folder, id). */
  readonly socket: boolean;
  readonly pid: number;
  readonly host: string;
  readonly beat: number;
}

/** `owner` is missing for text that this version does not write: torn by a power cut, or left by an earlier version. */
export interface FoundMark {
  readonly name: string;
  readonly number: number;
  readonly text: string;
  readonly owner?: Mark;
}

export const markOf = (folder: string, number: number): string => `${folder}/${number}`;
/** Short, for what can be listened on has a short path: see lockSocket.ts. */
export const socketOf = (folder: string, id: string): string => `${folder}/${id}.sock`;

/** Digits of a beat; always as many, so that one written over another leaves nothing of it. */
const beatDigits = 12;
/** Letters of a host's name that are shown. */
const hostLength = 64;

export const hostWord = (name: string): string => name.replaceAll(/[^\w.-]/g, '_').slice(0, hostLength);

export const markText = ({ boot, id, socket, pid, host, beat }: Mark): string =>
  `${JSON.stringify({ boot, id, socket, pid, host, beat: String(beat).padStart(beatDigits, '0') })}\n`;

const form = /^\{"boot":"([0-9a-f-]{0,64})","id":"([0-9a-f]{8,64})","socket":(true|false),"pid":(\d{1,10}),"host":"([\w.-]{0,64})","beat":"(\d{12})"\}\n$/;

/** undefined for text that markText never gives. */
export function readMark(text: string): Mark | undefined {
  const [, boot = '', id, socket, pid, host = '', beat] = form.exec(text) ?? [];
  return id === undefined ? undefined : { boot, id, socket: socket === 'true', pid: Number(pid), host, beat: Number(beat) };
}

/** All marks there are, with what they say at this moment; other files are none. */
export async function readMarks(folder: string, disk: Disk): Promise<FoundMark[]> {
  const names = (await disk.list(folder)).filter((name) => /^[1-9]\d{0,14}$/.test(name));
  const read = await Promise.all(names.map(async (name): Promise<FoundMark | undefined> => {
    const text = await readIfThere(`${folder}/${name}`, disk);
    const owner = text === undefined ? undefined : readMark(text);
    return text === undefined ? undefined : { name, number: Number(name), text, ...(owner === undefined ? {} : { owner }) };
  }));
  return read.filter((mark) => mark !== undefined);
}

/** undefined when it is not there any more. @throws the system's error */
export async function readIfThere(path: string, disk: Disk): Promise<string | undefined> {
  try {
    return (await disk.readFile(path)).toString('utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** True when the mark at `path` is there and of this owner. */
export async function isMarkOf(id: string, path: string, disk: Disk): Promise<boolean> {
  const text = await readIfThere(path, disk);
  return text !== undefined && readMark(text)?.id === id;
}

/** Puts a draft in place under a name that is free. False when the name was taken, or the draft cleared away by who got in before. */
export async function linkOnce(id: string, draft: string, path: string, disk: Disk): Promise<boolean> {
  try {
    await disk.link(draft, path);
    return true;
  } catch (error) {
    // A server that is asked twice for lack of an answer refuses its own work.
    if (await isMarkOf(id, path, disk).catch(() => false)) return true;
    if (errorCode(error) === 'EEXIST' || errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
