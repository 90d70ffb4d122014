// The view of the scene in three dimensions: what is asked of the service for it, and what is said of it.
import { answer, Problem, spread, whole } from "./service.js";
import { wasGivenUp } from "./words.js";

/** What draws in three dimensions on a canvas: loaded once, when it is first looked at. */
export class Drawer {
  #drawing = null;

  constructor(canvas, onMeasured) {
    Object.assign(this, { canvas, onMeasured, space: null });
  }

  async ready() {
    this.#drawing ??= this.#make();
    try {
      return this.space = await this.#drawing;
    } catch (error) {
      this.#drawing = null;
      throw error;
    }
  }

  async #make() {
    const { Space } = await import("./space.js");
    try {
      return new Space(this.canvas, this.onMeasured);
    } catch (error) {
      throw new Problem(0, "This browser does not draw in three dimensions (WebGL is off or missing): turn hardware " +
        `acceleration on, or try another browser. It says: ${error.message}`, null);
    }
  }
}

/** The surface of a measurement as GLB; of a shape (surface=) other than the view where one is named. */
export function surface(measurement, settings = measurement.settings) {
  return measurement.once(`glb ${settings.surface ?? "view"}`, async signal =>
    whole(await answer(measurement.photograph.blob, "glb", settings, signal)));
}

export class Scene {
  /** fail is told what went wrong. */
  constructor({ canvas, measured, shape, tool, again }, fail) {
    Object.assign(this, { canvas, measured, fail, length: null, asked: null, built: null });
    this.drawer = new Drawer(canvas, outcome => {
      this.length = outcome.length ?? null;
      this.measured.value = outcome.text;
    });
    shape.addEventListener("change", () => this.space?.shape(shape.value));
    tool.addEventListener("change", () => this.space?.use(tool.value));
    again.addEventListener("click", () => this.space?.startOver());
    this.choices = { shape, tool };
  }

  get space() {
    return this.drawer.space;
  }

  /** Shows a measurement, its lengths multiplied by a scale; null for nothing. */
  async show(measurement, scale) {
    this.asked = measurement;
    if (!measurement) {
      this.clear();
      return;
    }
    if (this.built === measurement) {
      this.rescale(scale);
      return;
    }
    try {
      await this.build(measurement, scale);
    } catch (error) {
      if (this.asked !== measurement) return;
      this.clear();
      this.rest(wasGivenUp(error) ? "" : "The scene could not be built.");
      if (!wasGivenUp(error)) this.fail(error);
      return;
    }
    if (this.built === measurement) await this.believe(measurement);
  }

  async build(measurement, scale) {
    this.canvas.ariaBusy = "true";
    this.measured.value = "building the scene …";
    await this.drawer.ready();
    const glb = await surface(measurement);
    if (this.asked !== measurement || !await this.space.show(glb.slice(0))) return;
    this.built = measurement;
    this.space.shape(this.choices.shape.value);
    this.space.use(this.choices.tool.value);
    this.rescale(scale);
    this.canvas.ariaBusy = "false";
  }

  /** How sure the network sounds comes a moment later; the scene stands without it. */
  async believe(measurement) {
    try {
      const { photograph, settings } = measurement;
      const believed = await measurement.once("spread", signal => spread(photograph.blob, settings, signal));
      if (this.built === measurement && believed) this.space.believe(believed);
    } catch (error) {
      if (this.asked === measurement && !wasGivenUp(error)) this.fail(error);
    }
  }

  /** Multiplies every length that is said. */
  rescale(scale) {
    if (this.built) this.space.rescale(scale);
  }

  clear() {
    this.built = null;
    this.length = null;
    this.space?.clear();
    this.rest("");
  }

  rest(text) {
    this.canvas.ariaBusy = "false";
    this.measured.value = text;
  }
}
