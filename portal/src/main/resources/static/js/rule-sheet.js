/* rule-sheet.js: dialog#rule, in which a rule for a site is made. Every change asks the server how many matches it would settle (dry run).
   askRule({site, work, name, path}) resolves to true when the rule was made. Without script /rules/new is a page with the same form. */

import { post } from './post.js';
import { toast } from './ui.js';
import { fill, many, words } from './words.js';

const WAIT = 200;

export function askRule({ site, work = '', name = '', path = '' }) {
  const dialog = document.querySelector('#rule');
  if (!dialog) { location.assign(`/rules/new?site=${encodeURIComponent(site)}${work ? `&work=${work}` : ''}`); return Promise.resolve(false); }
  const form = dialog.querySelector('form'), text = words(dialog.dataset.words), dry = dialog.querySelector('[data-dry]');
  form.reset();
  form.elements.site.value = site;
  dialog.querySelectorAll('[data-site]').forEach(place => { place.textContent = site; });
  const own = form.querySelector('[name=scope][value=work]');
  if (own) {
    own.closest('label').hidden = !work;
    own.dataset.work = work;
    own.closest('label').querySelector('b').textContent = fill(text.thisPhoto, { name });
  }
  form.elements.path.placeholder = path.replace(/[^/]*$/, '') || '/';
  form.querySelector('button.ink').disabled = true;
  return new Promise(resolve => run(dialog, form, dry, text, resolve));
}

const asked = form => {
  const { work, ...rule } = Object.fromEntries(new FormData(form));
  return { ...rule, work: rule.scope === 'work' ? form.querySelector('[name=scope][value=work]').dataset.work : null };
};

function run(dialog, form, dry, text, resolve) {
  let timer, turn = 0, made = false;
  const look = async () => {
    const mine = ++turn, rule = asked(form);
    dry.textContent = text.looking;
    const answer = await post('/rules/dry-run', rule).catch(() => null), told = answer && await answer.json().catch(() => ({}));
    if (mine !== turn) return;
    const known = answer?.ok && typeof told.settles === 'number';
    dry.textContent = known ? many(text.settles, told.settles) : told?.detail ?? text.dryFailed;
    form.querySelector('button.ink').disabled = !known || !rule.what;
  };
  form.oninput = () => { clearTimeout(timer); timer = setTimeout(look, WAIT); };
  form.onsubmit = async event => {
    event.preventDefault();
    form.querySelector('button.ink').disabled = true;
    const answer = await post('/rules/made', asked(form)).catch(() => null), told = answer && await answer.json().catch(() => ({}));
    if (!answer?.ok) { dry.textContent = told?.detail ?? text.dryFailed; form.querySelector('button.ink').disabled = false; return; }
    made = true;
    dialog.close();
    toast(many(text.made, told.settled));
  };
  dialog.addEventListener('close', () => { clearTimeout(timer); resolve(made); }, { once: true });
  dialog.showModal();
  form.querySelector('[name=what]').focus();
  look();
}
