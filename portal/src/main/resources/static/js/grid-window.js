/* grid-window.js: what of a long grid is really there. Chunks (section.month) far from view are skipped by the browser
   (content-visibility) at an estimated height; pictures far from view lose their src; the links .more are followed before they are reached. */

const CHUNKS_NEAR = '120% 0px', PICTURES_NEAR = '60% 0px', LOAD_NEAR = '180% 0px';
const PIECE = 60;     /* frames the browser lays out in one go */
const TALL = 1.22;   /* a last row taller than this times the row height is not full: its frames move on to the next chunk */

const chunkOf = node => node?.closest('.month');

export class GridWindow {
  #grid; #chunks; #pictures; #ends; #added;

  constructor(grid, added) {
    this.#grid = grid;
    this.#added = added;
    this.#chunks = new IntersectionObserver(seen => seen.forEach(entry => this.#chunk(entry)), { rootMargin: CHUNKS_NEAR });
    this.#pictures = new IntersectionObserver(seen => seen.forEach(entry => picture(entry.target, entry.isIntersecting)), { rootMargin: PICTURES_NEAR });
    this.#ends = new IntersectionObserver(seen => seen.forEach(entry => entry.isIntersecting && this.follow(entry.target)), { rootMargin: LOAD_NEAR });
    this.#take([...grid.querySelectorAll('.month')].flatMap(pieces), [...grid.querySelectorAll('a.more')]);
  }

