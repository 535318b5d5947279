/* review.js: the page on which matches are judged. Keys, views, what is known of a match, notes, rules, and the end of a sitting.
   [data-fact=name] inside the page is filled from the match; a [data-row=name] around it is hidden where nothing is known. */

import { CompareViews, kept } from './compare-views.js';
import { actsOf, showKeys, slides } from './keys.js';
import './match-queue.js';
import { post } from './post.js';
import { toast } from './ui.js';
import { fill, many, number, words } from './words.js';

const FEW = 3, PAUSE = 30_000;
const bytes = size => size < 1e6 ? `${number(Math.max(1, Math.round(size / 1000)))} KB` : `${number(Math.round(size / 1e5) / 10)} MB`;

class ReviewPage {
  #queue; #compare; #bar; #text; #page; #act = () => null; #views; #times = []; #announced = 0; #said; #noted; #stop = new AbortController();

  constructor(queue) {
    this.#queue = queue;
    this.#page = queue.closest('.review');
    this.#compare = queue.querySelector('image-compare');
    this.#bar = queue.querySelector('verdict-bar');
    this.#text = words();
    if (kept.get('helped')) this.#page.querySelector('.first-help')?.remove();
    if (kept.get('facts') === 'off') this.#page.classList.add('no-facts');
    const { signal } = this.#stop;
    const on = (name, act) => queue.addEventListener(name, act, { signal });
    this.#views = new CompareViews(this.#page, text => this.#bar.says(text), this.#text, signal, () => queue.item?.id);
    queue.mode = () => this.#views.liked;
    on('show', event => this.#shown(event.detail));
    on('end', event => this.#ended(event.detail));
    on('trouble', () => this.#state('trouble'));
    on('marked', event => this.#marked(event.detail));
    on('left', event => this.#left(event.detail.left));
    on('click', event => this.#click(event));
    document.addEventListener('keydown', event => this.#down(event), { signal });
    document.addEventListener('visit', () => queue.isConnected || this.#stop.abort(), { signal });
    actsOf('review').then(act => { this.#act = act; });
    this.#state('judging');
  }

  #state(name) { this.#page.dataset.state = name; }

  /* Keys */
  #down(event) {
    const act = slides(event) ? null : this.#act(event);
    if (!act || this.#page.dataset.state !== 'judging' && !['take_back', 'previous'].includes(act)) return;
    const button = event.target.closest?.('button, a, summary, [role=slider]');
    if (button && (event.code === 'Space' || event.code === 'Enter')) return;         /* what has the focus is pressed */
    if (event.code.startsWith('Arrow') && this.#compare.arrow(event.code)) return event.preventDefault();
    const again = ['nearer', 'farther'].includes(act);
    if (event.repeat && !again) return event.code === 'Space' && event.preventDefault();
    event.preventDefault();
    this.do(act, event.shiftKey);
  }

  do(act, shift = false, byButton = false) {
    const bar = this.#bar, queue = this.#queue;
    if (this.#views.do(act, byButton)) return;
    if (bar.querySelector(`[name=verdict][value="${act}"]`)) bar.give(act, shift);
    else if (act.startsWith('reason')) bar.refineBy(Number(act.slice(6)) - 1);
    else ({
      take_back: () => queue.takeBack(), next: () => queue.step(1), previous: () => queue.step(-1),
      facts: () => this.#facts(), note: () => this.#note(), rule: () => this.#rule(), page: () => this.#open(),
    })[act]?.();
  }

  #facts() {
    if (matchMedia('(max-width: 1100px)').matches) this.#page.classList.toggle('facts-open');
    else kept.set('facts', this.#page.classList.toggle('no-facts') ? 'off' : 'on');
  }

  #open() {
    const { shot, page } = this.#queue.item ?? {};
    if (shot || page?.live) window.open(shot || page.live, '_blank', 'noopener,noreferrer');
  }

  #click(event) {
    const button = event.target.closest('[data-do]');
    if (!button) return;
    event.preventDefault();
    const act = button.dataset.do;
    if (act === 'keys') showKeys('review');
    else if (act === 'again') { this.#state('judging'); this.#queue.again(); }
    else if (act === 'passed') { this.#state('judging'); this.#queue.goThroughPassed(); }
    else this.do(act, false, true);
    if (event.detail && this.#page.dataset.state === 'judging' && !document.querySelector('dialog[open]')) this.#bar.querySelector('[role=group]')?.focus({ preventScroll: true });
  }

  /* What is known */
  #shown({ item, index, of }) {
    this.#state('judging');
    this.#views.usual();
    this.#fill(item);
    this.#put('position', fill(this.#text.position, { n: index + 1, of }));
    const gauge = this.#page.querySelector('.gauge');
    gauge.max = of;
    gauge.value = index + 1;
    this.#bar.querySelectorAll('[name=verdict]').forEach(button => button.setAttribute('aria-pressed', item.mark ? button.value === item.mark.verdict : button.value === item.verdict));
    this.#bar.querySelectorAll('[name=verdict]').forEach(button => { button.disabled = !(item.sayable?.includes(button.value) ?? true); });
    this.#announce(item, index, of);
    clearTimeout(this.#noted);
    this.#noted = setTimeout(() => this.#queue.isConnected && history.replaceState(history.state, '', this.#address(item)), 500);
  }

  #address({ id }) {
    const address = new URL(location.href);
    address.searchParams.set('at', id);
    return address;
  }

  #put(name, text, row = name) {
    const known = !!text;
    this.#page.querySelectorAll(`[data-fact="${name}"]`).forEach(place => { place.textContent = text ?? ''; });
    this.#page.querySelectorAll(`[data-row="${row}"]`).forEach(place => { place.hidden = !known; });
  }

  #fill(item) {
    const { work, copy, page, worth } = item, text = this.#text, put = (name, value) => this.#put(name, value);
    put('site', item.site);
    put('yours', [work.name, `${work.width} × ${work.height}`, work.taken].filter(Boolean).join(' · '));
    put('found', [`${copy.width} × ${copy.height}`, bytes(copy.bytes)].join(' · '));
    put('title', page?.title || page?.path || item.site);
    put('path', page?.path);
    this.#link('live', page?.live);
    this.#link('match', `/matches/${item.id}`);
    this.#link('matchPlaces', `/matches/${item.id}#places`);
    this.#link('work', `/photos/${work.id}`);
    this.#link('licenceNew', `/licences/new?work=${work.id}`);
    put('places', item.places > 1 ? many(text.places, item.places - 1) : '');
    put('tier', text.tiers[item.tier]);
    this.#page.querySelectorAll('[data-tier]').forEach(place => { place.dataset.tier = item.tier; });
    put('points', item.points ? many(text.points, item.points) : '');
    put('why', item.why);
    put('share', fill(text.share, { percent: Math.max(1, Math.round(item.share * 100)) }));
    put('copyShare', item.copyShare < .97 ? fill(text.copyShare, { percent: Math.max(1, Math.round(item.copyShare * 100)) }) : '');
    for (const name of ['changed', 'seen', 'operator', 'kind', 'licenceOnFile']) put(name, item[name]);
    for (const name of ['alt', 'caption', 'credit', 'licence']) put(name, item[name]);
    put('gone', item.gone ? text.gone : '');
    put('news', item.newsText);
    put('by', item.verdict ? [text.verdicts[item.verdict], item.byText].filter(Boolean).join(' · ') : '');
    put('cause', item.cause?.text);
    this.#link('cause', item.cause?.link);
    put('worth', worth?.text);
    this.#factors(worth?.factors ?? []);
    put('notes', item.notes ? many(text.notes, item.notes) : '');
    put('siblings', item.siblings > 1 ? many(text.siblings, item.siblings) : '');
    this.#shot(item);
  }

  #link(name, address) {
    const safe = /^(https?:|\/(?!\/))/i.test(address ?? '');
    this.#page.querySelectorAll(`[data-link="${name}"]`).forEach(link => safe ? link.setAttribute('href', address) : link.removeAttribute('href'));
  }

  #factors(factors) {
    const list = this.#page.querySelector('[data-factors]');
    list?.replaceChildren(...factors.flatMap(({ what, value }) => [Object.assign(document.createElement('dt'), { textContent: what }), Object.assign(document.createElement('dd'), { textContent: value })]));
  }

  #shot({ shot }) {
    const link = this.#page.querySelector('.shot');
    if (!link) return;
    link.hidden = !shot;
    if (!shot) return;
    link.href = shot;
    link.querySelector('img').src = shot;
  }

  #announce(item, index, of) {
    const live = this.#page.querySelector('[data-live]'), say = () => { live.textContent = fill(this.#text.announced, { n: index + 1, of, name: item.work.name, tier: this.#text.tiers[item.tier] }); this.#announced = performance.now(); };
    clearTimeout(this.#said);
    this.#said = setTimeout(say, Math.max(0, 1000 - (performance.now() - this.#announced)));
  }

  /* Pace, and what is left */
  #marked({ item, back }) {
    if (back) this.#times.pop(); else this.#times.push(performance.now());
    this.#pace();
    if (!back) this.#siteDone(item);
    if (this.#queue.judged.length >= FEW) { kept.set('helped', 'yes'); this.#page.querySelector('.first-help')?.remove(); }
  }

  #pace() {
    const last = this.#times.slice(-21), gaps = last.slice(1).map((time, k) => time - last[k]).filter(gap => gap < PAUSE);
    const mean = gaps.length < 4 ? 0 : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length, left = this.#queue.total - this.#queue.judged.length;
    this.#put('pace', mean ? fill(this.#text.pace, { n: Math.round(3_600_000 / mean / 10) * 10 }) : '');
    this.#put('timeLeft', mean ? many(this.#text.timeLeft, Math.max(1, Math.round(left * mean / 60_000))) : '');
  }

  #left(left) {
    document.querySelectorAll('[data-inbox-count]').forEach(place => { place.textContent = number(left); place.hidden = !left; });
  }

  #siteDone({ site }) {
    const here = this.#queue.items.filter(item => item.site === site), open = here.some(item => !item.mark && !item.passed), last = this.#queue.items.at(-1)?.site === site;
    const unlicensed = here.filter(({ mark }) => mark?.verdict === 'no_licence').length;
    if (open || last || !unlicensed) return;
    const link = Object.assign(document.createElement('a'), { href: `/inbox?state=no_licence&view=list&site=${encodeURIComponent(site)}`, textContent: this.#text.lookAtThem });
    toast(many(this.#text.siteDone, unlicensed, { site })).append(link);
  }

  #ended({ seconds }) {
    const { judged, passed, failed, items } = this.#queue, unlicensed = judged.filter(({ mark }) => mark.verdict === 'no_licence'), sites = new Set(unlicensed.map(({ site }) => site)).size;
    this.#state(failed && !items.length ? 'trouble' : judged.length || passed.length ? 'done' : 'empty');
    this.#put('sum', judged.length ? fill(many(this.#text.judged, judged.length), { time: seconds < 90 ? this.#text.aMinute : many(this.#text.minutes, Math.round(seconds / 60)) }) : this.#text.nothingJudged);
    this.#put('sumSites', unlicensed.length ? many(this.#text.unlicensed, unlicensed.length, { sites: many(this.#text.onSites, sites) }) : '');
    this.#put('sumPassed', passed.length ? many(this.#text.passed, passed.length) : '');
    this.#page.querySelectorAll('[data-do=passed]').forEach(button => { button.hidden = !passed.length; });
    this.#page.querySelector('.summary h2')?.focus({ preventScroll: true });
  }

  /* Notes and rules */
  #note() {
    const item = this.#queue.item, dialog = document.querySelector('#note');
    if (!item || !dialog) return;
    const form = dialog.querySelector('form'), field = form.elements.text;
    form.action = `/matches/${item.id}/notes`;
    form.onsubmit = async event => {
      event.preventDefault();
      const answer = await post(`/matches/${item.id}/notes`, { text: field.value }).catch(() => null);
      if (!answer?.ok) return toast(this.#text.noteFailed);
      item.notes = (item.notes ?? 0) + 1;
      field.value = '';
      dialog.close();
      toast(this.#text.noted);
      if (this.#queue.item === item) this.#put('notes', many(this.#text.notes, item.notes));
    };
    dialog.showModal();
    field.focus();
  }

  #rule() {
    const item = this.#queue.item;
    if (item) import('./rule-sheet.js').then(({ askRule }) => askRule({ site: item.site, work: item.work.id, name: item.work.name, path: item.page?.path ?? '' })).then(made => made && this.#queue.settle());
  }
}

let standing;
function arrive() {
  const queue = document.querySelector('match-queue');
  if (queue && queue !== standing) new ReviewPage(standing = queue);
}
document.addEventListener('visit', arrive);
arrive();
