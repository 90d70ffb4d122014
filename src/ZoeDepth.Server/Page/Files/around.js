// A 360-degree picture as a surface around its camera. Loaded when it is first looked at.
import { answer } from "./service.js";

export class Around {
  /** The scene on a canvas; says what it shows. */
  static async on(canvas, say) {
    const { Space } = await import("./space.js");
    return new Around(new Space(canvas, () => {}), say);
  }

  constructor(space, say) {
    this.space = space;
    this.say = say;
  }

  /** Shows a photograph; each shape is asked for once. */
  async show(photograph, shape) {
    this.space.canvas.ariaBusy = "true";
    this.say("building the panorama …");
    const { hfov, ...settings } = photograph.settings;
    const asked = this.asked = `${photograph.name} ${shape}`;
    photograph.around ??= {};
    photograph.around[shape] ??= await (await answer(photograph.blob, "glb", { ...settings, surface: shape })).arrayBuffer();
    // Another one may have been chosen meanwhile.
    if (asked !== this.asked) return;
    await this.space.show(photograph.around[shape].slice(0), true);
    const { width, height } = photograph.bitmap;
    this.say(width === 2 * height ? "Networks for photographs have never seen panoramas: walls bend, and metres may be off."
      : `A full panorama is twice as wide as high; this picture is ${width} x ${height}, and was spread over the whole sphere all the same.`);
    this.space.canvas.ariaBusy = "false";
  }
}
