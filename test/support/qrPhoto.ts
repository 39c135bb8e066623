// Photos of QR codes, as a person's camera makes them.
import jpeg from 'jpeg-js';
import { encode } from 'uqr';
import { seededRandom } from '../../src/sandbox/exchange/random.js';

export interface Shot { readonly size?: number; readonly part?: number; readonly turn?: number; readonly noise?: number; readonly quality?: number }

/** A grey-white photo of a code that fills `part` of it, turned by `turn` degrees, each pixel off by up to `noise`. */
export function photo(said: string, { size = 140, part = 0.6, turn = 0, noise = 0, quality = 80 }: Shot = {}): Uint8Array {
  const modules = encode(said, { ecc: 'M', border: 0 });
  const random = seededRandom(7);
  const data = new Uint8Array(size * size * 4);
  const angle = turn * Math.PI / 180;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [dx, dy] = [x - size / 2, y - size / 2];
      const cell = size * part / modules.size;
      const column = Math.floor((dx * Math.cos(angle) + dy * Math.sin(angle)) / cell + modules.size / 2);
      const row = Math.floor((dy * Math.cos(angle) - dx * Math.sin(angle)) / cell + modules.size / 2);
      const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size;
      const light = (inside && modules.data[row]?.[column] ? 40 : 215) + Math.round((random() - 0.5) * 2 * noise);
      data.set([light, light, light, 255], (y * size + x) * 4);
    }
  }
  return jpeg.encode({ width: size, height: size, data }, quality).data;
}

/** A picture with the code in its middle, `scale` pixels a module, on white; as large as the code and its border where no size is given. */
export function codePicture(said: string, { scale = 5, width, height }: { readonly scale?: number; readonly width?: number; readonly height?: number }): Uint8Array {
  const modules = encode(said, { ecc: 'M', border: 0 });
  const side = (modules.size + 8) * scale;
  const size = { width: width ?? side, height: height ?? side };
  const data = new Uint8Array(size.width * size.height * 4).fill(255);
  const corner = { x: Math.floor((size.width - modules.size * scale) / 2), y: Math.floor((size.height - modules.size * scale) / 2) };
  for (let y = 0; y < modules.size * scale; y += 1) {
    for (let x = 0; x < modules.size * scale; x += 1) {
      if (modules.data[Math.floor(y / scale)]?.[Math.floor(x / scale)] === true) data.fill(0, ((y + corner.y) * size.width + x + corner.x) * 4, ((y + corner.y) * size.width + x + corner.x) * 4 + 3);
    }
  }
  return jpeg.encode({ ...size, data }, 90).data;
}
