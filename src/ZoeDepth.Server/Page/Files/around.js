// A 360-degree picture as a surface around its camera: closed at its seam, and beside it as the research code makes it.
import { Drawer, surface } from "./scene.js";
import { wasGivenUp } from "./words.js";

export class Around {
  /** views: a canvas for each shape (surface=); say is told what is shown, fail what went wrong. */
  constructor(views, say, fail) {
    Object.assign(this, { say, fail, asked: null, built: null });
    this.views = views.map(view => ({ ...view, drawer: new Drawer(view.canvas, null) }));
  }

  /** What is asked of the service for a shape: a panorama sees 360 degrees, whatever field of view was given. */
  static settings({ hfov, ...settings }, shape) {
    return { ...settings, surface: shape };
  }

  /** Shows a measurement's photograph; null for nothing. */
  async show(measurement) {
    this.asked = measurement;
    if (this.built === measurement && measurement) return;
    this.built = null;
    if (!measurement) {
      for (const view of this.views) view.drawer.space?.clear();
      this.rest("");
      return;
    }
    const { depth } = measurement;
    this.say("building the panorama …");
    for (const view of this.views) view.canvas.ariaBusy = "true";
    try {
      // Both, even where one of them fails.
      const [failed] = (await Promise.allSettled(this.views.map(view => this.build(view, measurement))))
        .filter(outcome => outcome.status === "rejected");
      if (this.asked !== measurement) return;
      if (failed) throw failed.reason;
      this.built = measurement;
      this.rest(told(depth));
    } catch (error) {
      this.rest(wasGivenUp(error) ? "" : "The panorama could not be built.");
      if (!wasGivenUp(error)) this.fail(error);
    }
  }

  async build(view, measurement) {
    const space = await view.drawer.ready();
    try {
      const glb = await surface(measurement, Around.settings(measurement.settings, view.shape));
      if (this.asked === measurement && await space.show(glb.slice(0), true)) view.canvas.ariaBusy = "false";
    } catch (error) {
      // Not the panorama of before under the words of this one.
      if (this.asked === measurement) space.clear();
      throw error;
    }
  }

  rest(text) {
    this.say(text);
    for (const view of this.views) view.canvas.ariaBusy = "false";
  }
}

function told({ rows, columns }) {
  return columns === 2 * rows ? "Networks for photographs have never seen panoramas: walls bend, and metres may be off."
    : `A full panorama is twice as wide as high; this picture is ${columns} x ${rows}, and was spread over the whole ` +
      "sphere all the same.";
}
