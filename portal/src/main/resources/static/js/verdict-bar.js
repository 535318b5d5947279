/* verdict-bar.js: <verdict-bar data-endpoint data-person data-words="#id" data-batch="10" data-interval="2000" data-min-look="150"><form>…
   four submit buttons [name=verdict], a row of reasons [data-reasons=verdict] > button[value], a line .says, and (anywhere) [data-saved] …</form></verdict-bar>
   Nobody judges what was not seen: a verdict is refused until `seen()` was told and min-look milliseconds went by.
   Set `current` = {id, siblings}; call seen() when it is on the screen. Methods: give(verdict, all), takeBack(entry), refine(reason).
   Events: before-verdict (cancelable), verdict {entry}, refined {entry}, unseen, full, saved {left}, refused {refused}. Without script the form is sent. */

import { Journal } from './journal.js';
import { many, words } from './words.js';

class VerdictBar extends HTMLElement {
  #journal; #current = null; #seen = Infinity; #last = null; #stop; #hush;

  connectedCallback() {
    this.#stop = new AbortController();
    const { person, endpoint, batch, interval } = this.dataset, { signal } = this.#stop;
    this.#journal = new Journal(person, endpoint, { batch: Number(batch ?? 10), interval: Number(interval ?? 2000) });
    this.#journal.addEventListener('change', event => this.#state(event.detail));
    this.#journal.addEventListener('saved', event => this.#tell('saved', event.detail));
    this.#journal.addEventListener('refused', event => this.#tell('refused', event.detail));
    this.addEventListener('submit', event => event.preventDefault());
    this.addEventListener('click', event => this.#click(event));
    document.addEventListener('click', event => event.target.closest('[data-retry]') && this.#journal.retry(), { signal });
    this.setAttribute('live', '');
    this.#state({ waiting: this.#journal.waiting.length, sending: 0, failed: false });
  }

  disconnectedCallback() { this.#stop.abort(); this.#journal.close(); }

  get journal() { return this.#journal; }
  get last() { return this.#last; }
  get #words() { return words(this.dataset.words); }

  set current(match) {
    this.#current = match;
    this.#seen = Infinity;
  }

  seen() { this.#seen = performance.now(); }

  #click(event) {
    const button = event.target.closest('button');
    if (!button || !this.contains(button)) return;
    const reason = button.closest('[data-reasons]');
    if (reason) this.refine(button.value);
    else if (button.name === 'verdict') this.give(button.value, event.shiftKey);
    else return;
    event.preventDefault();
    if (event.detail) this.querySelector('[role=group]')?.focus({ preventScroll: true });     /* so that Space compares again */
  }

  /** True if it was given. */
  give(verdict, all = false) {
    const match = this.#current;
    if (!match || this.querySelector(`[name=verdict][value="${CSS.escape(verdict)}"]`)?.disabled) return false;
    if (performance.now() - this.#seen < Number(this.dataset.minLook ?? 150) || this.#seen === Infinity) return this.#no('look', 'unseen');
    if (this.#journal.full) return this.#no('full_', 'full');
    const group = all && match.siblings > 1 ? 'photo_on_site' : 'one';
    if (!this.dispatchEvent(new CustomEvent('before-verdict', { detail: { verdict, group }, bubbles: true, cancelable: true }))) return false;
    this.#press(verdict);
    this.#last = this.#journal.add({ match: match.id, verdict, reason: null, group });
    this.reasons(verdict);
    this.#tell('verdict', { entry: this.#last });
    return true;
  }

  #no(word, event) {
    this.says(this.#words[word]);
    this.#tell(event, {});
    return false;
  }

  #press(verdict) {
    const button = this.querySelector(`[name=verdict][value="${verdict}"]`);
    button?.classList.add('hot');
    setTimeout(() => button?.classList.remove('hot'), 160);
  }

  /** Takes one back: unsent it never was, else the server makes stand again what stood before. */
  takeBack(entry) {
    if (this.#last?.match === entry.match) { this.#last = null; this.reasons(null); }
    this.#undo(entry);
  }

  #undo({ id, match, group }) {
    if (!this.#journal.drop(id)) this.#journal.add({ match, verdict: null, reason: null, group, undoes: id });
  }

  /** A finer reason for the last verdict. */
  refine(reason) {
    const last = this.#last;
    if (!last || !this.#row(last.verdict)?.querySelector(`[value="${CSS.escape(reason)}"]`)) return false;
    const now = last.reason === reason ? null : reason;
    this.#undo(last);     /* said anew as one act: taken back, it leaves what stood before both */
    this.#last = this.#journal.add({ match: last.match, verdict: last.verdict, reason: now, group: last.group });
    this.#row(last.verdict).querySelectorAll('button').forEach(button => button.setAttribute('aria-pressed', button.value === now));
    this.#tell('refined', { entry: this.#last, before: last.id });
    return true;
  }

  #row(verdict) { return verdict && this.querySelector(`[data-reasons="${verdict}"]`); }

  /** The nth reason of the row that is shown. */
  refineBy(index) {
    const button = this.querySelectorAll('[data-reasons]:not([hidden]) button')[index];
    return !!button && this.refine(button.value);
  }

  reasons(verdict) {
    this.says('');
    for (const row of this.querySelectorAll('[data-reasons]')) {
      row.hidden = row.dataset.reasons !== verdict;
      row.querySelectorAll('button').forEach(button => button.setAttribute('aria-pressed', 'false'));
    }
  }

  says(text) {
    const line = this.querySelector('.says');
    if (!line) return;
    line.textContent = text;
    line.hidden = !text;
    clearTimeout(this.#hush);
    if (text) this.#hush = setTimeout(() => this.says(''), 2400);
  }

  #state({ waiting, failed }) {
    const place = document.querySelector('[data-saved]');
    if (!place) return;
    const text = !waiting ? this.#words.saved : failed ? many(this.#words.unsaved, waiting) : many(this.#words.saving, waiting);
    place.querySelector('span').textContent = text;
    place.classList.toggle('bad', failed && waiting > 0);
    place.querySelector('[data-retry]').hidden = !failed || !waiting;
  }

  #tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true })); }
}

customElements.define('verdict-bar', VerdictBar);
