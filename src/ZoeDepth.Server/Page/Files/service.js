// What the page asks of the service it came from. Nothing else is ever contacted.

/** What the service refuses, in its own words (RFC 9457). */
export class Problem extends Error {
  constructor(status, detail, requestId) {
    super(detail);
    this.status = status;
    this.requestId = requestId;
  }
}

async function problemOf(response) {
  let document = null;
  try {
    document = await response.json();
  } catch {
    // Not a problem document: a proxy answered, or the connection broke.
  }
  const otherwise = `the service answered ${response.status} ${response.statusText}`;
  return new Problem(response.status, document?.detail ?? otherwise,
    document?.requestId ?? response.headers.get("X-Request-Id"));
}

let key = sessionStorage.getItem("key");

/** The key this service asks for, kept for as long as the tab is open. */
export function enter(given) {
  key = given;
  sessionStorage.setItem("key", given);
}

/** Whether this service asked for a key. */
export const hasKey = () => Boolean(key);

const silent = "the service does not answer; is zoedepth serve still running?";

/** The bytes of an answer, all of them. */
export async function whole(response) {
  try {
    return await response.arrayBuffer();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, silent, null);
  }
}

async function ask(path, init = {}) {
  let response;
  try {
    const headers = key ? { ...init.headers, Authorization: `Bearer ${key}` } : init.headers;
    response = await fetch(path, { ...init, headers });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, silent, null);
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** The models the service has. */
export async function models() {
  return (await (await ask("v1/models")).json()).data;
}

/** Names of palettes, presets and outputs, with the colours of each palette. */
export async function choices() {
  return (await ask("page/choices.json")).json();
}

/** The photographs the page opens with: name and size of each, the file of its depth, and what computed that. */
export async function sampleList() {
  return (await ask("page/samples.json")).json();
}

/** One of them. */
export async function samplePhoto(name) {
  return (await ask(`page/samples/${name}`)).blob();
}

/** The bytes of its depth. */
export async function sampleDepth(name) {
  return new Uint8Array(await whole(await ask(`page/samples/${name}`)));
}

/** The query of an estimate: what was left to the model is left out. */
export function query(output, settings) {
  const parameters = new URLSearchParams({ output });
  for (const [name, value] of Object.entries(settings))
    if (value !== "" && value !== null && value !== undefined && value !== false) parameters.set(name, String(value));
  return parameters;
}

/** An answer to a photograph, of any kind. */
export async function answer(photograph, output, settings, signal) {
  return ask(`v1/depth?${query(output, settings)}`, {
    method: "POST", body: photograph, signal,
    headers: { "Content-Type": photograph.type || "application/octet-stream" },
  });
}

/** The standard deviation of the bins at each pixel: rows, columns, values; null for models without bins. */
export async function spread(photograph, settings, signal) {
  try {
    return numpy(await whole(await answer(photograph, "spread", settings, signal)));
  } catch (error) {
    if (error.status === 422) return null;
    throw error;
  }
}

/**
 * Metres of a photograph: rows, columns, values, model, head, unit; the field of view in words (camera), and what the
 * service knows of the camera that took it (taken).
 */
export async function metres(photograph, settings, signal) {
  const response = await answer(photograph, "npy", settings, signal);
  const depth = numpy(await whole(response));
  return {
    ...depth, model: response.headers.get("ZoeDepth-Model"), head: response.headers.get("ZoeDepth-Head"),
    camera: response.headers.get("ZoeDepth-Field-Of-View"),
    taken: JSON.parse(response.headers.get("ZoeDepth-Camera") ?? "null"),
    unit: response.headers.get("ZoeDepth-Unit") ?? "m",
  };
}

/** Reads a NumPy file of little-endian float32 in C order, [row, column]. */
export function numpy(buffer) {
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  if (bytes.length < 12 || bytes[0] !== 0x93 || String.fromCharCode(...bytes.subarray(1, 6)) !== "NUMPY")
    throw new Problem(0, "the answer is no NumPy file", null);
  const long = bytes[6] > 1;
  const start = long ? 12 : 10;
  const length = long ? view.getUint32(8, true) : view.getUint16(8, true);
  const header = new TextDecoder("latin1").decode(bytes.subarray(start, start + length));
  const shape = /'shape': \((\d+), (\d+)\)/.exec(header);
  if (!shape || !header.includes("'<f4'") || !header.includes("'fortran_order': False"))
    throw new Problem(0, `the answer is not [row, column] of float32: ${header.trim()}`, null);
  const [rows, columns] = [Number(shape[1]), Number(shape[2])];
  return { rows, columns, values: new Float32Array(buffer.slice(start + length), 0, rows * columns) };
}
