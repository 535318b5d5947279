/* upload-panel.js: <upload-panel [large]> on every page: drop anywhere, folders, paste; a docked panel that counts, lists what needs a person, and folded below it what was here already, with links.
   Attributes: data-endpoint ("/api/v1/uploads"), data-known ("/api/v1/works/known"), data-status (= endpoint), data-parallel (4), data-max-bytes,
   data-accept (".jpg,.png"), data-tus (address of tus.min.js), data-with-creation (send the first bytes with the creating request).
   Content: the plain form (class drop) for no script; its file inputs (webkitdirectory too) are used. <script type="application/json" class="texts"> overrides WORDS below.
   Any [data-upload] button elsewhere on the page opens the file dialog. Events: `added` {files}, `progress` {counts}, `finished` {counts}. Methods: add(files), pause(), resume(). */

import { renewed } from './post.js';
import { Memory } from './upload-memory.js';
import { UploadQueue } from './upload-queue.js';
import { chosen, dropped, pasted } from './upload-files.js';
import { Visits } from './visit.js';

const WORDS = { title: '{done} of {total} photos', in: '{n} in', here: '{n} were here already', hereOne: '1 was here already', near: '{n} look like others', nearOne: '1 looks like another',
  opened: '{n} archives opened', openedOne: '1 archive opened', left: '{n} other files left out', leftOne: '1 other file left out', problems: '{n} need you', problemsOne: '1 needs you', minutes: '{n} min left', hours: '{h} h {n} min left',
  working: 'being read', finished: 'All {total} are here', finishedOne: 'It is here', pause: 'Pause', resume: 'Go on', fold: 'Fold', unfold: 'Unfold', close: 'Close', drop: 'Leave out',
  dropAll: 'Leave all out', retry: 'Try again', retryAll: 'Try all again', more: 'and {n} more', rimOne: 'Drop 1 photo', rimMany: 'Drop {n} photos', rimFolder: 'Drop the folder', declared: 'You declare that you made it, or may act for who did',
  pill: '{done} of {total}', unfinished: '{n} photos of your last visit were not finished. Choose the same files again; what has arrived stays.',
  unfinishedOne: '1 photo of your last visit was not finished. Choose it again; what has arrived stays.', choose: 'Choose', forget: 'Forget', paused: 'Paused.',
  signedOut: 'You are signed out. Sign in in another tab, then go on.', empty: 'The file is empty', raw: 'Raw file; upload its JPEG', large: 'The file is too large', kind: 'Not a picture',
  refused: 'It could not be taken', failed: 'The connection broke', notWatched: '{n} not watched', notWatchedOne: '1 not watched', told: 'Here already, or worth knowing', showWork: 'Show', showOther: 'Show that one',
  wasHere: 'was here already', archive: '{in} in, {here} here already, {refused} not taken', showMore: 'Show more' };
const SHOWN = 50, DRAW = 200, RATE_OVER = 20000;

function element(name, props = {}, ...children) {
  const made = Object.assign(document.createElement(name), props);
  made.append(...children);
  return made;
}

class UploadPanel extends HTMLElement {
  #words = WORDS; #queue; #memory; #parts; #quit; #drawn = 0; #timer; #samples = []; #listed; #own = false; #folded = false; #toldShown = SHOWN; #toldListed; #unfinished = 0; #out = false; #was = false;

