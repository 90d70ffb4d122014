// The palette with metres beside it, and a handle at each end of what it is spread over.
import { said, ticks, views } from "./spread.js";

/** How far a key moves a handle, and how close the two may come: shares of the legend. */
const [step, leap, gap] = [0.01, 0.1, 0.005];

/** The least room between two labels, pixels. */
const apart = 4;

export class Legend {
  /** onRange is told the two ends, metres, when a handle has moved. */
  constructor(elements, onRange) {
    Object.assign(this, elements);
    this.onRange = onRange;
    this.isHeld = false;
    for (const [which, handle] of [this.nearEnd, this.farEnd].entries()) {
      handle.addEventListener("pointerdown", event => {
        handle.setPointerCapture(event.pointerId);
        handle.focus();
        this.isHeld = true;
        event.preventDefault();
      });
      handle.addEventListener("pointermove", event => {
        if (handle.hasPointerCapture(event.pointerId)) this.drag(which, event);
      });
      handle.addEventListener("lostpointercapture", () => { this.isHeld = false; });
      handle.addEventListener("keydown", event => this.key(which, event));
    }
    // Fewer numbers find room beside a narrower legend.
    new ResizeObserver(() => { if (this.drawn) this.draw(...this.drawn); }).observe(this.canvas.parentElement);
  }

  /** Draws colours (those of coloursOf) over all depths there are, whole: from the least to the most. */
  draw(colours, view, ends, whole, inMetres) {
    this.drawn = [colours, view, ends, whole, inMetres];
    const [near, far] = ends;
    // While a handle is held, what lies under it stays there.
    if (!this.isHeld) this.whole = [Math.min(near, whole[0]), Math.max(far, whole[1])];
    const { canvas } = this;
    canvas.width = 512;
    const context = canvas.getContext("2d");
    for (let x = 0; x < canvas.width; x++) {
      const metres = views[view].from((x + 0.5) / canvas.width, ...this.whole);
      const entry = colours.at(views[view].to(metres, near, far));
      context.fillStyle = `rgb(${colours.bytes.slice(entry, entry + 3).join(" ")})`;
      context.fillRect(x, 0, 1, canvas.height);
    }
    const count = Math.max(2, Math.min(8, Math.floor(canvas.clientWidth / 75)));
    const text = inMetres ? said : value => value.toPrecision(3);
    this.ticks.replaceChildren(...ticks(view, ...this.whole, count).map(tick => {
      const label = document.createElement("span");
      label.textContent = text(tick.metres);
      label.dataset.place = tick.place;
      return label;
    }));
    this.fit();
    this.place(this.nearEnd, near, this.whole[0], far, text);
    this.place(this.farEnd, far, near, this.whole[1], text);
  }

  /** Puts every label under its place, but none beyond the ends, and none over the one before it. */
  fit() {
    const all = this.ticks.getBoundingClientRect();
    const scale = this.canvas.getBoundingClientRect();
    let end = -Infinity;
    for (const label of [...this.ticks.children]) {
      const { width } = label.getBoundingClientRect();
      const under = scale.left - all.left + scale.width * label.dataset.place - width / 2;
      const left = Math.max(0, Math.min(under, all.width - width));
      if (left < end + apart) {
        label.remove();
        continue;
      }
      label.style.left = `${left.toFixed(1)}px`;
      end = left + width;
    }
  }

  place(handle, value, least, most, text) {
    handle.hidden = false;
    handle.style.left = `${(100 * this.shareOf(value)).toFixed(2)}%`;
    Object.assign(handle, {
      ariaValueMin: least.toFixed(3), ariaValueMax: most.toFixed(3), ariaValueNow: value.toFixed(3),
      ariaValueText: text(value),
    });
  }

  shareOf(value) {
    return Math.min(1, Math.max(0, views[this.drawn[1]].to(value, ...this.whole)));
  }

  drag(which, event) {
    const box = this.canvas.getBoundingClientRect();
    this.move(which, (event.clientX - box.left) / box.width);
  }

  key(which, event) {
    const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, PageDown: -leap, PageUp: leap,
      Home: -1, End: 1 }[event.key];
    if (by === undefined || !this.drawn) return;
    event.preventDefault();
    this.move(which, this.shareOf(this.drawn[2][which]) + by);
  }

  /** Moves a handle (0 near, 1 far) to a share of the legend, up to the other one. */
  move(which, share) {
    const ends = [...this.drawn[2]];
    const other = this.shareOf(ends[1 - which]);
    share = which === 0 ? Math.max(0, Math.min(share, other - gap)) : Math.min(1, Math.max(share, other + gap));
    if (share < 0 || share > 1) return;
    ends[which] = views[this.drawn[1]].from(share, ...this.whole);
    if (ends[0] < ends[1]) this.onRange(...ends);
  }

  /** Nothing is shown. */
  clear() {
    this.drawn = null;
    this.canvas.width = 512;
    this.ticks.replaceChildren();
    this.nearEnd.hidden = this.farEnd.hidden = true;
  }
}
