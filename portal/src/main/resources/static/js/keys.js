/* keys.js: the same letters on every page. `?` shows them, `/` goes to the search field, G then a letter goes to a page.
   The list is /keys.json (or <meta name="keys" content="…">): {groups: [{title, keys: [{keys: ["G I"], does}]}], go: {I: "/inbox", …}}.
   Titles may be {en, de}; the page's lang chooses. Only places that exist are in `go` (or <html data-go='{"P":"/photos"}'>).
   A person may switch single keys off: localStorage "keys" = "off" (WCAG 2.1.4); the dialog has the switch.
   Others ask singleKey(event): true when a single letter may act. */

const OFF = 'keys';

export const keysOn = () => localStorage.getItem(OFF) !== 'off';
export const switchKeys = on => on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, 'off');

const writes = element => element?.closest?.('input:not([type=checkbox], [type=radio], [type=range], [type=button], [type=submit]), textarea, select, [contenteditable]');

/** True when this key press may be a command: no text field, no modifier but Shift, no open dialog around, keys not switched off. */
export function singleKey(event) {
  return keysOn() && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing
    && !writes(event.target) && !document.querySelector('dialog[open]');
}

const lang = () => (document.documentElement.lang || 'en').slice(0, 2);
const word = value => typeof value === 'string' ? value : value?.[lang()] ?? value?.en ?? '';
const source = () => document.querySelector('meta[name=keys]')?.content ?? '/keys.json';

let list;
const load = () => list ??= fetch(source(), { headers: { Accept: 'application/json' } }).then(answer => answer.ok ? answer.json() : { groups: [] })
  .catch(() => { list = undefined; return { groups: [] }; });

function element(name, props = {}, ...children) {
  const made = Object.assign(document.createElement(name), props);
  made.append(...children);
  return made;
}

const caps = combination => combination.split(' ').map(cap => element('kbd', { textContent: cap }));

function rows(group) {
  const facts = element('dl', { className: 'facts' });
  for (const { keys, does } of group.keys) {
    const term = element('dt', { className: 'cluster tight' });
    for (const key of keys) term.append(...caps(key));
    facts.append(term, element('dd', { textContent: word(does) }));
  }
  return [element('h3', { textContent: word(group.title) }), facts];
}

function toggle(text) {
  const box = element('input', { type: 'checkbox', checked: keysOn() });
  box.addEventListener('change', () => switchKeys(box.checked));
  return element('label', { className: 'choice' }, box, element('span', { textContent: word(text) }));
}

export async function showKeys() {
  const { title = 'Keys', close = 'Close', single = { en: 'Single keys act', de: 'Einzelne Tasten wirken' }, groups } = await load();
  const dialog = element('dialog', { className: 'sheet keys' });
  const shut = element('button', { className: 'btn bare', type: 'button', textContent: word(close) });
  shut.addEventListener('click', () => dialog.close());
  const body = element('div', { className: 'stack' });
  groups.forEach(group => body.append(...rows(group)));
  body.append(toggle(single));
  const heading = element('h2', { textContent: word(title), id: 'keys-title' });
  dialog.setAttribute('aria-labelledby', heading.id);
  dialog.append(element('header', {}, heading, shut), body);
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

let waiting = 0;

async function go(letter) {
  const own = document.documentElement.dataset.go;
  const place = (own ? JSON.parse(own) : (await load()).go ?? {})[letter.toUpperCase()];
  if (place) location.assign(place);
}

document.addEventListener('keydown', event => {
  if (!singleKey(event) || event.repeat) return;
  if (waiting > event.timeStamp && /^[a-z]$/i.test(event.key)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = 0;
    go(event.key);
  } else if (event.key === '?') {
    event.preventDefault();
    showKeys();
  } else if (event.key === '/') {
    const field = document.querySelector('[data-search], .find input');
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  } else if (event.key.toLowerCase() === 'g' && !event.shiftKey) waiting = event.timeStamp + 1200;
}, true);

document.addEventListener('click', event => {
  if (event.target.closest('[data-keys]')) { event.preventDefault(); showKeys(); }
});
