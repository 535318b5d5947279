/* compare-views.js: how a pair is looked at: the buttons .views, Space, swipes, the ground, and what was usual last time.
   A range [data-opacity] says how much of the copy one sees through.
   new CompareViews(page, say, text, signal, id): id() names the match; do(act) answers true when the act was one of its own. */

const GROUNDS = ['mid', 'paper', 'black'], USUAL = ['side', 'slide', 'difference', 'overlay'];
export const kept = { get: name => localStorage.getItem(`review.${name}`), set: (name, value) => localStorage.setItem(`review.${name}`, value) };

export class CompareViews {
  #page; #compare; #say; #text; #id; #usual = USUAL.includes(kept.get('view')) ? kept.get('view') : 'side';

  constructor(page, say, text, signal, id) {
    this.#page = page;
    this.#compare = page.querySelector('image-compare');
    this.#say = say;
    this.#text = text;
    this.#id = id;
    this.ground(GROUNDS.includes(kept.get('ground')) ? kept.get('ground') : 'mid');
    const on = (target, name, act) => target.addEventListener(name, act, { signal });
    on(this.#compare, 'modechange', () => this.buttons());
    on(this.#compare, 'view', () => this.buttons());
    on(this.#compare, 'swipe', event => this.#swiped(event.detail.by));
    on(document, 'keyup', event => event.code === 'Space' && this.#held(false));
    on(window, 'blur', () => this.#held(false));
    on(page, 'input', event => event.target.matches('[data-opacity]') && this.#through(event.target.value));
    this.#through(kept.get('opacity') ?? 50);
    this.buttons();
  }

  do(act, byButton = false) {
    const compare = this.#compare, acts = {
      side: () => this.view('side'), slide: () => this.view('slide'), difference: () => this.view('difference'), overlay: () => this.view('overlay'),
      blink: () => byButton ? this.#blinkButton() : this.#held(true),
      full: () => compare.toggleSize(), nearer: () => compare.nearer(), farther: () => compare.farther(), fit: () => compare.fit(), ground: () => this.ground(),
      points: () => this.#points(),
    };
    acts[act]?.();
    return act in acts;
  }

  get liked() { return this.#usual; }

  /** The view one likes, for another pair. */
  usual() {
    this.#compare.removeAttribute('held');
    this.#compare.setAttribute('mode', this.#usual);
    this.buttons();
  }

  view(mode, held = false) {
    if (mode !== 'side' && this.#compare.flat) { this.#say(this.#text.flat); mode = 'side'; }
    this.#compare.toggleAttribute('held', held);
    this.#compare.setAttribute('mode', mode);
    if (USUAL.includes(mode)) kept.set('view', this.#usual = mode);
    this.buttons();
  }

  #through(value) {
    const now = Math.min(100, Math.max(0, Number(value) || 0));
    this.#compare.setAttribute('opacity', now);
    kept.set('opacity', now);
    for (const range of this.#page.querySelectorAll('[data-opacity]')) { range.value = now; range.ariaValueText = `${now} %`; }
  }

  #held(down) {
    if (down && this.#compare.mode !== 'blink') this.view('blink', true);
    else if (this.#compare.mode === 'blink') this.#compare.toggleAttribute('held', down);
  }

  #blinkButton() {
    if (this.#compare.mode !== 'blink') this.view('blink', true); else this.#compare.toggleAttribute('held');
  }

  #swiped(by) {
    if (this.#compare.flat) return;
    if (this.#compare.mode === 'side') this.view('blink', by > 0);
    else if (this.#compare.mode === 'blink') this.#compare.toggleAttribute('held', by > 0);
  }

  /* Asked for when somebody wants them: they are found anew. */
  async #points() {
    const compare = this.#compare, id = this.#id();
    if (compare.points.length) compare.points = [];
    else {
      const answer = await fetch(`/api/v1/matches/${id}/points`, { headers: { Accept: 'application/json' }, credentials: 'same-origin' }).catch(() => null);
      const points = answer?.ok ? (await answer.json()).points : null;
      if (id !== this.#id()) return;
      if (!points?.length) return this.#say(points ? this.#text.noPoints : this.#text.pointsFailed);
      compare.points = points.map(({ copyX, copyY, workX, workY }) => [copyX, copyY, workX, workY]);
    }
    this.buttons();
  }

  ground(to = GROUNDS[(GROUNDS.indexOf(this.#page.dataset.ground) + 1) % GROUNDS.length]) {
    this.#page.dataset.ground = to;
    kept.set('ground', to);
  }

  buttons() {
    const { mode, flat, zoom } = this.#compare;
    for (const button of this.#page.querySelectorAll('.views [data-mode]')) {
      button.setAttribute('aria-pressed', button.dataset.mode === mode);
      button.disabled = !!flat && button.dataset.mode !== 'side';
    }
    this.#page.querySelectorAll('.views .through').forEach(control => { control.hidden = mode !== 'overlay'; });
    this.#page.querySelectorAll('[data-do=points]').forEach(button => button.setAttribute('aria-pressed', this.#compare.points.length > 0));
    const full = this.#page.querySelector('.views [data-do=full]');
    full?.setAttribute('aria-pressed', zoom !== 1);
    const percent = full?.querySelector('span');
    if (percent) percent.textContent = zoom === 1 ? this.#text.full : this.#text.fit;
  }
}
