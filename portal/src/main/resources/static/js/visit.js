/* visit.js: while photos are on their way, links of the portal change the page without leaving the document, so that the upload goes on.
   Everything in <body> is exchanged but the panel; title, style sheets and modules of the new page are added. Emits `visit` on document afterwards.
   Anything unusual (another origin, a form, an error, no <main>) is an ordinary visit, about which the browser asks first. */

const plain = event => event.button === 0 && !event.defaultPrevented && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

export class Visits {
  #panel; #active; #last = 0;

  constructor(panel, active, signal) {
    this.#panel = panel;
    this.#active = active;
    document.addEventListener('click', event => this.#click(event), { signal });
    addEventListener('popstate', () => this.#visited && this.#go(location.href), { signal });
  }

  #visited = false;

  #click(event) {
    const link = event.target.closest?.('a[href]');
    if (!link || !plain(event) || !this.#active() || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
    event.preventDefault();
    this.#go(link.href, true);
  }

  async #go(address, push = false) {
    const turn = ++this.#last;
    try {
      const answer = await fetch(address, { headers: { Accept: 'text/html' }, credentials: 'same-origin' });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (turn !== this.#last) return;
      if (!answer.ok || !page.querySelector('main') || new URL(answer.url).origin !== location.origin) throw new Error('an ordinary visit');
      await this.#head(page);
      if (push) history.pushState({}, '', answer.url);
      this.#visited = true;
      this.#body(page);
    } catch { location.assign(address); }
  }

  async #head(page) {
    document.title = page.title;
    for (const meta of page.querySelectorAll('meta[name^=csrf]')) document.querySelector(`meta[name="${meta.name}"]`)?.setAttribute('content', meta.content);
    const has = (selector, name, value) => [...document.querySelectorAll(selector)].some(one => one.getAttribute(name) === value);
    const sheets = [...page.querySelectorAll('link[rel=stylesheet]')].filter(link => !has('link[rel=stylesheet]', 'href', link.getAttribute('href')));
    await Promise.all(sheets.map(sheet => new Promise(done => {
      const link = document.importNode(sheet);
      link.onload = link.onerror = done;
      document.head.append(link);
    })));
    for (const old of page.querySelectorAll('script[type=module][src]')) {
      if (!has('script[type=module]', 'src', old.getAttribute('src'))) document.head.append(Object.assign(document.createElement('script'), { type: 'module', src: old.getAttribute('src') }));
    }
  }

  #body(page) {
    for (const other of page.querySelectorAll('upload-panel')) {
      if (other.hasAttribute('large')) other.replaceWith(...other.querySelectorAll(':scope > form')); else other.remove();
    }
    page.querySelectorAll('body script').forEach(script => script.remove());
    const panel = this.#panel;
    panel.removeAttribute('large');
    panel.querySelector(':scope > form')?.remove();
    if (panel.parentElement !== document.body) document.body.append(panel);
    [...document.body.childNodes].forEach(node => node === panel || node.remove());
    panel.before(...[...page.body.childNodes].map(node => document.adoptNode(node)));
    scrollTo({ top: 0, behavior: 'instant' });
    const main = document.querySelector('main');
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
    document.dispatchEvent(new Event('visit'));
  }
}
