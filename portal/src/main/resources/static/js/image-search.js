/* image-search.js: <image-search> around the form of /search: drop, paste, choose, photograph; asks without leaving the page and shows the answer below.
   Attributes: data-looking, data-failed, data-dropped (words). Without script the form posts as it is. */

import { csrf } from './post.js';

class ImageSearch extends HTMLElement {
  #form; #answer; #well; #word; #asking; #shown = [];

  connectedCallback() {
    this.#form = this.querySelector('form');
    this.#answer = this.querySelector('.answer');
    this.#well = this.querySelector('.well');
    this.#word = this.querySelector('.well-word');
    const shoot = this.querySelector('.shoot');
    if (matchMedia('(pointer: coarse)').matches) shoot.hidden = false;
    this.#form.addEventListener('submit', event => { event.preventDefault(); this.#ask(new FormData(this.#form)); });
    for (const input of this.querySelectorAll('input[type=file]')) input.addEventListener('change', () => input.files.length && this.#askFile(input.files[0]));
    for (const kind of ['dragenter', 'dragover']) window.addEventListener(kind, event => { event.preventDefault(); this.#well.classList.add('over'); });
    window.addEventListener('dragleave', event => event.relatedTarget ?? this.#well.classList.remove('over'));
    window.addEventListener('drop', event => this.#drop(event));
    document.addEventListener('paste', event => this.#paste(event));
    this.#unpack();
  }

  #drop(event) {
    event.preventDefault();
    this.#well.classList.remove('over');
    const file = event.dataTransfer.files[0];
    const address = event.dataTransfer.getData('text/uri-list').split('\n').find(line => line && !line.startsWith('#'));
    if (file) this.#askFile(file); else if (address) this.#askAddress(address.trim());
  }

  #paste(event) {
    const file = event.clipboardData.files[0];
    if (file) { event.preventDefault(); this.#askFile(file); return; }
    const text = event.clipboardData.getData('text').trim();
    if (!event.target.matches('input') && /^https?:\/\/\S+$/.test(text)) this.#askAddress(text);
  }

  #askFile(file) {
    const form = new FormData();
    form.append('file', file, file.name);
    this.#form.reset();
    this.#ask(form);
  }

  #askAddress(address) {
    this.#form.elements.url.value = address;
    this.#ask(new FormData(this.#form));
  }

  /** The last question counts: an earlier one is given up. */
  async #ask(form) {
    this.#asking?.abort();
    const asking = this.#asking = new AbortController();
    this.#busy(true);
    try {
      const answer = await fetch(this.#form.action, { method: 'POST', body: form, signal: asking.signal, credentials: 'same-origin', headers: { 'X-Fragment': 'answer', Accept: 'text/html', ...csrf() } });
      const text = await answer.text();
      const found = new DOMParser().parseFromString(text, 'text/html').querySelector('.found');
      if (!found) throw new Error('no answer');
      this.#answer.replaceChildren(found);
      this.#unpack();
      this.#busy(false);
      this.#answer.focus({ preventScroll: true });
      this.#answer.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    } catch (failed) {
      if (asking.signal.aborted) return;
      this.#busy(false);
      const said = Object.assign(document.createElement('p'), { className: 'notice bad', textContent: this.dataset.failed });
      this.#answer.replaceChildren(said);
    }
  }

  #busy(on) {
    this.toggleAttribute('busy', on);
    this.#answer.setAttribute('aria-busy', on);
    this.#word.textContent = on ? this.dataset.looking : this.dataset.dropped;
  }

  /** Pictures that came inside the answer. */
  #unpack() {
    this.#shown.splice(0).forEach(URL.revokeObjectURL);
    for (const image of this.querySelectorAll('img[data-picture]')) {
      if (!image.dataset.picture) continue;
      const bytes = Uint8Array.from(atob(image.dataset.picture), letter => letter.charCodeAt(0));
      const address = URL.createObjectURL(new Blob([bytes], { type: 'image/webp' }));
      this.#shown.push(address);
      image.src = address;
      image.closest('figure').hidden = false;
    }
  }
}

customElements.define('image-search', ImageSearch);
