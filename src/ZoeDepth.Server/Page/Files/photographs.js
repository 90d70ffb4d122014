// Photographs and what was measured of them. Whatever is made of a measurement hangs on it and goes with it, so that
// an answer that comes late cannot be taken for one of newer settings.
import { extent, usualRange } from "./spread.js";
import { worded } from "./words.js";

/** One measurement of a photograph: its settings, its metres, and what else the service made of them. */
export class Measurement {
  #stop = new AbortController();
  #made = new Map();

  constructor(photograph, settings) {
    Object.assign(this, { photograph, settings, depth: null, range: null, extent: null });
  }

  /** Ends requests for it. */
  get signal() {
    return this.#stop.signal;
  }

  take(depth) {
    this.depth = depth;
    this.range = usualRange(depth.values);
    this.extent = extent(depth.values);
  }

  /** Something made of it, made once; made anew where that failed. */
  once(name, make) {
    let made = this.#made.get(name);
    if (made) return made;
    made = make(this.signal);
    this.#made.set(name, made);
    made.catch(() => this.#made.delete(name));
    return made;
  }

  /** Nobody looks at it any more: ends its requests and lets go of what it holds. */
  drop() {
    this.#stop.abort();
    this.#made.clear();
    this.depth = null;
  }
}

/** A photograph: its file, and what the browser shows of it (null: it cannot). */
export class Photograph {
  #underway = null;

  constructor(name, blob, bitmap) {
    Object.assign(this, { name, blob, bitmap, settings: null, problem: null, chosen: null });
    /** The measurement whose metres are shown. */
    this.shown = null;
    this.isRemoved = false;
  }

  get isWaiting() {
    return this.#underway !== null;
  }

  /** Shows metres that were there already: what the service would answer where it is asked for nothing particular. */
  take(depth) {
    this.shown = new Measurement(this, {});
    this.shown.take(depth);
  }

  /** Measures; where it fails, the metres of before stay. True unless a newer measurement or nobody waits for it. */
  async measure(settings, metres) {
    this.#underway?.drop();
    const measurement = this.#underway = new Measurement(this, settings);
    Object.assign(this, { settings, problem: null });
    try {
      const depth = await metres(this.blob, settings, measurement.signal);
      if (this.#underway !== measurement) return false;
      measurement.take(depth);
      this.shown?.drop();
      this.shown = measurement;
    } catch (error) {
      if (this.#underway !== measurement) return false;
      this.problem = worded(error);
    }
    this.#underway = null;
    return true;
  }

  /** Frees pixels and metres, and ends what is asked for them. */
  remove() {
    this.isRemoved = true;
    this.#underway?.drop();
    this.shown?.drop();
    this.#underway = this.shown = null;
    this.bitmap?.close();
    this.bitmap = null;
  }
}
