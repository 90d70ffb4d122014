// The photograph, its depth in colours above it, the divider between them, and the point that is measured.
import { said, views } from "./spread.js";

const longestSide = 1600;

/**
 * Colours of shares from near (0) to far (1), by the service's rule: 256 steps, and the last ones beyond the ends. at
 * says where red, green and blue stand among the bytes.
 */
export function coloursOf(palette, isReversed) {
  return {
    bytes: palette.colours,
    at: share => 3 * Math.min(255, Math.max(0, Math.trunc(256 * (isReversed ? 1 - share : share)))),
  };
}

export class Picture {
  constructor(elements) {
    Object.assign(this, elements);
    this.point = null;
    this.bitmap = null;
    this.measured = null;
    this.scale = 1;
    this.split.addEventListener("input", () => this.divide());
    this.compare.addEventListener("pointermove", event => this.at(event));
    this.compare.addEventListener("pointerdown", event => this.at(event));
    this.compare.addEventListener("keydown", event => this.step(event));
    this.divide();
  }

  /**
   * Shows a photograph, at most of a certain size; depth covers it once it is there. Of one that the browser cannot
   * show (null) there will be the depth alone.
   */
  show(bitmap) {
    this.bitmap = bitmap;
    this.measured = null;
    this.photo.hidden = this.divider.hidden = !bitmap;
    this.split.disabled = !bitmap;
    this.size(bitmap?.width ?? 4, bitmap?.height ?? 3);
    if (bitmap) this.photo.getContext("2d").drawImage(bitmap, 0, 0, this.photo.width, this.photo.height);
    this.depth.getContext("2d").clearRect(0, 0, this.depth.width, this.depth.height);
    this.photo.style.clipPath = "none";
    this.cross.hidden = this.tip.hidden = true;
    this.point = null;
    this.reading.value = "";
  }

  size(width, height) {
    const share = Math.min(1, longestSide / Math.max(width, height));
    for (const canvas of [this.photo, this.depth]) {
      canvas.width = Math.max(1, Math.round(width * share));
      canvas.height = Math.max(1, Math.round(height * share));
    }
    // As high as the window allows with all that belongs to it.
    this.compare.style.maxWidth = `calc(var(--highest) * ${(width / height).toFixed(4)})`;
  }

  /** Draws depth in colours (those of coloursOf). */
  draw(measured, colours, view, near, far) {
    this.measured = measured;
    const { rows, columns, values } = measured;
    if (!this.bitmap) this.size(columns, rows);
    const context = this.depth.getContext("2d");
    const { width, height } = this.depth;
    const image = context.createImageData(width, height);
    const spread = views[view].to;
    for (let y = 0; y < height; y++) {
      const row = Math.min(rows - 1, Math.floor((y + 0.5) * rows / height)) * columns;
      for (let x = 0; x < width; x++) {
        const metres = values[row + Math.min(columns - 1, Math.floor((x + 0.5) * columns / width))] * this.scale;
        const entry = Number.isFinite(metres) ? colours.at(spread(metres, near, far)) : -1;
        const to = 4 * (y * width + x);
        for (let i = 0; i < 3; i++) image.data[to + i] = entry < 0 ? 128 : colours.bytes[entry + i];
        image.data[to + 3] = 255;
      }
    }
    context.putImageData(image, 0, 0);
    this.divide();
    if (this.point) this.read(...this.point);
  }

  divide() {
    const share = Number(this.split.value);
    this.divider.style.left = `${share}%`;
    this.photo.style.clipPath = this.measured ? `inset(0 ${100 - share}% 0 0)` : "none";
  }

  at(event) {
    const isPassing = event.pointerType === "touch" && event.type === "pointermove" && event.buttons === 0;
    if (!this.measured || isPassing) return;
    const box = this.compare.getBoundingClientRect();
    const { rows, columns } = this.measured;
    this.read(Math.floor((event.clientX - box.left) / box.width * columns),
      Math.floor((event.clientY - box.top) / box.height * rows));
  }

  step(event) {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!move || !this.measured) return;
    event.preventDefault();
    const by = event.shiftKey ? 10 : 1;
    const [u, v] = this.point ?? [this.measured.columns >> 1, this.measured.rows >> 1];
    this.read(u + by * move[0], v + by * move[1]);
  }

  read(u, v) {
    const { rows, columns, values } = this.measured;
    u = Math.min(columns - 1, Math.max(0, u));
    v = Math.min(rows - 1, Math.max(0, v));
    this.point = [u, v];
    for (const mark of [this.cross, this.tip]) {
      mark.hidden = false;
      mark.style.left = `${(100 * (u + 0.5) / columns).toFixed(3)}%`;
      mark.style.top = `${(100 * (v + 0.5) / rows).toFixed(3)}%`;
    }
    // On the side where there is room.
    this.tip.classList.toggle("left", 2 * u > columns);
    this.tip.classList.toggle("below", 4 * v < rows);
    const metres = values[v * columns + u] * this.scale;
    const isMetric = this.measured.unit === "m";
    this.tip.textContent = isMetric ? said(metres) : metres.toPrecision(4);
    this.reading.value = isMetric ? `${said(metres)} at column ${u}, row ${v}`
      : `relative inverse depth ${metres.toPrecision(4)} at column ${u}, row ${v}: no metres`;
  }
}
