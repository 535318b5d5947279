/* inbox.js: sites, works or matches, row by row, by keys: J K move, Enter opens, X selects (Shift: to here), R makes a rule,
   Z takes back what was judged last. .rows > .row[data-href][data-site] with input[type=checkbox] (data-n: it stands for so many matches);
   #chosen shows how many and judges them at once. */

import { Journal } from './journal.js';
import { actsOf, singleKey } from './keys.js';
import { askRule } from './rule-sheet.js';
import { many } from './words.js';

let act = () => null;
let at = -1;
let last = -1;
actsOf('inbox').then(found => { act = found; });

const rows = () => [...document.querySelectorAll('.rows > .row, .rows > section > .row')];

function move(to) {
  const all = rows();
  if (!all.length) return;
  at = Math.max(0, Math.min(all.length - 1, to));
  all.forEach((row, k) => row.classList.toggle('now', k === at));
  all[at].querySelector('a')?.focus({ preventScroll: true });
  all[at].scrollIntoView({ block: 'nearest' });
  if (at === all.length - 1) document.querySelector('a.more')?.scrollIntoView({ block: 'nearest' });
}

const boxes = () => rows().map(row => row.querySelector('input[type=checkbox]'));

function select(toHere) {
  const all = boxes(), box = all[at];
  if (!box) return;
  const on = toHere ? true : !box.checked, from = toHere && last >= 0 ? Math.min(last, at) : at, to = toHere && last >= 0 ? Math.max(last, at) : at;
  all.slice(from, to + 1).forEach(one => { one.checked = on; });
  last = at;
  count();
}

function count() {
  const form = document.querySelector('#chosen'), n = [...document.querySelectorAll('.rows input[type=checkbox]:checked')].reduce((sum, box) => sum + Number(box.dataset.n ?? 1), 0);
  if (!form) return;
  const text = form.querySelector('b');
  text.textContent = many(text.dataset.text, n);
  document.body.classList.toggle('picking', n > 0);
  form.classList.toggle('on', n > 0);
}

const DO = {
  next: () => move(at + 1), previous: () => move(at - 1),
  open: () => { const row = rows()[at]; if (row) location.assign(row.dataset.href); },
  select: event => select(event.shiftKey),
  undo: () => document.querySelector('[data-undo] button')?.click(),
  rule: () => { const row = rows()[at]; if (row?.dataset.site) askRule({ site: row.dataset.site, work: row.dataset.work, name: row.dataset.name }).then(made => made && location.reload()); },
};

document.addEventListener('keydown', event => {
  if (!document.querySelector('.rows') || !singleKey(event)) return;
  const does = act(event);
  if (does in DO && !(does === 'open' && event.target.closest('a, button, input, summary') && !event.target.closest('.row h2, .row h3'))) {
    event.preventDefault();
    DO[does](event);
  } else if (/^[1-4]$/.test(event.key) && document.querySelector('#chosen.on')) document.querySelector(`#chosen button[value]:nth-of-type(${event.key})`)?.click();
  else if (event.key === 'Escape' && document.querySelector('#chosen.on')) { boxes().forEach(box => { if (box) box.checked = false; }); count(); }
});

document.addEventListener('change', event => { if (event.target.matches('.rows input[type=checkbox]')) { at = rows().findIndex(row => row.contains(event.target)); last = at; count(); } });
document.addEventListener('click', event => {
  if (event.target.closest('[data-clear]')) { boxes().forEach(box => { if (box) box.checked = false; }); count(); }
  const rule = event.target.closest('[data-rule]');
  if (rule) { event.preventDefault(); const row = rule.closest('[data-site]'); askRule({ site: row.dataset.site, work: row.dataset.work, name: row.dataset.name }).then(made => made && location.reload()); }
});
/* Verdicts that a closed review page left behind are sent now; the rows and numbers are then asked for again. */
const person = document.querySelector('main[data-person]')?.dataset.person;
if (person) {
  const journal = new Journal(person, '/review/verdicts');
  journal.addEventListener('saved', () => { if (!journal.waiting.length) location.reload(); });
}

document.addEventListener('visit', () => { at = last = -1; });
if (document.querySelector('.rows')) { const first = rows()[0]; if (first) { at = 0; first.classList.add('now'); } count(); }
