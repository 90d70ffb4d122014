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

/** The area a closed line of points spans: half the length of the sum of cross products (the shoelace formula in space). */
export function area(points) {
  let sum = [0, 0, 0];
  for (let i = 1; i + 1 < points.length; i++) {
    const part = cross(minus(points[i], points[0]), minus(points[i + 1], points[0]));
    sum = [sum[0] + part[0], sum[1] + part[1], sum[2] + part[2]];
  }
  return length(sum) / 2;
}

/** What a tool says of the points so far: a text, and the length that a correction of scale may take. */
export function outcome(tool, points, said) {
  const left = (wanted) => wanted - points.length;
  switch (tool) {
    case "point": {
      const p = points.at(-1);
      return p ? { text: `${said(length(p))} from the camera; ${said(-p[2])} straight ahead`, length: length(p) } : { text: "Click a point." };
    }
    case "distance":
      return points.length < 2 ? { text: `Click ${left(2) === 2 ? "two points" : "the other end"}.` }
        : { text: `${said(distance(points[0], points[1]))} apart`, length: distance(points[0], points[1]) };
    case "height":
      if (points.length < 4) return { text: points.length < 3 ? `Click ${left(3)} more points of the plane.` : "Click the point whose height you want." };
      return Number.isNaN(height(...points)) ? { text: "The three points lie on a line; start over." }
        : { text: `${said(height(...points))} over the plane`, length: height(...points) };
    default:
      return points.length < 3 ? { text: `Click ${left(3)} more corners.` }
        : { text: `${area(points).toFixed(area(points) < 10 ? 2 : 1)} m², ${points.length} corners` };
  }
}

/** How many points a tool takes before it begins anew. */
export const most = { point: 1, distance: 2, height: 4, area: 64 };
