/* image-compare.js: original and copy, side by side or laid over one another.
   <image-compare h="9 numbers, row by row: copy pixels → original pixels" original="w h" copy="w h" mode="side|slide|blink|difference|overlay"
                  region="x,y x,y … on the original" copy-region="… on the copy" divider="50" opacity="50" held outline ground="mid|paper|black" data-divider="name of the divider">
     <img class="original"><img class="copy"><p class="cap original"><p class="cap copy"></image-compare>
   Without script: the two pictures beside each other. Without h, or with one that folds the copy, only `side` is there, and `flat` says so.
   points = [[copyX, copyY, originalX, originalY], …] marks places that agree, the first of them joined by lines while nothing is zoomed.
   Wheel, pinch and + − zoom both pictures in step; drag and arrows move them; show(original, copy, facts) puts another pair in place.
   Events: painted (both pictures are on the screen), modechange {mode}, divider {value}, view {zoom}, swipe {by}. */

import { clip, corners, css, growth, inverse, lies, map, moving, scaling, times } from './homography.js';

const MODES = ['side', 'slide', 'blink', 'difference', 'overlay'], MOST = 24, STEP = 1.25, ARROW = 60, SWIPE = 48, JOINED = 24, DOT = 3;
const between = (low, value, high) => Math.min(high, Math.max(low, value));
const numbers = text => (text ?? '').trim().split(/[\s,]+/).filter(Boolean).map(Number);
const points = text => { const all = numbers(text); return all.length < 6 ? null : all.flatMap((x, k) => k % 2 ? [] : [[x, all[k + 1]]]); };
const path = polygon => 'M' + polygon.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L') + 'Z';
const svg = (name, props = {}) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(props).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
};

class ImageCompare extends HTMLElement {
  static observedAttributes = ['mode', 'divider', 'opacity', 'held', 'outline'];
  #layers; #zoom = 1; #x = 0; #y = 0; #watch; #still = 0; #fingers = new Map(); #begun; #turn = 0; #batch = 0; #geometry; #points = [];

  connectedCallback() {
    this.#layers ??= this.#build();
    this.#watch = new ResizeObserver(() => this.#draw());
    this.#watch.observe(this);
    this.#read();
    this.#draw();
    this.#paint();
  }