  close() { this.#chunks.disconnect(); this.#pictures.disconnect(); this.#ends.disconnect(); }

  #take(chunks, ends) {
    chunks.forEach(chunk => { this.#join(chunk); this.#estimate(chunk); this.#chunks.observe(chunk); });
    ends.forEach(end => this.#ends.observe(end));
    this.#added(chunks);
  }

  /** Two chunks of one month look like one. */
  #join(chunk) {
    for (const [first, second] of [[before(chunk), chunk], [chunk, after(chunk)]]) {
      if (!first || !second || first.dataset.month !== second.dataset.month || second.querySelector(':scope > header')) continue;
      first.classList.add('goes-on');
      second.classList.add('joined');
      if (first !== chunk) this.#chunks.unobserve(first), this.#chunks.observe(first);     /* looked at again, its last row may be full now */
    }
  }

  #chunk({ target: chunk, isIntersecting: near }) {
    const frames = chunk.querySelectorAll('.frame');
    if (near) {
      this.#balance(chunk);
      chunk.style.containIntrinsicBlockSize = `auto ${chunk.dataset.tall}px`;
      frames.forEach(frame => this.#pictures.observe(frame));
    } else frames.forEach(frame => { this.#pictures.unobserve(frame); picture(frame, false); });
  }

  #balance(chunk) {
    if (!chunk.classList.contains('goes-on')) return;
    const frames = [...chunk.querySelectorAll('.frame')], last = frames.at(-1), next = after(chunk)?.querySelector('.frames');
    if (!last || !next || last.offsetHeight <= TALL * this.#row()) return;
    next.prepend(...frames.filter(frame => frame.offsetTop === last.offsetTop));
  }

  #row() { return parseFloat(getComputedStyle(this.#grid).getPropertyValue('--row')) * (matchMedia('(max-width: 760px)').matches ? .5 : 1); }

  #estimate(chunk) {
    const row = this.#row(), width = this.#grid.clientWidth || 1, gap = 6;
    let long = 0;
    for (const frame of chunk.querySelectorAll('.frame')) long += row * (Number(/\br-(\d+)/.exec(frame.className)?.[1] ?? 30) / 20) + gap;
    const head = chunk.querySelector(':scope > header') ? 56 : gap;
    chunk.dataset.tall = Math.round(head + Math.ceil(long / width) * (row * 1.07 + gap));
    chunk.style.containIntrinsicBlockSize = `${chunk.dataset.tall}px`;
  }

  /** After the row height or the width changed: new estimates, and rows between chunks made full again. */
  measure() {
    const chunks = [...this.#grid.querySelectorAll('.month')];
    chunks.forEach(chunk => { this.#estimate(chunk); this.#chunks.unobserve(chunk); });
    requestAnimationFrame(() => chunks.forEach(chunk => this.#chunks.observe(chunk)));
  }

  /** Fetches what a link .more points to and puts it in the link's place. The link stays a link when that fails. */
  async follow(end) {
    if (end.ariaBusy === 'true') return;
    end.ariaBusy = 'true';
    this.#ends.unobserve(end);
    try {
      const answer = await fetch(end.href, { headers: { 'X-Fragment': 'grid' }, credentials: 'same-origin' });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#place(end, await answer.text());
    } catch { end.ariaBusy = 'false'; }
  }

  #place(end, html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const root = page.querySelector('photo-grid') ?? page.body;
    const back = end.rel === 'prev';
    const parts = [...root.querySelectorAll('.month, a.more')].filter(part => !part.matches('a.more') || (part.rel === 'prev') === back)
      .flatMap(part => pieces(document.adoptNode(part)));
    parts.forEach(part => part.querySelectorAll('.frame').forEach(frame => picture(frame, false)));
    const standing = back ? after(end) ?? end.nextElementSibling : null;
    const top = standing?.getBoundingClientRect().top;
    if (back) document.documentElement.style.overflowAnchor = 'none';
    end.replaceWith(...parts);
    this.#take(parts.filter(part => part.matches('.month')), parts.filter(part => part.matches('a.more')));
    if (!back) return;
    scrollBy(0, standing.getBoundingClientRect().top - top);
    requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.style.overflowAnchor = ''; }));
  }
}

/** Cuts a long chunk into pieces that are laid out one at a time; returns them in order, in the document if the chunk was. */
function pieces(chunk) {
  const frames = [...chunk.querySelectorAll('.frame')], made = [chunk];
  for (let at = PIECE; at < frames.length; at += PIECE) {
    const piece = chunk.cloneNode(false), inner = piece.appendChild(chunk.querySelector('.frames').cloneNode(false));
    inner.append(...frames.slice(at, at + PIECE));
    made.at(-1).after(piece);
    made.push(piece);
  }
  return made;
}

const sibling = (node, step) => { let at = node; do at = at[step]; while (at && !at.matches('.month')); return at; };
export const before = chunk => sibling(chunk, 'previousElementSibling');
export const after = chunk => sibling(chunk, 'nextElementSibling');

/** Gives a frame's picture its source, or takes it away and remembers it. */
function picture(frame, shown) {
  const image = frame.querySelector('img');
  if (!image || shown === image.hasAttribute('src')) return;
  for (const name of ['srcset', 'src']) {
    const kept = `data-${name}`, [from, to] = shown ? [kept, name] : [name, kept];
    if (!image.hasAttribute(from)) continue;
    image.setAttribute(to, image.getAttribute(from));
    image.removeAttribute(from);
  }
}

/** Writes the place into the address (?at=) and the exact frame into the history's state, so that Back comes back to it. */
export class Place {
  #grid; #timer; #on;

  constructor(grid) {
    this.#grid = grid;
    this.#on = () => { clearTimeout(this.#timer); this.#timer = setTimeout(() => this.write(), 250); };
    this.#restore();
    addEventListener('scroll', this.#on, { passive: true });
  }

  close() { clearTimeout(this.#timer); removeEventListener('scroll', this.#on); }

  /** The first frame one can see below the sticky bar, or undefined. */
  first() {
    const box = this.#grid.getBoundingClientRect();
    for (let y = 72; y < innerHeight; y += 40) {
      const frame = document.elementFromPoint(box.left + 24, y)?.closest?.('.frame');
      if (frame && this.#grid.contains(frame)) return frame;
    }
    return undefined;
  }

  #restore() {
    const kept = history.state?.grid;
    const frame = kept && this.#grid.querySelector(`.frame[data-id="${CSS.escape(kept.id)}"]`);
    if (!frame) return;
    history.scrollRestoration = 'manual';
    const put = () => scrollBy({ top: frame.getBoundingClientRect().top - kept.top, behavior: 'instant' });
    put();
    requestAnimationFrame(put);
  }

  write() {
    if (!this.#grid.isConnected) return;
    const frame = this.first(), chunk = chunkOf(frame);
    if (!chunk) return;
    const address = new URL(location.href);
    const atStart = !before(chunk) && !this.#grid.querySelector('a.more[rel=prev]');
    if (atStart) address.searchParams.delete('at'); else if (chunk.dataset.at) address.searchParams.set('at', chunk.dataset.at);
    const state = { ...history.state, grid: { id: frame.dataset.id, top: Math.round(frame.getBoundingClientRect().top) } };
    history.replaceState(state, '', address);
    years(chunk);
  }
}

function years(chunk) {
  const year = chunk.dataset.month?.slice(0, 4);
  for (const link of document.querySelectorAll('.years [data-year]')) {
    if (link.dataset.year === year) link.setAttribute('aria-current', 'true'); else link.removeAttribute('aria-current');
  }
}
