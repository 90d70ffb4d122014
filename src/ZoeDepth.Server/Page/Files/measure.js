// Lengths, heights and areas of points in space, metres. Points are [x, y, z].

const minus = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const length = a => Math.sqrt(dot(a, a));

/** How far two points are apart. */
export const distance = (a, b) => length(minus(a, b));

/** How far a point lies from the plane through three others; NaN where those lie on a line. */
export function height(a, b, c, point) {
  const normal = cross(minus(b, a), minus(c, a));
  const size = length(normal);
  return size > 1e-12 ? Math.abs(dot(minus(point, a), normal)) / size : NaN;
}

/**
 * The area a closed line of points spans: half the length of the sum of cross products (the shoelace formula in space).
 */
export function area(points) {
  let sum = [0, 0, 0];
  for (let i = 1; i + 1 < points.length; i++) {
    const part = cross(minus(points[i], points[0]), minus(points[i + 1], points[0]));
    sum = [sum[0] + part[0], sum[1] + part[1], sum[2] + part[2]];
  }
  return length(sum) / 2;
}

/** What each tool measures of enough points: metres, or square metres; NaN where they span nothing. */
const measured = {
  point: points => length(points.at(-1)),
  distance: points => distance(points[0], points[1]),
  height: points => height(...points),
  area,
};

/**
 * How far a measure moves when each point wanders alone, the moves taken as independent: the root of the sum of their
 * squares.
 */
export function uncertainty(measure, points, wandered) {
  const value = measure(points);
  return Math.hypot(...points.map((_, i) => measure(points.with(i, wandered[i])) - value));
}

/** What a tool says of the points so far: a text, and the length that a correction of scale may take. */
export function outcome(tool, points, said, wandered) {
  const wanted = { point: 1, distance: 2, height: 4, area: 3 }[tool] - points.length;
  if (wanted > 0) return { text: asked(tool, points.length) };
  const measure = measured[tool];
  const value = measure(tool === "point" ? [points.at(-1)] : points);
  if (Number.isNaN(value)) return { text: "The three points lie on a line; start over." };
  const off = wandered ? uncertainty(measure, points, wandered) : NaN;
  const unit = tool === "area" ? square : said;
  const sure = Number.isFinite(off) ? ` ± ${unit(off)} by the spread of the bins, uncalibrated` : "";
  switch (tool) {
    case "point":
      return { text: `${said(value)} from the camera; ${said(-points.at(-1)[2])} straight ahead${sure}`, length: value };
    case "distance": return { text: `${said(value)} apart${sure}`, length: value };
    case "height": return { text: `${said(value)} over the plane${sure}`, length: value };
    default: return { text: `${square(value)}, ${points.length} corners${sure}` };
  }
}

const square = value => `${value.toFixed(value < 10 ? 2 : 1)} m²`;

function asked(tool, have) {
  switch (tool) {
    case "point": return "Click a point.";
    case "distance": return have === 0 ? "Click two points." : "Click the other end.";
    case "height":
      return have < 3 ? `Click ${3 - have} more points of the plane.` : "Click the point whose height you want.";
    default: return `Click ${3 - have} more corners.`;
  }
}

/** How many points a tool takes before it begins anew. */
export const most = { point: 1, distance: 2, height: 4, area: 64 };
