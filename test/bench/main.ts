// npm run bench: each figure against its floor in the same run; nothing here is asserted.
import { benchBooks } from './books.js';
import { benchPush } from './push.js';
import { benchStore } from './store.js';
import { benchWords } from './words.js';

const figures = [...benchWords(), ...benchBooks(), ...(await benchStore()), ...(await benchPush())];
const width = Math.max(...figures.map((figure) => figure.name.length));
for (const { name, value, floor } of figures) process.stdout.write(`${name.padEnd(width)}  ${value.padEnd(28)}  ${floor}\n`);
