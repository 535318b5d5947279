/* match.js: the page of one match: the views and keys of the review page; a verdict is sent as the form it is. */

import './image-compare.js';
import { CompareViews } from './compare-views.js';
import { actsOf, slides } from './keys.js';
import { askRule } from './rule-sheet.js';
import { toast } from './ui.js';
import { fill, many, number, words } from './words.js';

let standing;

function arrive() {
  const page = document.querySelector('main.one');
  if (!page || page === standing) return;
  standing = page;
  const stop = new AbortController(), { signal } = stop, text = words(), match = JSON.parse(page.querySelector('#match').textContent);
  const views = new CompareViews(page, toast, text, signal, () => match.id), compare = page.querySelector('image-compare');
  write(page, match, text);
  views.usual();
  let act = () => null;
  actsOf('review').then(found => { act = found; });
  const perform = (name, byButton) => {
    if (views.do(name, byButton)) return;
    const verdict = page.querySelector(`[name=verdict][value="${CSS.escape(name)}"]`);
    if (verdict) verdict.click();
    else if (name.startsWith('reason')) page.querySelectorAll('.why button')[Number(name.slice(6)) - 1]?.click();
    else if (name === 'take_back') page.querySelector('.below [name=verdict][value=""]')?.click();
    else if (name === 'note') page.querySelector('#text').focus();
    else if (name === 'rule') askRule({ site: match.site, work: match.work, name: match.name, path: match.path }).then(made => made && location.reload());
  };
  document.addEventListener('keydown', event => {
    const name = slides(event) ? null : act(event);
    if (!name || event.repeat && !['nearer', 'farther'].includes(name)) return;
    if (event.target.closest?.('button, a, summary, [role=slider]') && (event.code === 'Space' || event.code === 'Enter')) return;
    if (event.code.startsWith('Arrow')) { if (compare.arrow(event.code)) event.preventDefault(); return; }
    if (event.code === 'Enter') return;
    event.preventDefault();
    perform(name);
  }, { signal });
  page.addEventListener('click', event => {
    const button = event.target.closest('[data-do]');
    if (button) { event.preventDefault(); perform(button.dataset.do, true); }
  }, { signal });
  document.addEventListener('visit', () => page.isConnected || stop.abort(), { signal });
}

/* What the server leaves to the page, so that it is said in one way. */
function write(page, match, text) {
  const put = (name, value) => page.querySelectorAll(`[data-fact="${name}"]`).forEach(place => { place.textContent = value; });
  const percent = share => ({ percent: Math.max(1, Math.round(share * 100)) });
  put('yours', [`${number(match.width)} × ${number(match.height)}`, match.taken].filter(Boolean).join(' · '));
  put('found', `${number(match.copyWidth)} × ${number(match.copyHeight)} · ${number(Math.max(1, Math.round(match.bytes / 1000)))} KB`);
  put('share', fill(text.share, percent(match.share)));
  put('copyShare', fill(text.copyShare, percent(match.copyShare)));
  page.querySelectorAll('[data-row=copyShare]').forEach(place => { place.hidden = match.copyShare >= .97; });
  put('points', many(text.points, match.points));
}

document.addEventListener('visit', arrive);
arrive();
