/* homography.js: 3×3 matrices of nine numbers, row by row, that map points of one plane to another. */

export const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0, 1];
export const scaling = (x, y = x) => [x, 0, 0, 0, y, 0, 0, 0, 1];
export const moving = (x, y) => [1, 0, x, 0, 1, y, 0, 0, 1];

/** Where a point comes to lie. */
export function map(m, [x, y]) {
  const w = m[6] * x + m[7] * y + m[8];
  return [(m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w];
}

/** First b, then a. */
export const times = (a, b) => [0, 1, 2].flatMap(r => [0, 1, 2].map(c => a[r * 3] * b[c] + a[r * 3 + 1] * b[3 + c] + a[r * 3 + 2] * b[6 + c]));

/** The way back; null where there is none. */
export function inverse([a, b, c, d, e, f, g, h, i]) {
  const A = e * i - f * h, B = f * g - d * i, C = d * h - e * g, det = a * A + b * B + c * C;
  if (!Number.isFinite(1 / det)) return null;
  return [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h, a * e - b * d].map(value => value / det);
}

export const corners = (width, height) => [[0, 0], [width, 0], [width, height], [0, height]];

/** How much longer a short line becomes around a point. */
export function growth(m, [x, y]) {
  const [px, py] = map(m, [x, y]), step = 1, [ax, ay] = map(m, [x + step, y]), [bx, by] = map(m, [x, y + step]);
  return Math.sqrt(Math.abs((ax - px) * (by - py) - (ay - py) * (bx - px))) / step;
}

/** Whether a picture can be laid over with it: no corner behind the eye, and the outline neither crosses itself nor turns inwards. */
export function lies(m, width, height) {
  if (m.length !== 9 || !m.every(Number.isFinite)) return false;
  const sides = corners(width, height).map(([x, y]) => Math.sign(m[6] * x + m[7] * y + m[8]));
  if (sides.some(side => !side || side !== sides[0])) return false;
  const quad = corners(width, height).map(point => map(m, point));
  const turns = quad.map(([x, y], k) => {
    const [nx, ny] = quad[(k + 1) % 4], [ox, oy] = quad[(k + 2) % 4];
    return Math.sign((nx - x) * (oy - ny) - (ny - y) * (ox - nx));
  });
  return turns.every(turn => turn && turn === turns[0]);
}

/** As CSS writes it; w is made positive, since CSS draws nothing behind the eye. */
export function css(m) {
  const [a, b, c, d, e, f, g, h, i] = m.map(value => value / m[8]);
  return !g && !h ? `matrix(${[a, d, b, e, c, f].join()})` : `matrix3d(${[a, d, 0, g, b, e, 0, h, 0, 0, 1, 0, c, f, 0, i].join()})`;
}

/** The part of a polygon inside the rectangle from 0 to width and height (Sutherland and Hodgman 1974). */
export function clip(polygon, width, height) {
  const edges = [[([x]) => x, 0, 1], [([x]) => x, width, -1], [([, y]) => y, 0, 1], [([, y]) => y, height, -1]];
  return edges.reduce((points, [of, limit, sign]) => points.flatMap((point, k) => {
    const next = points[(k + 1) % points.length], here = sign * (of(point) - limit), there = sign * (of(next) - limit);
    const cut = () => { const t = here / (here - there); return [point[0] + t * (next[0] - point[0]), point[1] + t * (next[1] - point[1])]; };
    return here >= 0 ? there >= 0 ? [point] : [point, cut()] : there >= 0 ? [cut()] : [];
  }), polygon);
}