  disconnectedCallback() { this.#watch.disconnect(); }

  attributeChangedCallback(name, old, now) {
    if (!this.#layers || old === now || this.#batch) return;
    if (name === 'mode') this.#fly();
    this.#draw();
    if (name === 'mode') this.#tell('modechange', { mode: this.mode });
  }

  get mode() {
    const wish = this.getAttribute('mode');
    return MODES.includes(wish) && !this.flat ? wish : 'side';
  }

  /** Whether the copy cannot be laid over the original. */
  get flat() { return !this.#geometry?.h; }

  get zoom() { return this.#zoom; }

  get points() { return this.#points; }
  set points(points) { this.#points = points; this.#draw(); }

  /** Another pair, at once: pictures that were decoded before are on the screen with the next frame. */
  show(original, copy, facts) {
    this.#batch++;
    for (const [name, value] of Object.entries(facts)) value == null ? this.removeAttribute(name) : this.setAttribute(name, value);
    original.className = 'original';
    copy.className = 'copy';
    original.draggable = copy.draggable = false;
    this.#layers.original.replaceChildren(original);
    this.#layers.copy.replaceChildren(copy);
    this.#zoom = 1;
    this.#x = this.#y = 0;
    this.#points = [];
    this.#batch--;
    this.#read();
    this.#draw();
    this.#paint();
  }

  /** What stands in the attributes about the pair. */
  #read() {
    const [width, height] = numbers(this.getAttribute('original')), [w, h] = numbers(this.getAttribute('copy')), m = numbers(this.getAttribute('h'));
    const laid = lies(m, w, h) && inverse(m) ? m : null;
    const over = laid ? clip(corners(w, h).map(point => map(laid, point)), width, height) : null;
    const back = laid ? clip(corners(width, height).map(point => map(inverse(laid), point)), w, h) : null;
    this.#geometry = { width, height, w, h_: h, h: laid, back: laid && inverse(laid),
      region: points(this.getAttribute('region')) ?? over, copyRegion: points(this.getAttribute('copy-region')) ?? back };
    this.toggleAttribute('flat', !laid);
  }

  #build() {
    const layer = (name, ...inside) => { const made = document.createElement('div'); made.className = `layer ${name}`; made.append(...inside.filter(Boolean)); return made; };
    const original = layer('original', this.querySelector('img.original')), copy = layer('copy', this.querySelector('img.copy'));
    const drawings = ['on-original', 'on-copy'].map(name => svg('svg', { class: name, 'aria-hidden': 'true' }));
    const paths = (...names) => drawings.map(drawing => names.map(name => drawing.appendChild(svg('path', { class: name }))));
    const lines = paths('veil', 'case', 'rim'), marks = paths('joins', 'dots');
    const bar = Object.assign(document.createElement('div'), { className: 'bar', tabIndex: 0, role: 'slider', ariaLabel: this.dataset.divider ?? 'Divider', ariaValueMin: '0', ariaValueMax: '100' });
    this.prepend(original, copy, ...drawings, bar);
    this.classList.add('live');
    this.querySelectorAll('img').forEach(image => image.draggable = false);
    bar.addEventListener('pointerdown', event => { event.stopPropagation(); bar.setPointerCapture(event.pointerId); });
    bar.addEventListener('pointermove', event => { if (bar.hasPointerCapture(event.pointerId)) this.divide((event.clientX - this.getBoundingClientRect().left) / this.clientWidth * 100); });
    bar.addEventListener('keydown', event => {
      const by = { ArrowLeft: -2, ArrowRight: 2, PageDown: -10, PageUp: 10, Home: -100, End: 100 }[event.key];
      if (by) { event.preventDefault(); event.stopPropagation(); this.divide(this.#divider + by); }
    });
    this.addEventListener('wheel', event => { event.preventDefault(); this.#around(this.#zoom * Math.exp(-event.deltaY * (event.deltaMode ? .05 : .0025)), event); }, { passive: false });
    for (const kind of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel']) this.addEventListener(kind, event => this.#pointer(event));
    this.addEventListener('dblclick', event => this.#zoom === 1 ? this.#around(this.#full(), event) : this.fit());
    return { original, copy, drawings, bar, lines, marks };
  }

  get #divider() { return Number(this.getAttribute('divider') ?? 50); }

  /** How much of the copy one sees where it lies over the original, 0 to 100. */
  get opacity() { return between(0, Number(this.getAttribute('opacity') ?? 50), 100); }

  divide(value) {
    const now = between(0, value, 100);
    this.setAttribute('divider', now);
    this.#tell('divider', { value: now });
  }

  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true })); }

  /* Seen: the pictures are decoded, drawn, and a frame later on the screen. */
  async #paint() {
    const turn = ++this.#turn;
    const images = [...this.querySelectorAll('img')];
    const ready = image => image.complete && image.naturalWidth;
    if (!images.every(ready)) {
      this.toggleAttribute('waiting', true);
      await Promise.all(images.map(image => image.decode().catch(() => {})));
      if (turn !== this.#turn) return;
    }
    this.toggleAttribute('waiting', false);
    this.toggleAttribute('broken', !images.every(ready));
    requestAnimationFrame(() => setTimeout(() => turn === this.#turn && this.#tell('painted', { at: performance.now() })));
  }

  #fly() {
    this.classList.add('flying');
    clearTimeout(this.#still);
    this.#still = setTimeout(() => this.classList.remove('flying'), 200);
  }

  /* Zoom and place, kept as what is done to the original's fitted picture. */
  fit() { this.#zoom = 1; this.#x = this.#y = 0; this.#draw(); this.#tell('view', { zoom: 1 }); }

  /** One pixel of the copy on one of the screen. */
  actualSize() { this.#around(this.#full()); }

  nearer() { this.#around(this.#zoom * STEP); }
  farther() { this.#around(this.#zoom / STEP); }
  move(x, y) { this.#x += x; this.#y += y; this.#hold(); this.#draw(); }
  toggleSize() { this.#zoom === 1 ? this.actualSize() : this.fit(); }

  #full() {
    const { panes, fitted } = this.#plan(1, 0, 0), scale = panes.length > 1 ? fitted.copy[0] : growth(fitted.copy, [this.#geometry.w / 2, this.#geometry.h_ / 2]);
    const full = 1 / scale / devicePixelRatio;
    return Math.abs(full - 1) < .02 ? 2 : between(.2, full, MOST);
  }

  #around(zoom, event) {
    const next = between(Math.min(1, this.#full()), zoom, MOST), box = this.getBoundingClientRect(), { panes } = this.#plan(this.#zoom, this.#x, this.#y);
    const at = event ? [event.clientX - box.left, event.clientY - box.top] : null;
    const pane = at && panes.find(pane => at[0] >= pane.x && at[0] <= pane.x + pane.w && at[1] >= pane.y && at[1] <= pane.y + pane.h) || panes[0];
    const [px, py] = at ? [at[0] - pane.x - pane.w / 2, at[1] - pane.y - pane.h / 2] : [0, 0], factor = next / this.#zoom;
    this.#x = px - (px - this.#x) * factor;
    this.#y = py - (py - this.#y) * factor;
    this.#zoom = Math.abs(next - 1) < .001 ? 1 : next;
    this.#hold();
    this.#draw();
    this.#tell('view', { zoom: this.#zoom });
  }

  /* No picture leaves its pane. */
  #hold() {
    if (this.#zoom <= 1) { this.#x = this.#y = 0; return; }
    const { fitted } = this.#plan(1, 0, 0), half = { x: this.#geometry.width * fitted.original[0] * this.#zoom / 2, y: this.#geometry.height * fitted.original[4] * this.#zoom / 2 };
    this.#x = between(-half.x, this.#x, half.x);
    this.#y = between(-half.y, this.#y, half.y);
  }

  #pointer(event) {
    if (event.target === this.#layers.bar || event.target.closest('button, a')) return;
    const down = event.type === 'pointerdown', up = event.type === 'pointerup' || event.type === 'pointercancel';
    const before = [...this.#fingers.values()];
    if (down) {
      this.setPointerCapture(event.pointerId);
      if (!this.#fingers.size) this.#begun = { x: event.clientX, y: event.clientY, at: event.timeStamp, moved: false, touch: event.pointerType === 'touch' };
      else this.#begun.moved = true;
    }
    if (!down && !this.#fingers.has(event.pointerId)) return;
    if (up) { this.#fingers.delete(event.pointerId); if (!this.#fingers.size) this.#lifted(event); return; }
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const now = [...this.#fingers.values()];
    if (down || now.length !== before.length) return;
    if (now.length === 1 && this.#zoom !== 1) this.move(now[0].x - before[0].x, now[0].y - before[0].y);
    if (now.length === 2) this.#pinch(before, now);
  }

  #pinch(before, now) {
    const middle = ([a, b]) => ({ clientX: (a.x + b.x) / 2, clientY: (a.y + b.y) / 2 }), wide = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y) || 1;
    const from = middle(before), to = middle(now);
    this.move(to.clientX - from.clientX, to.clientY - from.clientY);
    this.#around(this.#zoom * wide(now) / wide(before), to);
  }

  #lifted(event) {
    const { x, y, at, moved, touch } = this.#begun, dx = event.clientX - x, dy = event.clientY - y;
    if (touch && !moved && this.#zoom === 1 && Math.abs(dx) > SWIPE && Math.abs(dx) > 1.5 * Math.abs(dy) && event.timeStamp - at < 700) this.#tell('swipe', { by: dx < 0 ? 1 : -1 });
  }

  /* Where the pictures lie: panes of the stage, and matrices from picture pixels to the stage, fitted and as zoomed. */
  #plan(zoom, x, y) {
    const W = this.clientWidth, H = this.clientHeight, g = this.#geometry, side = this.mode === 'side';
    const tall = W < 720, pad = tall ? 12 : 24, top = tall ? 34 : 50, foot = tall ? 60 : 72, gap = tall ? 36 : 18;
    const whole = { x: pad, y: top, w: Math.max(40, W - 2 * pad), h: Math.max(40, H - top - foot) };
    const a = !side ? whole : tall ? { ...whole, h: (whole.h - gap) / 2 } : { ...whole, w: (whole.w - gap) / 2 };
    const b = tall ? { ...a, y: a.y + a.h + gap } : { ...a, x: a.x + a.w + gap };
    const fit = (w, h, box) => { const s = Math.min(box.w / w, box.h / h); return [s, 0, box.x + (box.w - w * s) / 2, 0, s, box.y + (box.h - h * s) / 2, 0, 0, 1]; };
    const original = fit(g.width, g.height, a), copy = side ? fit(g.w, g.h_, b) : times(original, g.h);
    if (side && !tall) original[5] = copy[5] = Math.max(top, Math.min(original[5], copy[5]));
    const mid = pane => [pane.x + pane.w / 2, pane.y + pane.h / 2];
    const zoomed = (m, [cx, cy]) => times(moving(cx + x, cy + y), times(scaling(zoom), times(moving(-cx, -cy), m)));
    const m = zoomed(original, mid(a));
    return { side, tall, panes: side ? [a, b] : [whole], fitted: { original, copy }, original: m, copy: !side ? times(m, g.h) : this.#beside(m, copy, a, b, zoom, x, y) };
  }

  /* The copy's own pane: as zoomed as the original, and the nearer one comes, the more it shows the same place at the same size. */
  #beside(original, fitted, a, b, zoom, x, y) {
    const g = this.#geometry, cb = [b.x + b.w / 2, b.y + b.h / 2];
    const plain = times(moving(cb[0] + x, cb[1] + y), times(scaling(zoom), times(moving(-cb[0], -cb[1]), fitted)));
    if (zoom <= 1 || !g.h) return plain;
    const place = map(inverse(original), [a.x + a.w / 2, a.y + a.h / 2]), there = map(g.back, place), q = [between(0, there[0], g.w), between(0, there[1], g.h_)];
    const same = growth(g.h, q) * original[0], t = between(0, zoom - 1, 1);
    const s = plain[0] ** (1 - t) * same ** t, from = map(inverse(plain), cb), p = [from[0] + t * (q[0] - from[0]), from[1] + t * (q[1] - from[1])];
    return [s, 0, cb[0] - p[0] * s, 0, s, cb[1] - p[1] * s, 0, 0, 1];
  }

  #draw() {
    if (!this.#layers || !this.clientWidth || !this.#geometry?.width) return;
    const g = this.#geometry, plan = this.#plan(this.#zoom, this.#x, this.#y), { side } = plan, { original, copy } = this.#layers;
    this.dataset.mode = this.mode;
    copy.style.opacity = this.mode === 'overlay' ? this.opacity / 100 : '';
    this.classList.toggle('zoomed', this.#zoom !== 1);
    this.#place(original.firstElementChild, plan.original, g.width, g.height);
    this.#place(copy.firstElementChild, plan.copy, g.w, g.h_);
    const box = (m, w, h) => corners(w, h).map(point => map(m, point)), frame = box(plan.original, g.width, g.height);
    this.#clip(plan, frame);
    this.#outline(plan, frame, box(plan.copy, g.w, g.h_));
    this.#mark(plan);
    this.#captions(plan, frame, box(plan.copy, g.w, g.h_));
    this.#bar(frame);
    if (side) this.removeAttribute('data-held'); else this.toggleAttribute('data-held', this.hasAttribute('held'));
  }

  /* A picture is laid out 1000 px long and carried to its place: no layer is as large as the original. */
  #place(image, m, width, height) {
    if (!image) return;
    const base = 1000 / Math.max(width, height);
    Object.assign(image.style, { maxWidth: 'none', width: `${width * base}px`, height: `${height * base}px`, transform: css(times(m, scaling(1 / base))) });
  }

  /* Laid over, of the copy is shown what lies on the original. */
  #clip(plan, frame) {
    const { original, copy, drawings } = this.#layers, v = this.#divider, mode = this.mode;
    const inset = ({ x, y, w, h }) => `inset(${y}px ${this.clientWidth - x - w}px ${this.clientHeight - y - h}px ${x}px)`;
    const zoomed = this.#zoom > 1 && plan.side;
    original.style.clipPath = zoomed ? inset(plan.panes[0]) : 'none';
    const [[left, top], , [right, bottom]] = frame, from = mode === 'slide' ? Math.max(left, v / 100 * this.clientWidth) : left;
    copy.style.clipPath = plan.side ? zoomed ? inset(plan.panes[1]) : 'none' : inset({ x: from, y: top, w: Math.max(0, right - from), h: bottom - top });
    drawings.forEach((drawing, k) => { drawing.style.clipPath = mode === 'slide' ? `inset(0 0 0 ${v}%)` : zoomed ? inset(plan.panes[k]) : 'none'; });
  }

  /* What the other one shows is outlined: side by side on each, the rest of it veiled; laid over on the original. */
  #outline({ side, original, copy }, frame, mine) {
    const g = this.#geometry, { lines } = this.#layers, on = this.hasAttribute('outline') && g.h;
    const area = polygon => Math.abs(polygon.reduce((sum, [x, y], k) => sum + x * polygon[(k + 1) % polygon.length][1] - polygon[(k + 1) % polygon.length][0] * y, 0)) / 2;
    const part = (polygon, m, w, h) => on && polygon?.length > 2 && area(polygon) < .97 * w * h ? path(polygon.map(point => map(m, point))) : '';
    const shapes = [part(g.region, original, g.width, g.height), side ? part(g.copyRegion, copy, g.w, g.h_) : ''];
    lines.forEach(([veil, ...rims], k) => {
      veil.setAttribute('d', side && shapes[k] ? path(k ? mine : frame) + shapes[k] : '');
      rims.forEach(rim => { rim.setAttribute('d', shapes[k]); rim.classList.toggle('thin', !side); });
    });
  }

  /* Dots on both pictures, or on the original where the copy lies over it. */
  #mark({ side, original, copy }) {
    const dot = ([x, y]) => `M${(x - DOT).toFixed(1)},${y.toFixed(1)}a${DOT},${DOT} 0 1,0 ${2 * DOT},0a${DOT},${DOT} 0 1,0 ${-2 * DOT},0`;
    const here = this.#points.map(([, , x, y]) => map(original, [x, y])), there = side ? this.#points.map(([x, y]) => map(copy, [x, y])) : [];
    const joined = side && this.#zoom === 1 ? here.slice(0, JOINED).map((from, k) => path([from, there[k]]).slice(0, -1)) : [];
    this.#layers.marks.forEach(([joins, dots], k) => {
      joins.setAttribute('d', k ? '' : joined.join(''));
      dots.setAttribute('d', (k ? there : here).map(dot).join(''));
    });
  }

  #captions({ side, tall, panes }, frame, mine) {
    const left = polygon => Math.min(...polygon.map(([x]) => x)), top = polygon => Math.min(...polygon.map(([, y]) => y));
    const right = Math.max(...frame.map(([x]) => x)), high = tall ? 24 : 28, off = this.clientWidth;
    for (const cap of this.querySelectorAll('.cap')) {
      const own = cap.classList.contains('copy'), pane = panes[own && side ? 1 : 0], shape = own && side ? mine : frame;
      const x = Math.max(pane.x, left(shape)), y = Math.max(pane.y, top(shape)) - high;
      const end = own && !side;
      Object.assign(cap.style, { left: end ? 'auto' : `${x}px`, right: end ? `${Math.max(off - pane.x - pane.w, off - right)}px` : 'auto', top: `${Math.max(2, y)}px`,
        maxWidth: `${end ? pane.w / 2 : side ? pane.x + pane.w - x : (pane.w / 2)}px` });
    }
  }

  #bar(frame) {
    const { bar } = this.#layers, v = this.#divider, ys = frame.map(([, y]) => y);
    Object.assign(bar.style, { left: `${v}%`, top: `${Math.max(0, Math.min(...ys) - 14)}px`, bottom: `${Math.max(0, this.clientHeight - Math.max(...ys) - 14)}px` });
    bar.hidden = this.mode !== 'slide';
    bar.ariaValueNow = String(Math.round(v));
  }

  /** An arrow of the keyboard while zoomed; true if it moved something. */
  arrow(key) {
    const by = { ArrowLeft: [ARROW, 0], ArrowRight: [-ARROW, 0], ArrowUp: [0, ARROW], ArrowDown: [0, -ARROW] }[key];
    if (!by || this.#zoom === 1) return false;
    this.move(...by);
    return true;
  }
}

customElements.define('image-compare', ImageCompare);
