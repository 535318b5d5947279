/* image-zoom.js: <image-zoom [data-width="pixels of the original"]><img src alt width height [data-full="larger picture"]></image-zoom>.
   Wheel and pinch zoom around the pointer, drag moves, double click and 0 fit, 1 shows 100 %, F does either, W presses the page's button with data-key="W", + and - step, arrows move while zoomed.
   On a phone one finger scrolls the page until the picture is zoomed. Emits `view` {zoom}. Without script it is the plain picture.
   Words for the buttons: data-in, data-out, data-fit. */

import { singleKey } from './keys.js';

const STEP = 1.25, MOST = 16, ARROW = 80;
const watch = () => document.querySelector('main [data-key="W"]')?.click();
const between = (low, value, high) => Math.min(high, Math.max(low, value));

class ImageZoom extends HTMLElement {
  #zoom = 1; #x = 0; #y = 0; #fingers = new Map(); #image; #bar; #percent;

  connectedCallback() {
    this.#image = this.querySelector('img');
    if (!this.#image || this.#bar) return;
    this.#image.draggable = false;
    this.#buildBar();
    this.addEventListener('wheel', event => this.#wheel(event), { passive: false });
    this.addEventListener('dblclick', event => this.#zoom > 1 ? this.fit() : this.#around(this.#actual(), event.clientX, event.clientY));
    for (const kind of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel']) this.addEventListener(kind, event => this.#pointer(event));
    document.addEventListener('keydown', this.#key);
  }

  disconnectedCallback() { document.removeEventListener('keydown', this.#key); }

  fit() { this.#zoom = 1; this.#x = this.#y = 0; this.#draw(); }
  actualSize() { this.#centre(this.#actual()); }

  #buildBar() {
    this.#bar = Object.assign(document.createElement('div'), { className: 'zoom-bar' });
    this.#percent = document.createElement('output');
    const button = (sign, name, act) => {
      const made = Object.assign(document.createElement('button'), { type: 'button', textContent: sign, ariaLabel: name });
      made.addEventListener('click', act);
      return made;
    };
    this.#bar.append(button('−', this.dataset.out ?? 'Farther', () => this.#centre(this.#zoom / STEP)), this.#percent,
      button('+', this.dataset.in ?? 'Nearer', () => this.#centre(this.#zoom * STEP)), button('⤢', this.dataset.fit ?? 'Whole picture', () => this.fit()));
    this.append(this.#bar);
    this.#image.complete ? this.#draw() : this.#image.addEventListener('load', () => this.#draw(), { once: true });
  }

  /** The zoom at which one pixel of the original is one pixel of the screen; width says the original's size even when a preview is shown. */
  #actual() { return between(1, (Number(this.dataset.width) || this.#image.naturalWidth) / this.#image.offsetWidth / devicePixelRatio, MOST); }

  #centre(zoom) {
    const box = this.getBoundingClientRect();
    this.#around(zoom, box.left + box.width / 2, box.top + box.height / 2);
  }

  #around(zoom, clientX, clientY) {
    const next = between(1, zoom, MOST), box = this.#image.getBoundingClientRect(), factor = next / this.#zoom;
    this.#x += (clientX - box.left) * (1 - factor);
    this.#y += (clientY - box.top) * (1 - factor);
    this.#zoom = next;
    if (next === 1) this.#x = this.#y = 0;
    this.#draw();
  }

  /** The picture may not be dragged off the table: each edge stays outside the frame, or the picture stays centred in it. */
  #hold() {
    const { offsetWidth: width, offsetHeight: height, offsetLeft: left, offsetTop: top } = this.#image;
    const held = (at, start, size, frame) => size * this.#zoom <= frame ? (frame - size * this.#zoom) / 2 - start
      : between(frame - size * this.#zoom - start, at, -start);
    if (this.#zoom === 1) return;
    this.#x = held(this.#x, left, width, this.clientWidth);
    this.#y = held(this.#y, top, height, this.clientHeight);
  }

  #draw() {
    this.#hold();
    const zoomed = this.#zoom > 1;
    this.#image.style.transform = zoomed ? `translate(${this.#x}px, ${this.#y}px) scale(${this.#zoom})` : '';
    this.style.touchAction = zoomed ? 'none' : '';
    this.classList.toggle('zoomed', zoomed);
    if (zoomed) this.#sharpen();
    this.#percent.value = `${Math.round(100 * this.#zoom / this.#actualRaw())} %`;
    this.dispatchEvent(new CustomEvent('view', { detail: { zoom: this.#zoom }, bubbles: true }));
  }

  #actualRaw() { return (Number(this.dataset.width) || this.#image.naturalWidth || 1) / (this.#image.offsetWidth || 1) / devicePixelRatio; }

  #sharpen() {
    const full = this.#image.dataset.full;
    if (!full) return;
    delete this.#image.dataset.full;
    const larger = new Image();
    larger.src = full;
    larger.decode().then(() => { this.#image.removeAttribute('srcset'); this.#image.src = full; }, () => { delete this.dataset.width; this.#draw(); });     /* without it the percentage is that of what is shown */
  }

  #wheel(event) {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    this.#around(this.#zoom * Math.exp(-event.deltaY * lines * (event.ctrlKey ? .01 : .0022)), event.clientX, event.clientY);
  }

  #pointer(event) {
    if (event.target.closest('.zoom-bar')) return;
    const before = this.#fingers.get(event.pointerId);
    if (event.type === 'pointerdown') {
      this.#fingers.set(event.pointerId, event);
      if (this.#zoom > 1 || this.#fingers.size > 1) this.setPointerCapture(event.pointerId);
    } else if (event.type !== 'pointermove') this.#fingers.delete(event.pointerId);
    else if (before) {
      if (this.#fingers.size === 2) this.#pinch(event, before);
      else if (this.#zoom > 1) { this.#x += event.clientX - before.clientX; this.#y += event.clientY - before.clientY; this.#draw(); }
      this.#fingers.set(event.pointerId, event);
    }
    this.classList.toggle('dragging', this.#fingers.size > 0 && this.#zoom > 1);
  }

  #pinch(event, before) {
    const other = [...this.#fingers.values()].find(finger => finger.pointerId !== event.pointerId);
    const reach = finger => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY);
    this.#around(this.#zoom * reach(event) / (reach(before) || 1), (event.clientX + other.clientX) / 2, (event.clientY + other.clientY) / 2);
  }

  #key = event => {
    if (!singleKey(event)) return;
    const moves = { ArrowLeft: [ARROW, 0], ArrowRight: [-ARROW, 0], ArrowUp: [0, ARROW], ArrowDown: [0, -ARROW] };
    const toggle = () => this.#zoom > 1 ? this.fit() : this.actualSize();
    const acts = { f: toggle, F: toggle, w: watch, W: watch, '+': () => this.#centre(this.#zoom * STEP), '=': () => this.#centre(this.#zoom * STEP), '-': () => this.#centre(this.#zoom / STEP), 0: () => this.fit(), 1: () => this.actualSize() };
    if (acts[event.key]) acts[event.key]();
    else if (moves[event.key] && this.#zoom > 1) { this.#x += moves[event.key][0]; this.#y += moves[event.key][1]; this.#draw(); } else return;
    event.preventDefault();
  };
}

customElements.define('image-zoom', ImageZoom);
