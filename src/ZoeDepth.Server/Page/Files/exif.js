// Which camera took a photograph, and how far it was zoomed: four entries of a JPEG file's EXIF data. What cannot be
// read is absent.

const most = 256 * 1024;
const tags = { make: 0x010f, model: 0x0110, directory: 0x8769, focalLength: 0x920a, focalLengthIn35mmFilm: 0xa405 };
const [ascii, short, long, rational] = [2, 3, 4, 5];

/** make, model, focalLength and focalLengthIn35mmFilm (millimetres), as far as the file names them. */
export async function cameraOf(blob) {
  try {
    const block = blockOf(new DataView(await blob.slice(0, most).arrayBuffer()));
    return block ? read(block) : {};
  } catch (error) {
    // The block points beyond itself.
    if (error instanceof RangeError) return {};
    throw error;
  }
}

/** The EXIF block of a JPEG file, without its "Exif" and two zeros. */
function blockOf(file) {
  if (file.byteLength < 4 || file.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 4 <= file.byteLength;) {
    const marker = file.getUint16(at);
    const length = file.getUint16(at + 2);
    // Pixels begin, or this is no marker.
    if (marker === 0xffda || marker >> 8 !== 0xff || length < 2) return null;
    if (marker === 0xffe1 && length > 8 && file.getUint32(at + 4) === 0x45786966)
      return new DataView(file.buffer, at + 10, Math.min(length - 8, file.byteLength - at - 10));
    at += 2 + length;
  }
  return null;
}

function read(block) {
  const little = block.getUint16(0) === 0x4949;
  const found = {};
  walk(block.getUint32(4, little));
  if (found.directory) walk(found.directory);
  delete found.directory;
  return found;

  function walk(directory) {
    const count = block.getUint16(directory, little);
    for (let i = 0; i < count; i++) {
      const entry = directory + 2 + 12 * i;
      const tag = block.getUint16(entry, little);
      const name = Object.keys(tags).find(one => tags[one] === tag);
      const value = name && valueOf(entry);
      if (value) found[name] ??= value;
    }
  }

  function valueOf(entry) {
    const [type, count] = [block.getUint16(entry + 2, little), block.getUint32(entry + 4, little)];
    switch (type) {
      case ascii: return text(count <= 4 ? entry + 8 : block.getUint32(entry + 8, little), count);
      case short: return block.getUint16(entry + 8, little);
      case long: return block.getUint32(entry + 8, little);
      case rational: {
        const at = block.getUint32(entry + 8, little);
        return block.getUint32(at, little) / block.getUint32(at + 4, little) || null;
      }
      default: return null;
    }
  }

  function text(at, count) {
    const bytes = new Uint8Array(block.buffer, block.byteOffset + at, Math.min(count, 256));
    return new TextDecoder("latin1").decode(bytes).split("\0")[0].trim();
  }
}
