/* <live-part data-fragment="live" data-seconds="3" data-while="true">  asks for its part of this page again from time to time
   (header X-Fragment), and stops once the answer no longer says data-while. Waits while the page is hidden or focus is inside.
   Without script: the page as it was. */
class LivePart extends HTMLElement {
  #timer = 0;

  connectedCallback() { this.#later() }
  disconnectedCallback() { clearTimeout(this.#timer) }

  #later() {
    if (this.dataset.while === 'true') this.#timer = setTimeout(() => this.#look(), (Number(this.dataset.seconds) || 3) * 1000);
  }

  async #look() {
    if (document.hidden || this.contains(document.activeElement)) return this.#later();
    try {
      const answer = await fetch(location.href, { headers: { 'X-Fragment': this.dataset.fragment } });
      if (answer.ok && !answer.redirected) this.#show(await answer.text());
    } catch { /* not reached: tried again */ }
    this.#later();
  }

  #show(html) {
    const part = new DOMParser().parseFromString(html, 'text/html').querySelector('live-part');
    if (!part) return;
    this.dataset.while = part.dataset.while;
    this.replaceChildren(...part.childNodes);
  }
}
customElements.define('live-part', LivePart);
