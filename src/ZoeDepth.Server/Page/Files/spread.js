// How depth is spread over a palette: 0 at the near end, 1 at the far end.

export const views = {
  linear: { to: (d, near, far) => (d - near) / (far - near), from: (t, near, far) => near + t * (far - near) },
  inverse: {
    to: (d, near, far) => (1 / near - 1 / d) / (1 / near - 1 / far),
    from: (t, near, far) => 1 / (1 / near - t * (1 / near - 1 / far)),
  },
  log: {
    to: (d, near, far) => Math.log(d / near) / Math.log(far / near),
    from: (t, near, far) => near * Math.pow(far / near, t),
  },
};

const most = 100000;

/** The 2nd and the 85th percentile of depth, as the command line draws it; of large pictures by a sample. */
export function usualRange(values) {
  const step = Math.max(1, Math.floor(values.length / most));
  const sample = [];
  for (let i = 0; i < values.length; i += step) if (Number.isFinite(values[i])) sample.push(values[i]);
  if (sample.length === 0) return [0, 1];
  sample.sort((a, b) => a - b);
  const at = share => sample[Math.round(share * (sample.length - 1))];
  const [near, far] = [at(0.02), at(0.85)];
  return far > near ? [near, far] : [near, near + Math.max(0.01, near * 0.01)];
}

/** The smallest and the largest depth. */
export function extent(values) {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most ? [least, most] : [0, 1];
}

/** Where to write metres beside a legend: round numbers with their places from 0 to 1, about so many. */
export function ticks(view, near, far, count) {
  const spread = views[view];
  const found = [];
  const at = i => spread.from(Math.min(1, Math.max(0, i / (count - 1))), near, far);
  for (let i = 0; i < count; i++) {
    const metres = rounded(at(i), (at(i + 1) - at(i - 1)) / 2);
    const place = spread.to(metres, near, far);
    if (place >= -0.02 && place <= 1.02 && !found.some(tick => Math.abs(tick.place - place) < 0.6 / count))
      found.push({ metres, place });
  }
  return found;
}

function rounded(value, span) {
  const digits = Math.max(0, Math.min(3, Math.ceil(-Math.log10(span))));
  return Number(value.toFixed(digits));
}

/** Metres for people: 0.53 m, 12.4 m. */
export function said(metres) {
  if (!Number.isFinite(metres)) return "no depth";
  return `${metres.toFixed(metres < 10 ? 2 : metres < 100 ? 1 : 0)} m`;
}
