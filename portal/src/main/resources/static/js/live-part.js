/* live-part.js: <live-part id="…" data-every="2"> asks for its page again every so many seconds and shows what is in it now, until the page
   says no data-every any more; then the whole page is shown anew. Rests while the page is hidden; keeps what one is typing or has focused. */

class LivePart extends HTMLElement {
  connectedCallback() { this.plan(); }
  disconnectedCallback() { clearTimeout(this.timer); }

  plan() {
    const every = Number(this.dataset.every);
    if (every) this.timer = setTimeout(() => this.renew(), every * 1000);
  }

  async renew() {
    if (document.hidden || this.contains(document.activeElement)) return this.plan();
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(this.id);
      if (fresh) {
        if (!fresh.dataset.every) return location.reload();
        this.replaceChildren(...document.importNode(fresh, true).childNodes);
      }
    } catch { /* The connection broke; the next time. */ }
    this.plan();
  }
}
customElements.define('live-part', LivePart);
