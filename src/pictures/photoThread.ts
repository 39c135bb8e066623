// The thread that unpacks one photo and reads its QR code: it is given the file, posts what the code says, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import { decodeQr } from './decodeQr.js';

parentPort?.postMessage(decodeQr(workerData as Uint8Array));
