// The photograph, its depth in colours above it, the divider between them, and the point that is measured.
import { said, ticks, views } from "./spread.js";

const longestSide = 1600;

/** Where the colour of a share from near (0) to far (1) begins among a palette's bytes. */
const colourAt = (palette, share) => 3 * Math.round(255 * (palette.ofNearness ? 1 - share : share));

export class Picture {
  constructor(elements, onPoint) {
    Object.assign(this, elements);
    this.onPoint = onPoint;
    this.point = null;
    this.photograph = null;
    this.measured = null;
    this.scale = 1;
    this.split.addEventListener("input", () => this.divide());
    this.compare.addEventListener("pointermove", event => this.at(event));
    this.compare.addEventListener("pointerdown", event => this.at(event));
    this.compare.addEventListener("keydown", event => this.step(event));
    this.divide();
    // Fewer numbers find room beside a narrower legend.
    new ResizeObserver(() => { if (this.drawn) this.drawLegend(...this.drawn); }).observe(this.legend.parentElement);
  }

  /** Shows a photograph, at most of a certain size; depth covers it once it is there. */
  show(bitmap) {
    this.photograph = bitmap;
    this.measured = null;
    const share = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    for (const canvas of [this.photo, this.depth]) {
      canvas.width = Math.max(1, Math.round(bitmap.width * share));
      canvas.height = Math.max(1, Math.round(bitmap.height * share));
    }
    // As high as the window allows.
    this.compare.style.maxWidth = `calc(68vh * ${(bitmap.width / bitmap.height).toFixed(4)})`;
    this.photo.getContext("2d").drawImage(bitmap, 0, 0, this.photo.width, this.photo.height);
    this.depth.getContext("2d").clearRect(0, 0, this.depth.width, this.depth.height);
    this.photo.style.clipPath = "none";
    this.cross.hidden = true;
    this.point = null;
    this.reading.value = "";
  }

  /** Draws depth in a palette of 256 colours. */
  draw(measured, palette, view, near, far) {
    this.measured = measured;
    const { rows, columns, values } = measured;
    const context = this.depth.getContext("2d");
    const { width, height } = this.depth;
    const image = context.createImageData(width, height);
    const spread = views[view].to;
    for (let y = 0; y < height; y++) {
      const row = Math.min(rows - 1, Math.floor((y + 0.5) * rows / height)) * columns;
      for (let x = 0; x < width; x++) {
        const metres = values[row + Math.min(columns - 1, Math.floor((x + 0.5) * columns / width))] * this.scale;
        const share = Math.min(1, Math.max(0, spread(metres, near, far)));
        const index = colourAt(palette, share);
        const to = 4 * (y * width + x);
        const known = Number.isFinite(metres);
        image.data[to] = known ? palette.colours[index] : 128;
        image.data[to + 1] = known ? palette.colours[index + 1] : 128;
        image.data[to + 2] = known ? palette.colours[index + 2] : 128;
        image.data[to + 3] = 255;
      }
    }
    context.putImageData(image, 0, 0);
    this.divide();
    this.drawLegend(palette, view, near, far);
    if (this.point) this.read(...this.point);
  }

  drawLegend(palette, view, near, far) {
    this.drawn = [palette, view, near, far];
    const canvas = this.legend;
    canvas.width = 512;
    const context = canvas.getContext("2d");
    for (let x = 0; x < canvas.width; x++) {
      const share = x / (canvas.width - 1);
      const index = colourAt(palette, share);
      context.fillStyle = `rgb(${palette.colours[index]} ${palette.colours[index + 1]} ${palette.colours[index + 2]})`;
      context.fillRect(x, 0, 1, canvas.height);
    }
    this.ticks.replaceChildren(...ticks(view, near, far, Math.max(2, Math.min(8, Math.floor(canvas.clientWidth / 75)))).map(tick => {
      const label = document.createElement("span");
      label.textContent = said(tick.metres);
      label.style.left = `${(3 + 94 * tick.place).toFixed(1)}%`;
      return label;
    }));
  }

  divide() {
    const share = Number(this.split.value);
    this.divider.style.left = `${share}%`;
    this.photo.style.clipPath = this.measured ? `inset(0 ${100 - share}% 0 0)` : "none";
  }

  at(event) {
    if (!this.measured || (event.pointerType === "touch" && event.type === "pointermove" && event.buttons === 0)) return;
    const box = this.compare.getBoundingClientRect();
    const { rows, columns } = this.measured;
    this.read(Math.floor((event.clientX - box.left) / box.width * columns), Math.floor((event.clientY - box.top) / box.height * rows));
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
    this.cross.hidden = false;
    this.cross.style.left = `${(100 * (u + 0.5) / columns).toFixed(3)}%`;
    this.cross.style.top = `${(100 * (v + 0.5) / rows).toFixed(3)}%`;
    const metres = values[v * columns + u] * this.scale;
    this.reading.value = this.measured.unit === "m" ? `${said(metres)} at column ${u}, row ${v}`
      : `relative inverse depth ${metres.toPrecision(4)} at column ${u}, row ${v}: no metres`;
    this.onPoint?.(u, v, metres);
  }
}