  connectedCallback() {
    this.#quit = new AbortController();
    if (!this.#queue) this.#begin();
    const listen = (target, kind, act, options) => target.addEventListener(kind, act, { signal: this.#quit.signal, ...options });
    listen(window, 'dragstart', () => { this.#own = true; });
    listen(window, 'dragend', () => { this.#own = false; });
    listen(window, 'dragenter', event => this.#over(event));
    listen(window, 'dragover', event => this.#over(event));
    listen(window, 'dragleave', event => event.relatedTarget ?? this.#rim(null));
    listen(window, 'drop', event => this.#drop(event));
    listen(document, 'paste', event => this.#paste(event));
    listen(document, 'click', event => event.target.closest?.('[data-upload]') && this.#choose(event));
    listen(document, 'change', event => event.target.matches('upload-panel input[type=file], form.drop input[type=file]') && this.#picked(event.target));
    new Visits(this, () => this.#queue.active, this.#quit.signal);
    listen(window, 'beforeunload', event => this.#queue.active && event.preventDefault());
    listen(window, 'online', () => this.#queue.paused || this.#queue.retry());
  }

  disconnectedCallback() { this.#quit.abort(); }

  add(files, fromFolder = false) {
    this.#unfinished = 0;
    this.dispatchEvent(new CustomEvent('added', { detail: { files: files.length }, bubbles: true }));
    return this.#queue.add(files, fromFolder);
  }

  pause() { this.#queue.pause(); }
  /** After signing in again, also elsewhere, the page has to have the new session's token. */
  async resume() { if (this.#out && !await renewed('/me').catch(() => false)) return; this.#out = false; this.#queue.resume(); this.#soon(); }

  #begin() {
    const own = this.querySelector('script.texts');
    if (own) this.#words = { ...WORDS, ...JSON.parse(own.textContent) };
    const { endpoint = '/api/v1/uploads', known = '/api/v1/works/known', status, parallel = 4, maxBytes, accept, tus, withCreation } = this.dataset;
    this.#memory = new Memory();
    const accepted = accept && new RegExp(`(${accept.split(',').map(end => RegExp.escape?.(end.trim()) ?? end.trim().replace('.', '\\.')).join('|')})$`, 'i');
    this.#queue = new UploadQueue({ endpoint, known, status: status ?? endpoint, parallel: Number(parallel), maxBytes: Number(maxBytes) || 0, accept: accepted, withCreation: withCreation !== undefined,
      words: this.#words, worker: new URL('./hash-worker.js', import.meta.url), tus: () => script(tus ?? new URL('../vendor/tus-js-client-4.3.1/tus.min.js', import.meta.url)) }, this.#memory);
    this.#queue.addEventListener('change', () => this.#soon());
    this.#queue.addEventListener('signed-out', () => { this.#out = true; this.#soon(); });
    this.#memory.unfinished().then(many => { this.#unfinished = many; if (many) this.#soon(); });
  }

  /* taking files */
  #files(event) { return !this.#own && event.dataTransfer?.types.includes('Files'); }

  #over(event) {
    if (!this.#files(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    if (event.type === 'dragenter') this.#rim([...event.dataTransfer.items].filter(item => item.kind === 'file'));
  }

  #rim(items) {
    const rim = document.querySelector('.up-rim');
    if (!items) { rim?.remove(); return; }
    const text = items.length === 1 && !items[0].type ? 'rimFolder' : items.length === 1 ? 'rimOne' : 'rimMany';
    if (rim) return;
    document.body.append(element('div', { className: 'up-rim', ariaHidden: 'true' }, element('p', { textContent: this.#say(text, items.length) }, element('small', { textContent: this.#words.declared }))));
  }

  #drop(event) {
    this.#rim(null);
    if (!this.#files(event)) return;
    event.preventDefault();
    dropped(event.dataTransfer, (files, fromFolder) => this.add(files, fromFolder));
  }

  #paste(event) {
    if (event.target.closest?.('input, textarea, [contenteditable]')) return;
    const files = pasted(event.clipboardData);
    if (files.length) { event.preventDefault(); this.add(files); }
  }

  #picked(input) { const files = chosen(input); input.value = ''; this.add(files, input.webkitdirectory); }

  #choose(event) {
    event?.preventDefault();
    const folder = event?.target.closest('[data-upload]')?.dataset.upload === 'folder';
    const input = element('input', { type: 'file', multiple: true, webkitdirectory: folder });
    input.addEventListener('change', () => this.#picked(input));
    input.click();
  }

  /* showing */
  #say(word, n = 0, more = {}) {
    const number = value => typeof value === 'number' ? value.toLocaleString(document.documentElement.lang || undefined) : value;
    return (n === 1 && this.#words[`${word}One`] || this.#words[word]).replace(/\{(\w+)\}/g, (_, name) => number({ n, ...more }[name] ?? ''));
  }

  #soon() { this.#timer ??= setTimeout(() => { this.#timer = undefined; this.#draw(); }, Math.max(0, this.#drawn + DRAW - performance.now())); }

  #button(word, act, kind = 'btn bare small') {
    const made = element('button', { type: 'button', className: kind, textContent: this.#words[word] });
    made.addEventListener('click', act);
    return made;
  }

  #build() {
    const part = (name, className, props = {}) => element(name, { className, ...props });
    const parts = { title: part('strong', ''), left: part('span', 'left'), done: document.createElement('i'), here: document.createElement('i'), sum: part('span', ''), need: part('b', ''), say: part('div', 'say'), list: part('ul', '') };
    parts.pause = this.#button('pause', () => !this.#queue.active ? this.#close() : this.#queue.paused ? this.resume() : this.pause());
    parts.fold = this.#button('fold', () => this.#fold(true), 'btn bare small fold');
    parts.fold.textContent = '–';
    parts.fold.ariaLabel = this.#words.fold;
    parts.told = part('details', 'told');
    parts.told.append(document.createElement('summary'), document.createElement('ul'));
    parts.status = part('p', 'visually-hidden', { role: 'status' });
    parts.box = element('section', { className: 'up', ariaLabel: this.#words.title.replace(/\{\w+\}/g, '').trim() },
      element('header', {}, parts.title, parts.left, element('span', { className: 'end' }, parts.pause, parts.fold)),
      element('div', { className: 'line' }, parts.done, parts.here), element('div', { className: 'sum' }, parts.sum, parts.need), parts.say, parts.list, parts.told, element('p', { className: 'declared', textContent: this.#words.declared }), parts.status);
    parts.pill = element('button', { className: 'up-pill', type: 'button', hidden: true });
    parts.pill.addEventListener('click', () => this.#fold(false));
    this.append(parts.box, parts.pill);
    return parts;
  }

  #fold(folded) { this.#folded = folded; this.#draw(); (folded ? this.#parts.pill : this.#parts.fold).focus(); }
  #close() {
    this.#parts.box.remove();
    this.#parts.pill.remove();
    this.#parts = this.#listed = this.#toldListed = undefined;
    this.#toldShown = SHOWN;
    this.#unfinished = 0;
    this.#queue.clear();
  }

  #draw() {
    this.#drawn = performance.now();
    const { counts, problems, active } = this.#queue, done = this.#queue.ended, { total } = counts;
    if (!total && !this.#unfinished && !this.#parts) return;
    const parts = this.#parts ??= this.#build();
    parts.box.classList.toggle('asks', !total);
    parts.title.textContent = total ? this.#say(active ? 'title' : problems.length ? 'title' : 'finished', total, { done, total }) : '';
    parts.left.textContent = active ? this.#left() : '';
    parts.done.style.width = `${total ? 100 * (counts.in + counts.near + counts.opened) / total : 0}%`;
    parts.here.style.width = `${total ? 100 * counts.here / total : 0}%`;
    parts.sum.textContent = ['in', 'here', 'near', 'notWatched', 'opened', 'left'].filter(name => counts[name] || name === 'in' && total).map(name => this.#say(name, counts[name])).join(', ');
    parts.need.textContent = problems.length ? this.#say('problems', problems.length) : '';
    parts.pause.textContent = active ? this.#words[this.#queue.paused ? 'resume' : 'pause'] : this.#words.close;
    parts.box.hidden = this.#folded;
    parts.pill.hidden = !this.#folded;
    parts.pill.replaceChildren(this.#say('pill', 0, { done, total }), ...problems.length ? [element('b', { textContent: parts.need.textContent })] : []);
    this.#drawSay(parts);
    this.#drawList(parts);
    this.#drawTold(parts);
    this.#tell(parts, active);
  }

  #tell(parts, active) {
    const { counts } = this.#queue;
    this.dispatchEvent(new CustomEvent('progress', { detail: { counts }, bubbles: true }));
    if (this.#was && !active) {
      parts.status.textContent = `${parts.title.textContent}. ${parts.sum.textContent} ${parts.need.textContent}`;
      this.#memory.kept().then(() => this.dispatchEvent(new CustomEvent('finished', { detail: { counts }, bubbles: true })));
    }
    this.#was = active;
  }

  #drawSay({ say }) {
    const word = this.#out ? 'signedOut' : this.#queue.paused ? 'paused' : this.#unfinished ? 'unfinished' : this.#queue.counts.failed > 1 ? 'failed' : '';
    say.hidden = !word;
    if (say.dataset.word === word) return;
    say.dataset.word = word;
    const buttons = { unfinished: () => [this.#button('choose', () => this.#choose(), 'btn small'), this.#button('forget', () => { this.#memory.forget(); this.#unfinished = 0; this.#close(); })], failed: () => [this.#button('retryAll', () => this.#queue.retry(), 'btn small')] }[word]?.() ?? [];
    say.replaceChildren(element('p', { textContent: word ? this.#say(word, this.#unfinished) : '' }), ...buttons);
  }

  #drawList({ list }) {
    const { problems } = this.#queue, shown = problems.slice(0, SHOWN), state = `${problems.length}|${shown.map(entry => entry.key + entry.state).join()}`;
    list.hidden = !problems.length;
    if (this.#listed === state) return;
    this.#listed = state;
    const rest = problems.length - shown.length;
    list.replaceChildren(...shown.map(entry => this.#row(entry)), ...rest || problems.length > 5 ? [element('li', { className: 'rest' }, rest ? `${this.#say('more', rest)} ` : '', this.#button('dropAll', () => this.#queue.drop(), 'linklike'))] : []);
  }

  #row(entry) {
    const act = entry.state === 'failed' ? this.#button('retry', () => this.#queue.retry([entry]), 'btn small') : this.#button('drop', () => this.#queue.drop([entry]));
    act.setAttribute('aria-label', `${act.textContent}: ${entry.name}`);
    return element('li', {}, element('span', { className: 'x', ariaHidden: 'true', textContent: /\.(\w{1,4})$/.exec(entry.name)?.[1] ?? '?' }), element('b', { textContent: entry.name, title: entry.path }), act, element('span', { className: 'why', textContent: entry.reason ?? '' }));
  }

  #drawTold({ told }) {
    const all = this.#queue.told, shown = all.slice(0, this.#toldShown), state = `${all.length}|${shown.length}`;
    told.hidden = !all.length;
    if (this.#toldListed === state) return;
    this.#toldListed = state;
    const [summary, list] = told.children, rest = all.length - shown.length;
    summary.textContent = `${this.#words.told} (${all.length.toLocaleString(document.documentElement.lang || undefined)})`;
    list.replaceChildren(...shown.map(entry => this.#toldRow(entry)), ...rest ? [element('li', { className: 'rest' }, `${this.#say('more', rest)} `, this.#button('showMore', () => { this.#toldShown += SHOWN; this.#draw(); }, 'linklike'))] : []);
  }

  #toldRow(entry) {
    const { within } = entry, link = (word, href) => {
      const made = element('a', { href, textContent: this.#words[word] });
      made.setAttribute('aria-label', `${made.textContent}: ${entry.name}`);
      return made;
    };
    const links = within ? [link('showWork', `/upload?archive=${entry.id}`)] : [...entry.work ? [link('showWork', `/photos/${entry.work}`)] : [], ...entry.same ? [' ', link('showOther', `/photos/${entry.same}`)] : []];
    const why = within ? this.#say('archive', 0, { in: within.registered, here: within.duplicates, refused: within.refused }) : entry.reason ?? this.#words.wasHere;
    return element('li', {}, element('span', { className: 'x', ariaHidden: 'true', textContent: /\.(\w{1,4})$/.exec(entry.name)?.[1] ?? '?' }), element('b', { textContent: entry.name, title: entry.path }), element('span', { className: 'acts' }, ...links), element('span', { className: 'why', textContent: why }));
  }

  /** Time left from the bytes of the last 20 s. */
  #left() {
    const { all, over } = this.#queue.bytes, now = performance.now();
    this.#samples.push([now, over]);
    while (this.#samples.length > 2 && this.#samples[0][0] < now - RATE_OVER) this.#samples.shift();
    const [then, before] = this.#samples[0], rate = (over - before) / (now - then);
    if (this.#queue.paused || now - then < 2000) return '';
    if (all - over < 1) return this.#words.working;
    if (!(rate > 0)) return '';
    const minutes = Math.ceil((all - over) / rate / 60000);
    return minutes < 60 ? this.#say('minutes', minutes) : this.#say('hours', minutes % 60, { h: Math.floor(minutes / 60) });
  }
}

let loading;
const script = address => loading ??= new Promise((done, failed) => {
  const made = element('script', { src: address });
  made.onload = () => done(window.tus);
  made.onerror = () => { loading = undefined; failed(new Error('tus')); };
  document.head.append(made);
});

customElements.define('upload-panel', UploadPanel);
