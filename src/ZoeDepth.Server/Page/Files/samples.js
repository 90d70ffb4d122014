// The photographs the page opens with, and their depths, which the service holds beside them: no model is asked, and
// no key.
import { sampleDepth, sampleList, samplePhoto } from "./service.js";

/** Each sample in turn: its name, its photograph, its metres. All are fetched at once. */
export async function* samples() {
  const { photographs, ...shared } = await sampleList();
  const coming = photographs.map(async ({ name, depth, ...more }) => {
    const [blob, bytes] = await Promise.all([samplePhoto(name), sampleDepth(depth)]);
    return { name, blob, depth: { ...shared, ...more, values: metresOf(bytes, more), isStored: true } };
  });
  // One that fails is said when its turn comes, not as an accident of nobody's.
  for (const one of coming) one.catch(() => {});
  for (const one of coming) yield await one;
}

/**
 * Metres out of what each pixel's millimetres differ by from left + above - diagonal (0 beyond the edges), turned to 2d
 * where that is not negative and to -2d - 1 where it is: 24 bits each, the lowest bytes of all pixels first and the
 * highest ones last. In brotli three samples so take a fifth of a megabyte, and 0.56 as plain millimetres.
 */
export function metresOf(bytes, { rows, columns }) {
  const count = rows * columns;
  if (bytes.length !== 3 * count) throw new Error(`a sample's depth has ${bytes.length} bytes, not ${3 * count}`);
  const millimetres = new Int32Array(count);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const [isFirstRow, isFirstColumn] = [i < columns, i % columns === 0];
    const left = isFirstColumn ? 0 : millimetres[i - 1];
    const above = isFirstRow ? 0 : millimetres[i - columns];
    const diagonal = isFirstRow || isFirstColumn ? 0 : millimetres[i - columns - 1];
    const turned = bytes[i] | bytes[count + i] << 8 | bytes[2 * count + i] << 16;
    millimetres[i] = left + above - diagonal + (turned >> 1 ^ -(turned & 1));
    values[i] = millimetres[i] / 1000;
  }
  return values;
}
