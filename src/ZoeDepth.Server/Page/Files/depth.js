// The view of a photograph's depth: its colours, what they are spread over, and the words beside them.
import { Legend } from "./legend.js";
import { coloursOf, Picture } from "./picture.js";
import { said } from "./spread.js";

/** Metres below which no legend begins: nothing at all has no inverse. */
const nearest = 0.001;

export class Depth {
  /** element finds one by its id. */
  constructor(element) {
    this.element = element;
    this.photograph = null;
    this.palettes = [];
    this.picture = new Picture({
      photo: element("photo"), depth: element("depth"), compare: element("compare"), divider: element("divider"),
      cross: element("cross"), tip: element("tip"), split: element("split"), reading: element("reading"),
    });
    this.legend = new Legend({
      canvas: element("legend"), ticks: element("ticks"), nearEnd: element("near-end"), farEnd: element("far-end"),
    }, (near, far) => this.choose(near, far));
    for (const id of ["palette", "view"]) element(id).addEventListener("change", () => this.draw());
    for (const id of ["near", "far"]) {
      element(id).addEventListener("change",
        () => this.choose(Number(element("near").value), Number(element("far").value)));
      // What made no sense gives way to what is in force.
      element(id).addEventListener("blur", () => this.draw());
    }
    element("auto").addEventListener("click", () => this.choose());
  }

  /** Fills the palettes. */
  offer(palettes, chosen) {
    for (const { name, ofNearness, colours } of palettes) {
      this.palettes.push({ name, ofNearness, colours: Uint8Array.from(atob(colours), letter => letter.charCodeAt(0)) });
      const option = document.createElement("option");
      this.element("palette").append(Object.assign(option, { value: name, textContent: name }));
    }
    this.element("palette").value = chosen;
  }

  /** Shows a photograph; null for none. */
  show(photograph) {
    this.photograph = photograph;
    this.picture.show(photograph?.bitmap ?? null);
  }

  get measured() {
    return this.photograph?.shown?.depth ?? null;
  }

  get isMetric() {
    return this.measured?.unit === "m";
  }

  get palette() {
    return this.palettes.find(one => one.name === this.element("palette").value);
  }

  /** Depth of unknown scale has neither an inverse nor a logarithm. */
  get view() {
    return this.isMetric ? this.element("view").value : "linear";
  }

  /** What the palette is spread over, metres. */
  get ends() {
    const { chosen, shown } = this.photograph;
    return chosen ?? shown.range.map(metres => metres * this.picture.scale);
  }

  /** What to ask of the service for the colours that are shown. It counts in the model's metres, uncorrected. */
  get asked() {
    const colormap = this.element("palette").value;
    if (!this.isMetric) return { colormap };
    const [near, far] = this.ends.map(metres => metres / this.picture.scale);
    return { colormap, near, far, view: this.view };
  }

  /** Spreads the palette over other depths; over the usual ones where none are named. */
  choose(near, far) {
    if (!this.measured) return;
    if (near !== undefined && (!(far > near) || (this.isMetric && !(near > 0)))) return;
    this.photograph.chosen = near === undefined ? null : [near, far];
    this.draw();
  }

  /** Draws what is known of the photograph, its metres multiplied by a scale. */
  draw(scale = this.picture.scale) {
    const { element, photograph, measured } = this;
    const isUnread = !measured && photograph?.problem;
    element("unshown").hidden = !photograph || photograph.bitmap !== null || Boolean(isUnread);
    if (!measured) {
      this.legend.clear();
      element("range").textContent = element("camera-note").textContent = "";
      return;
    }
    this.picture.scale = scale;
    const [near, far] = this.ends;
    if (document.activeElement !== element("near")) element("near").value = near.toFixed(3);
    if (document.activeElement !== element("far")) element("far").value = far.toFixed(3);
    // Relative depth is larger where things are nearer.
    const colours = coloursOf(this.palette, this.palette.ofNearness === this.isMetric);
    this.picture.draw(measured, colours, this.view, near, far);
    const least = this.isMetric ? nearest : -Infinity;
    const whole = photograph.shown.extent.map(value => Math.max(least, value * scale));
    this.legend.draw(colours, this.view, [near, far], whole, this.isMetric);
    element("range").textContent = this.palette.name + (this.isMetric ? `, from ${said(near)} to ${said(far)}` : "") +
      (measured.head ? `; the head ${measured.head} answered` : "") +
      (measured.isStored ? `; computed beforehand by ${measured.model}` : "");
    element("camera-note").textContent = measured.camera ? `${measured.camera}: all metres scale with it.`
      : "This model's metres do not ask for a camera.";
  }
}
