/* match-queue.js: the matches of one sitting, one after the other.
   <match-queue data-window="/review/window?…" data-at="match to begin with" data-ahead="3" data-words="#id">
     holds <image-compare>, <verdict-bar>, ol[data-strip] and [data-fact=…] places; see review.js for what is written where.
   Fetches windows of 50, decodes the next three pairs, keeps what was decided so that it can be taken back without end.
   Events: show {item, index, of}, marked {item}, end {judged}. */

import './image-compare.js';
import './verdict-bar.js';
import { Strip } from './film-strip.js';
import { toast } from './ui.js';
import { many, words } from './words.js';

const WINDOW = 50, LOW = 16, SIZES = [480, 960, 1440], KEEP = 8;

export class MatchQueue extends HTMLElement {
  #items = []; #known = new Map(); #at = -1; #next = null; #total = 0; #fetching; #pairs = new Map(); #history = []; #stop; #begun; #left = null; #failed = false;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.compare = this.querySelector('image-compare');
    this.bar = this.querySelector('verdict-bar');
    this.strip = new Strip(this.querySelector('[data-strip]'), index => this.go(index));
    this.addEventListener('verdict', event => this.#judged(event.detail.entry), { signal });
    this.addEventListener('refined', event => this.#refined(event.detail.entry), { signal });
    this.addEventListener('refused', event => this.#refused(event.detail.refused), { signal });
    this.addEventListener('saved', event => this.#saved(event.detail), { signal });
    this.addEventListener('painted', () => this.bar.seen(), { signal });
    this.addEventListener('view', event => event.detail.zoom > 1.4 && this.#sharpen(), { signal });
    this.#open();
  }

  disconnectedCallback() { this.#stop.abort(); }

  get items() { return this.#items; }
  get at() { return this.#at; }
  get item() { return this.#items[this.#at]; }
  get total() { return this.#total; }
  get left() { return this.#left; }
  get failed() { return this.#failed; }
  get judged() { return this.#items.filter(item => item.mark); }
  get passed() { return this.#items.filter(item => item.passed && !item.mark); }

  async #open() {
    await this.bar.journal.flush();                /* what an earlier page left behind comes first */
    await this.#fetch(true);
    if (this.#failed) return;
    const wish = this.#items.findIndex(({ id }) => id === this.dataset.at), at = wish >= 0 ? wish : this.#following(-1);
    at < 0 ? this.#finish() : this.go(at);
  }

  /* Windows follow one another by their cursor; what the journal still holds is shown as decided. */
  async #fetch(first = false) {
    if (this.#fetching || !first && !this.#next) return this.#fetching;
    return this.#fetching = this.#load(first).finally(() => { this.#fetching = undefined; });
  }

  async #load(first) {
    const address = new URL(this.dataset.window, location.href);
    address.searchParams.set('limit', WINDOW);
    if (!first) address.searchParams.set('after', this.#next);
    try {
      const answer = await fetch(address, { headers: { Accept: 'application/json' }, credentials: 'same-origin' });
      if (!answer.ok || answer.redirected) throw new Error(`${answer.status}`);
      const window = await answer.json();
      this.#failed = false;
      if (first) this.#total = window.total;
      this.#next = window.next ?? null;
      this.#take(window.matches);
      if (this.#left === null) this.#left = window.open ?? window.total;
    } catch {
      this.#failed = true;
      if (first) this.dispatchEvent(new CustomEvent('trouble', { bubbles: true }));
      else setTimeout(() => this.#stop.signal.aborted || this.#fetch(), 3000);
    }
  }

  #take(matches) {
    const given = new Map(this.bar.journal.waiting.map(entry => [entry.match, entry]));
    for (const match of matches) {
      if (this.#known.has(match.id)) continue;
      const item = { ...match, index: this.#items.length }, waits = given.get(match.id);
      if (waits?.verdict) item.mark = { verdict: waits.verdict, entry: waits };
      this.#known.set(match.id, item);
      this.#items.push(item);
    }
    this.#total = Math.max(this.#total, this.#items.length);
    this.strip.draw(this.#items, this.#at);
  }

  /** Tries again after the first window did not come. */
  again() { return this.#open(); }

  #following(from) { return this.#items.findIndex((item, index) => index > from && !item.mark); }

  /** Shows one; decided ones can be judged anew. */
  go(index) {
    const item = this.#items[index];
    if (!item) return;
    this.#begun ??= performance.now();
    this.#at = index;
    this.#show(item);
    this.strip.draw(this.#items, index);
    this.dispatchEvent(new CustomEvent('show', { detail: { item, index, of: this.#total }, bubbles: true }));
    if (this.#items.length - index < LOW) this.#fetch();
    setTimeout(() => this.#ahead());
  }

  #show(item) {
    const pair = this.#pair(item), { work, copy } = item;
    this.bar.current = item;
    this.bar.querySelector('form').action = `/matches/${item.id}/verdict`;
    const list = polygon => polygon?.map(point => point.join()).join(' ') ?? null;
    this.compare.show(pair.original, pair.copy, { h: item.h?.join(' ') ?? null, original: `${work.width} ${work.height}`, copy: `${copy.width} ${copy.height}`,
      region: list(item.region), 'copy-region': list(item.copyRegion), held: null, mode: this.mode?.() ?? 'side' });
  }

  get #size() {
    const box = this.compare, wide = box.clientWidth, share = box.mode === 'side' && wide >= 720 ? 2 : 1;
    const wish = wide / share * Math.min(devicePixelRatio, wide < 720 ? 2 : 3);
    return SIZES.find(size => size >= wish) ?? SIZES.at(-1);
  }

  #pair(item) {
    let pair = this.#pairs.get(item.id);
    if (!pair) {
      const size = this.#size, image = (source, alt) => Object.assign(new Image(), { decoding: 'sync', alt, src: source + size });
      const text = words(this.dataset.words);
      pair = { original: image(item.work.picture, `${text.yours}: ${item.work.name}`), copy: image(item.copy.picture, `${text.foundOn} ${item.site}`), size };
      pair.ready = Promise.allSettled([pair.original.decode(), pair.copy.decode()]);
      this.#pairs.set(item.id, pair);
    }
    return pair;
  }

  /* The next three pairs are decoded before they are asked for; pairs far away are let go. */
  async #ahead() {
    const next = this.#items.filter((item, index) => index > this.#at && !item.mark).slice(0, Number(this.dataset.ahead ?? 3));
    const near = new Set([...next, ...this.#items.slice(Math.max(0, this.#at - KEEP), this.#at + 1)].map(({ id }) => id));
    for (const id of this.#pairs.keys()) if (!near.has(id)) this.#pairs.delete(id);
    for (const item of next) await this.#pair(item).ready;
  }

  async #sharpen() {
    const pair = this.item && this.#pairs.get(this.item.id), size = SIZES.at(-1);
    if (!pair || pair.size === size) return;
    pair.size = size;
    for (const [image, source] of [[pair.original, this.item.work.picture], [pair.copy, this.item.copy.picture]]) {
      const large = Object.assign(new Image(), { src: source + size });
      await large.decode().then(() => { image.src = large.src; }).catch(() => {});
    }
  }

  #judged(entry) {
    const item = this.#known.get(entry.match), others = entry.group === 'one' ? [] : this.#items.filter(other => other !== item && !other.mark && other.work.id === item.work.id && other.site === item.site);
    const act = { item, others, entry, before: item.mark }, judged = this.#items.filter(other => other !== item && other.mark && other.work.id === item.work.id && other.site === item.site).length;
    for (const one of [item, ...others]) one.mark = { verdict: entry.verdict, entry, at: performance.now(), others: one === item ? others.length : 0 };
    item.passed = false;
    this.#history.push(act);
    if (entry.group !== 'one') toast(many(words(this.dataset.words).givenToAll, Math.max(others.length + 1, item.siblings - judged)), { undo: () => this.takeBack(act), word: words(this.dataset.words).takeBack });
    this.#tell('marked', { item, act });
    this.#on();
  }

  #refined(entry) {
    const act = this.#history.findLast(({ item }) => item.id === entry.match);
    if (!act) return;
    act.entry = entry;
    for (const one of [act.item, ...act.others]) if (one.mark) one.mark = { ...one.mark, entry };
  }

  #on() {
    const next = this.#following(this.#at);
    if (next >= 0) return this.go(next);
    if (this.#next) return this.#fetch().then(() => { const more = this.#following(this.#at); more >= 0 ? this.go(more) : this.#finish(); });
    this.#finish();
  }

  /** Passes over: no verdict; or back. */
  step(by) {
    const next = this.#at + by;
    if (by > 0 && this.item && !this.item.mark) this.item.passed = true;
    if (next < 0) return;
    if (next < this.#items.length) return this.go(next);
    this.#next ? this.#fetch().then(() => next < this.#items.length ? this.go(next) : this.#finish()) : this.#finish();
  }

  /** Takes back the last, or one act; without end, no question asked. */
  takeBack(act = this.#history.at(-1)) {
    const text = words(this.dataset.words);
    if (!act || !this.#history.includes(act)) return this.bar.says(text.nothingBack);
    this.#history.splice(this.#history.indexOf(act), 1);
    this.bar.takeBack(act.entry);
    for (const one of act.others) if (one.mark?.entry?.id === act.entry.id) one.mark = undefined;     /* what stood there before is in the item, as the server told */
    act.item.mark = act.before;
    this.#tell('marked', { item: act.item, back: true });
    this.go(this.#items.indexOf(act.item));
    this.bar.says(text.takenBack);
  }

  #refused(refused) {
    for (const { id, why } of refused) {
      for (const item of this.#items) if (item.mark?.entry?.id === id) item.mark = undefined;
      this.#history = this.#history.filter(act => act.entry.id !== id);
      toast(why || words(this.dataset.words).refused);
    }
    this.strip.draw(this.#items, this.#at);
  }

  #saved({ left }) {
    if (typeof left !== 'number') return;
    this.#left = left;
    this.#tell('left', { left });
  }

  /** From the first that was passed over. */
  goThroughPassed() {
    const first = this.#items.findIndex(item => !item.mark);
    this.#items.forEach(item => { item.passed = false; });
    if (first >= 0) this.go(first);
  }

  /** Forgets what is decided by a rule, and looks what is still open. */
  async settle() {
    await this.bar.journal.flush();
    const here = this.item?.id;
    const open = this.#items.filter(item => item.mark && item.mark.entry);
    this.#items = open;
    this.#known = new Map(open.map(item => [item.id, item]));
    open.forEach((item, index) => { item.index = index; });
    await this.#fetch(true);
    const at = this.#items.findIndex(({ id, mark }) => id === here && !mark), next = at >= 0 ? at : this.#following(-1);
    next >= 0 ? this.go(next) : this.#finish();
  }

  #finish() {
    this.#at = this.#items.length;
    this.bar.current = null;
    this.bar.journal.flush();
    this.strip.draw(this.#items, this.#at);
    this.#tell('end', { seconds: this.#begun ? (performance.now() - this.#begun) / 1000 : 0 });
  }

  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true })); }
}

customElements.define('match-queue', MatchQueue);
