/* film-strip.js: the frames before and after the one that is judged, with the mark that was drawn on each.
   new Strip(ol, choose): draw(items, at) shows up to six before and what has room after. A frame is made once and kept. */

import { fill, words } from './words.js';

const BEFORE = 6, AFTER = 16;
const MARKS = {
  no_licence: ['nolic', 'M70 6C36-4 8 8 6 30 4 52 34 66 66 60 98 54 108 26 84 10 74 4 60 2 46 6'],
  licensed: ['lic', 'M30 32 48 52 82 8'],
  unsure: ['unsure', 'M44 20c0-10 8-14 14-14s14 4 14 12c0 11-14 11-14 22M58 52v1'],
  not_mine: ['notmine', 'M24 10 88 54M90 8 22 56'],
};
const SVG = 'http://www.w3.org/2000/svg';

function mark(verdict) {
  const [name, d] = MARKS[verdict], drawn = document.createElementNS(SVG, 'svg'), line = document.createElementNS(SVG, 'path');
  drawn.setAttribute('viewBox', '0 0 112 64');
  drawn.setAttribute('preserveAspectRatio', 'none');
  drawn.setAttribute('class', `mark ${name}`);
  drawn.setAttribute('aria-hidden', 'true');
  line.setAttribute('d', d);
  drawn.append(line);
  return drawn;
}

export class Strip {
  #list; #choose; #frames = new Map();

  constructor(list, choose) {
    this.#list = list;
    this.#choose = choose;
    list?.addEventListener('click', event => {
      const button = event.target.closest('button');
      if (button) choose(Number(button.dataset.index));
    });
  }

  draw(items, at) {
    if (!this.#list) return;
    const from = Math.max(0, Math.min(at < 0 ? 0 : at, items.length) - BEFORE), shown = items.slice(from, from + BEFORE + AFTER);
    const frames = shown.map((item, k) => this.#frame(item, from + k, at, k > 0 && shown[k - 1].site !== item.site));
    const now = [...this.#list.children];
    if (frames.length !== now.length || frames.some((frame, k) => frame !== now[k])) {
      const keep = new Set(frames);
      now.forEach(frame => keep.has(frame) || frame.remove());
      frames.forEach((frame, k) => this.#list.children[k] === frame || this.#list.insertBefore(frame, this.#list.children[k] ?? null));
    }
    for (const [id, frame] of this.#frames) if (!frame.isConnected && this.#frames.size > 120) this.#frames.delete(id);
    const current = frames.find(frame => frame.classList.contains('now'));
    if (current && this.#list.scrollWidth > this.#list.clientWidth) this.#list.scrollLeft = Math.max(0, current.offsetLeft - this.#list.clientWidth * .4);
  }

  #frame(item, index, at, first) {
    let frame = this.#frames.get(item.id);
    if (!frame) {
      frame = document.createElement('li');
      const button = Object.assign(document.createElement('button'), { type: 'button' });
      const width = Math.round(Math.max(34, Math.min(124, 62 * item.copy.width / item.copy.height)));
      const image = Object.assign(new Image(), { alt: '', width, height: 62, decoding: 'async', src: item.copy.picture + 480 });
      const foot = Object.assign(document.createElement('span'), { className: 'n' });
      foot.append(document.createElement('span'), document.createElement('em'));
      button.append(image, foot);
      frame.append(button);
      this.#frames.set(item.id, frame);
    }
    const button = frame.firstElementChild, [number, site] = button.querySelectorAll('.n > *'), verdict = item.mark?.verdict ?? '';
    button.dataset.index = index;
    frame.classList.toggle('now', index === at);
    frame.classList.toggle('site', first);
    frame.classList.toggle('done', !!verdict);
    frame.classList.toggle('passed', !!item.passed && !verdict);
    if (number.textContent !== String(index + 1)) number.textContent = index + 1;
    site.textContent = first ? item.site : '';
    if (frame.dataset.verdict !== verdict) {
      frame.querySelector('svg')?.remove();
      if (verdict) button.append(mark(verdict));
      frame.dataset.verdict = verdict;
    }
    const text = words();
    button.setAttribute('aria-label', fill(text.frame, { n: index + 1, name: item.work.name, site: item.site, verdict: verdict ? text.verdicts[verdict] : text.open }));
    index === at ? button.setAttribute('aria-current', 'true') : button.removeAttribute('aria-current');
    return frame;
  }
}
