// By how much all metres of a camera are corrected, as this browser remembers it.

/**
 * What metres were made with, so that photographs of one camera share a correction whatever their size: the model, and
 * the camera and focal length that the file names; else the field of view, and whether that was known or assumed.
 */
export function cameraKey({ model, camera, taken }) {
  const name = [taken?.make, taken?.model].filter(Boolean).join(" ");
  if (!name) return `scale of ${model}: ${camera ?? "any camera"}`;
  const zoom = taken.focalLengthIn35mmFilm ? `${taken.focalLengthIn35mmFilm} mm on film`
    : taken.focalLengthInMillimetres ? `${taken.focalLengthInMillimetres.toFixed(2)} mm` : "any focal length";
  // Somebody who gives a field of view says that it is another camera than the file's.
  return `scale of ${model}: ${name}, ${zoom}${camera?.endsWith("given") ? `, ${camera}` : ""}`;
}

/** Where the browser keeps nothing, corrections last as long as the page. */
const kept = new Map();

export function remembered(key) {
  const scale = Number(kept.get(key) ?? stored(storage => storage.getItem(key)));
  return scale > 0 && Number.isFinite(scale) ? scale : 1;
}

export function remember(key, scale) {
  kept.set(key, scale);
  stored(storage => storage.setItem(key, String(scale)));
}

export function forget(key) {
  kept.delete(key);
  stored(storage => storage.removeItem(key));
}

function stored(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
