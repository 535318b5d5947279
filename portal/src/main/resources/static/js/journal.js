/* journal.js: verdicts on their way to the server. Each is kept in localStorage, under its own name, until the server says it has it:
   none is lost when the server is away, the page is closed or another tab writes as well. The client names each, so that sending
   one twice is giving it once. One batch is under way at a time, in the order of giving.
   new Journal(person, endpoint, {batch, interval}); add(entry), drop(id), flush(), retry();
   Events: change {waiting, sending, failed}, saved {ids, left}, refused {refused: [{id, why}]}. */

import { csrf, renewed } from './post.js';

const SLOWEST = 30_000, MOST = 200;

/** A random UUID, also where the page is not from a secure address. */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 15 | 64;
  bytes[8] = bytes[8] & 63 | 128;
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export class Journal extends EventTarget {
  #prefix; #endpoint; #batch; #interval; #entries = new Map(); #flight = new Set(); #posted = new Set(); #timer; #failures = 0; #last = 0; #closed = new AbortController();

  constructor(person, endpoint, { batch = 10, interval = 2000 } = {}) {
    super();
    this.#prefix = `verdict:${person}:`;
    this.#endpoint = endpoint;
    this.#batch = batch;
    this.#interval = interval;
    for (const entry of this.#kept()) { this.#entries.set(entry.id, entry); this.#mark(entry); }     /* perhaps sent when its page went */
    const { signal } = this.#closed;
    document.addEventListener('visibilitychange', () => document.hidden && this.#leave(), { signal });
    addEventListener('pagehide', () => this.#leave(), { signal });
    addEventListener('online', () => this.retry(), { signal });
    if (this.#entries.size) this.#soon(0);
  }

  /** Stops listening; what waits stays kept. */
  close() { this.#leave(); this.#closed.abort(); clearTimeout(this.#timer); }

  #kept() {
    const found = [];
    for (let k = 0; k < localStorage.length; k++) {
      const name = localStorage.key(k);
      if (!name.startsWith(this.#prefix)) continue;
      try { found.push(JSON.parse(localStorage.getItem(name))); } catch { localStorage.removeItem(name); }
    }
    return found.sort((a, b) => a.at - b.at);
  }

  get waiting() { return [...this.#entries.values()]; }
  get failed() { return this.#failures > 0; }
  get full() { return this.#failures > 0 && this.#entries.size >= MOST; }

  add(entry) {
    const made = { ...entry, id: uuid(), at: this.#last = Math.max(Date.now(), this.#last + 1) };
    this.#entries.set(made.id, made);
    try { localStorage.setItem(this.#prefix + made.id, JSON.stringify(made)); } catch { /* A full store: it waits in this page alone. */ }
    if (this.#entries.size - this.#flight.size >= this.#batch) this.flush(); else this.#soon(this.#interval);
    this.#tell();
    return made;
  }

  #mark({ id }) { this.#posted.add(id); }

  /** Takes one out that was never sent; false if it was. */
  drop(id) {
    if (!this.#entries.has(id) || this.#posted.has(id)) return false;
    this.#remove(id);
    this.#tell();
    return true;
  }

  #remove(id) { this.#entries.delete(id); localStorage.removeItem(this.#prefix + id); }

  #soon(wait) {
    if (this.#timer && wait) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#timer = 0; this.flush(); }, wait);
  }

  retry() { if (this.#entries.size) this.#soon(0); }

  /** Sends what waits. Resolves when the answer was dealt with. */
  async flush() {
    if (this.#flight.size || !this.#entries.size) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    const batch = this.waiting.slice(0, 100);
    batch.forEach(({ id }) => this.#flight.add(id));
    this.#tell();
    const told = await this.#send(batch).catch(() => null);
    this.#flight.clear();
    this.#failures = told ? 0 : this.#failures + 1;
    if (told) this.#arrived(told);
    this.#tell();
    if (this.#entries.size) this.#soon(told ? this.#entries.size >= this.#batch ? 0 : this.#interval : Math.min(SLOWEST, 2000 * 2 ** (this.#failures - 1)));
  }

  async #send(batch, again = true) {
    const answer = await this.#post(batch);
    if (answer.status === 403 && again && await renewed('/me')) return this.#send(batch, false);
    if (answer.status === 422 || answer.status === 400) return this.#singly(batch, answer);
    const told = answer.ok && !answer.redirected ? await answer.json() : null;
    return told && { saved: told.saved ?? [], refused: told.refused ?? [], left: told.left };
  }

  #post(batch, keepalive = false) {
    batch.forEach(entry => this.#mark(entry));
    const verdicts = batch.map(({ id, match, verdict, reason = null, group = 'one', undoes = null }) => ({ id, match, verdict, reason, group, undoes }));
    return fetch(this.#endpoint, { method: 'POST', credentials: 'same-origin', keepalive, headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...csrf() }, body: JSON.stringify({ verdicts }) });
  }

  /* One the server does not understand does not hold up the others. */
  async #singly(batch, answer) {
    if (batch.length === 1) {
      const said = await answer.json().catch(() => ({}));
      return { saved: [], refused: [{ id: batch[0].id, why: said.detail ?? said.title ?? '' }] };
    }
    const all = { saved: [], refused: [] };
    for (const one of batch) {
      const told = await this.#send([one]);
      if (!told) return null;
      all.saved.push(...told.saved);
      all.refused.push(...told.refused);
      all.left = told.left ?? all.left;
    }
    return all;
  }

  #arrived({ saved, refused, left }) {
    saved.forEach(id => this.#remove(id));
    refused.forEach(({ id }) => this.#remove(id));
    if (saved.length) this.dispatchEvent(new CustomEvent('saved', { detail: { ids: saved, left } }));
    if (refused.length) this.dispatchEvent(new CustomEvent('refused', { detail: { refused } }));
  }

  /* The page goes: what waits is sent along, and stays kept until an answer comes to some page. */
  #leave() {
    if (this.#entries.size) this.#post(this.waiting.slice(0, MOST), true).catch(() => {});
  }

  #tell() { this.dispatchEvent(new CustomEvent('change', { detail: { waiting: this.#entries.size, sending: this.#flight.size, failed: this.failed } })); }
}
