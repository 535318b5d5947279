/* photo-grid.js: <photo-grid> (markup in css/gallery.css). Works as links, checkboxes and a form without script.
   Attributes: data-picked (selector of the bar, ".picked"), data-size (selector of the range input, "[data-row-size]").
   Events: `select` {ids}. Methods: ids(), clear(), all().
   Keys: arrows and J K move, Enter opens, Space and X select, Shift with them selects up to here, Ctrl-A all loaded, Esc none; F shows a frame
   large, I its facts, Z takes back the last watch or rest; with data-place frames can be dragged (grid-moves.js);
   buttons of the bar with data-key act on that letter. A button with data-clear clears. */

import { singleKey } from './keys.js';
import { GridWindow, Place } from './grid-window.js';
import { draggable, forget, remember, undo } from './grid-moves.js';
import { details, lightbox } from './grid-sheets.js';

const ROW = 'row';
const box = frame => frame.querySelector('.pick input');
const link = frame => frame.querySelector('a');

class PhotoGrid extends HTMLElement {
  #window; #place; #ids = new Set(); #anchor; #shift = false; #quit;

  connectedCallback() {
    this.#quit = new AbortController();
    const listen = (target, kind, act) => target.addEventListener(kind, act, { signal: this.#quit.signal });
    this.#size(listen);
    this.#window = new GridWindow(this, chunks => chunks.forEach(chunk => this.#adopt(chunk)));
    this.#place = new Place(this);
    listen(this, 'pointerdown', event => { this.#shift = event.shiftKey; });
    listen(this, 'click', event => this.#click(event));
    listen(this, 'change', event => event.target.matches('.pick input') && this.#ticked(event.target));
    listen(this, 'focusin', event => this.#roam(event.target.closest('.frame')));
    listen(document, 'keydown', event => this.#key(event));
    listen(document, 'click', event => this.#outside(event));
    listen(document, 'change', event => event.target.matches('[data-all]') && this.#show());
    let width = this.clientWidth;
    const sized = new ResizeObserver(() => { if (width !== this.clientWidth) { width = this.clientWidth; this.#window.measure(); } });
    sized.observe(this);
    this.#quit.signal.addEventListener('abort', () => sized.disconnect());
    if (this.dataset.place) draggable(this, this.dataset.place, () => this.ids(), listen);
    this.#show();
  }

  disconnectedCallback() { this.#quit.abort(); this.#window.close(); this.#place.close(); document.body.classList.remove('picking'); }

  ids() { return [...this.#ids]; }
  clear() { const all = this.#bar?.querySelector('[data-all]'); if (all) all.checked = false; this.#each(this.#frames(), false); }
  all() { this.#each(this.#frames(), true); }

  #frames() { return [...this.querySelectorAll('.frame')]; }
  get #bar() { return document.querySelector(this.dataset.picked ?? '.picked'); }

  /** One frame is in the tab order, the arrows reach the others. */
  #adopt(chunk) {
    for (const frame of chunk.querySelectorAll('.frame')) {
      link(frame).tabIndex = -1;
      const input = box(frame);
      if (!input) continue;
      input.tabIndex = -1;
      input.autocomplete = 'off';     /* else every history.replaceState writes down thousands of boxes */
      if (input.checked) this.#set(input, true);
    }
    if (!this.querySelector('.frame > a[tabindex="0"]')) { const first = this.querySelector('.frame > a'); if (first) first.tabIndex = 0; }
  }

  #roam(frame) {
    if (!frame) return;
    for (const old of this.querySelectorAll('.frame > a[tabindex="0"]')) old.tabIndex = -1;
    link(frame).tabIndex = 0;
  }

  #click(event) {
    const end = event.target.closest('a.more');
    if (end && end.ariaBusy !== 'true') { event.preventDefault(); this.#window.follow(end); return; }
    const frame = event.target.closest('.frame');
    if (!frame || event.target.closest('.pick') || !event.target.closest('a')) return;
    const tap = event.pointerType === 'touch' && this.#ids.size > 0;
    if (!tap && !event.shiftKey) return;
    event.preventDefault();
    this.#toggle(frame, event.shiftKey);
  }

  #ticked(input) {
    const frame = input.closest('.frame');
    if (this.#shift && this.#anchor) this.#range(frame, input.checked); else this.#set(input, input.checked);
    this.#shift = false;
    this.#anchor = frame;
    this.#show();
  }

  #toggle(frame, upTo) {
    const input = box(frame);
    if (!input) return;
    if (upTo && this.#anchor) this.#range(frame, true); else this.#set(input, !input.checked);
    this.#anchor = frame;
    this.#show();
  }

  #set(input, on) {
    const all = this.#bar?.querySelector('[data-all]');
    if (all?.checked && !on) all.checked = false;
    input.checked = on;
    input.closest('.frame').classList.toggle('sel', on);
    if (on) this.#ids.add(input.value); else this.#ids.delete(input.value);
  }

  #range(frame, on) {
    const frames = this.#frames(), [from, to] = [frames.indexOf(this.#anchor), frames.indexOf(frame)].sort((one, two) => one - two);
    for (const each of frames.slice(Math.max(from, 0), to + 1)) this.#set(box(each), on);
  }

  #each(frames, on) {
    frames.forEach(frame => { const input = box(frame); if (input) this.#set(input, on); });
    if (!on) { this.#ids.clear(); this.#anchor = undefined; }
    this.#show();
  }

  #show() {
    const bar = this.#bar, all = bar?.querySelector('[data-all]'), count = all?.checked ? Number(all.dataset.all) : this.#ids.size;
    for (const part of [this, document.body]) part.classList.toggle('picking', count > 0);
    this.dispatchEvent(new CustomEvent('select', { detail: { ids: this.ids() }, bubbles: true }));
    if (!bar) return;
    bar.classList.toggle('on', count > 0);
    const said = bar.querySelector('[data-many]');
    if (said) said.textContent = (count === 1 ? said.dataset.one : said.dataset.many).replace('{n}', count.toLocaleString(document.documentElement.lang || undefined));
  }

  #outside(event) {
    const turn = event.target.closest('.picked button[name=on]');
    if (turn && this.#bar?.contains(turn)) { if (this.#bar.querySelector('[data-all]')?.checked) forget(); else remember(turn, this.#frames().filter(frame => this.#ids.has(frame.dataset.id))); }
    if (event.target.closest('[data-clear]')) { event.preventDefault(); this.clear(); }
    const year = event.target.closest('.years [data-year]');
    const chunk = year && this.querySelector(`.month[data-month^="${CSS.escape(year.dataset.year)}"]`);
    if (!chunk) return;
    event.preventDefault();
    chunk.scrollIntoView();
  }

  #size(listen) {
    const input = document.querySelector(this.dataset.size ?? '[data-row-size]');
    const kept = Number(localStorage.getItem(ROW));
    if (kept >= 120 && kept <= 320) this.style.setProperty('--row', `${kept}px`);
    if (!input) return;
    input.value = kept || input.value;
    listen(input, 'input', () => this.#resize(Number(input.value)));
  }

  #resize(row) {
    const first = this.#place.first(), top = first?.getBoundingClientRect().top;
    this.style.setProperty('--row', `${row}px`);
    localStorage.setItem(ROW, row);
    this.#window.measure();
    if (first) scrollBy(0, first.getBoundingClientRect().top - top);
  }

  #key(event) {
    const here = document.activeElement?.closest?.('photo-grid .frame');
    const free = document.activeElement === document.body || here;
    if (!free || event.defaultPrevented || document.querySelector('dialog[open], :popover-open')) return;
    if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.all(); return; }
    if (event.key === 'Escape' && this.#ids.size) { this.clear(); return; }
    if (this.#act(event, here)) event.preventDefault();
  }

  #act(event, here) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key], row = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (here && event.altKey === false && (step || row)) return this.#go(step ? this.#beside(here, step) : this.#across(here, row), event.shiftKey);
    if (here && event.key === ' ') return this.#toggle(here, event.shiftKey), true;
    if (!singleKey(event)) return false;
    const letter = event.key.toLowerCase();
    if (letter === 'j' || letter === 'k') return this.#go(here ? this.#beside(here, letter === 'j' ? 1 : -1) : this.#place.first());
    const frame = here ?? this.querySelector('.frame:hover');
    if (letter === 'x' && frame) return this.#toggle(frame, event.shiftKey), true;
    if (letter === 'f' && frame) return lightbox(frame, (from, step) => this.#beside(from, step), this.dataset), true;
    if (letter === 'i' && frame) return details(frame, this.dataset), true;
    if ((letter === 'z' || letter === 'backspace') && this.#bar) return undo(this.#bar);
    const button = this.#ids.size && this.#bar?.querySelector(`[data-key="${CSS.escape(letter)}" i]`);
    return button ? (button.click(), true) : false;
  }

  #go(frame, extend = false) {
    if (!frame) return false;
    if (extend) { const from = document.activeElement.closest('.frame'); this.#anchor ??= from; this.#range(frame, true); this.#show(); }
    link(frame).focus({ preventScroll: true });
    frame.scrollIntoView({ block: 'nearest' });
    return true;
  }

  #beside(frame, step) {
    const frames = this.#frames();
    return frames[frames.indexOf(frame) + step];
  }

  /** The frame of the next or previous row whose middle is nearest. */
  #across(frame, step) {
    const frames = this.#frames(), from = frame.getBoundingClientRect(), middle = from.left + from.width / 2;
    let best, row, near = Infinity;
    for (let at = frames.indexOf(frame) + step; frames[at]; at += step) {
      const rect = frames[at].getBoundingClientRect();
      if (Math.abs(rect.top - from.top) < 3) continue;
      row ??= rect.top;
      if (Math.abs(rect.top - row) > 3) break;
      const far = Math.abs(rect.left + rect.width / 2 - middle);
      if (far < near) { near = far; best = frames[at]; }
    }
    return best;
  }
}

customElements.define('photo-grid', PhotoGrid);
