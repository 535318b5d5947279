/* keys.js: the same letters on every page. `?` shows them, `/` goes to the search field, G then a letter goes to a page.
   The list is /keys.json (or <meta name="keys" content="…">): {groups: [{title, keys: [{keys: ["G I"], does}]}], go: {I: "/inbox", …}}.
   Titles may be {en, de}; the page's lang chooses. Only places that exist are in `go` (or <html data-go='{"P":"/photos"}'>).
   A person may switch single keys off: localStorage "keys" = "off" (WCAG 2.1.4); the dialog has the switch.
   A key with an `act` and `codes` (places on the keyboard: KeyboardEvent.code) in a group with a `scope` can be given another place in
   the dialog; it is kept in localStorage "keymap". Others ask singleKey(event): true when a single letter may act, and
   actsOf(scope): resolves to a function that says which act a key press is, or null. */

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

/** True when a key press moves the slider that has the focus. */
export const slides = event => event.target.matches?.('input[type=range]') && /^(Arrow|Page|Home|End)/.test(event.code);

let list = {}, loading;
const load = () => loading ??= fetch(source(), { headers: { Accept: 'application/json' } }).then(answer => answer.ok ? answer.json() : { groups: [] })
  .then(found => list = found).catch(() => { loading = undefined; return { groups: [] }; });

function element(name, props = {}, ...children) {
  const made = Object.assign(document.createElement(name), props);
  made.append(...children);
  return made;
}

const own = () => { try { return JSON.parse(localStorage.getItem('keymap')) ?? {}; } catch { return {}; } };
const codesOf = (scope, key) => { const code = own()[`${scope}.${key.act}`]; return code ? [code] : key.codes ?? []; };
let layout;
const label = code => layout?.get(code)?.toUpperCase() ?? code.replace(/^(Key|Digit|Numpad|Arrow)/, '');

/** Which act of a scope a key press is: keys by their place, with the owner's changes. Shift is the act's own matter. */
export async function actsOf(scope) {
  layout ??= await navigator.keyboard?.getLayoutMap?.().catch(() => undefined);
  const groups = (await load()).groups.filter(group => group.scope === scope), find = () => new Map(groups.flatMap(group => group.keys.filter(key => key.act).flatMap(key => codesOf(scope, key).map(code => [code, key.act]))));
  let map = find();
  document.addEventListener('keymap', () => { map = find(); });
  for (const cap of document.querySelectorAll('kbd[data-act]')) {
    const key = groups.flatMap(group => group.keys).find(({ act }) => act === cap.dataset.act);
    if (key && own()[`${scope}.${key.act}`]) cap.textContent = label(codesOf(scope, key)[0]);
  }
  return event => singleKey(event) ? map.get(event.code) ?? null : null;
}

function change(scope, key, term, button, text) {
  const was = term.innerHTML;
  term.replaceChildren(element('i', { textContent: word(text) }));
  const listen = event => {
    event.preventDefault();
    event.stopImmediatePropagation();
    removeEventListener('keydown', listen, true);
    if (event.code === 'Escape' || event.code === 'Tab') { term.innerHTML = was; return; }
    const map = own();
    if (key.codes.includes(event.code)) delete map[`${scope}.${key.act}`]; else map[`${scope}.${key.act}`] = event.code;
    localStorage.setItem('keymap', JSON.stringify(map));
    term.replaceChildren(element('kbd', { textContent: label(event.code) }));
    document.querySelectorAll(`kbd[data-act="${key.act}"]`).forEach(cap => { cap.textContent = label(event.code); });
    document.dispatchEvent(new Event('keymap'));
  };
  addEventListener('keydown', listen, true);
  button.blur();
}

const caps = combination => combination.split(' ').map(cap => element('kbd', { textContent: cap }));

function rows(group) {
  const facts = element('dl', { className: 'facts' });
  for (const key of group.keys) {
    const term = element('dt', { className: 'cluster tight' }), mine = key.act && own()[`${group.scope}.${key.act}`], says = element('dd', { textContent: word(key.does) });
    for (const cap of mine ? [label(mine)] : key.keys) term.append(...caps(cap));
    if (key.act) {
      const button = element('button', { className: 'linklike small', type: 'button', textContent: word(list.changeWord), ariaLabel: `${word(list.changeWord)}: ${word(key.does)}` });
      button.addEventListener('click', () => change(group.scope, key, term, button, list.pressWord));
      says.append(' ', button);
    }
    facts.append(term, says);
  }
  return [element('h3', { textContent: word(group.title) }), facts];
}

function toggle(text) {
  const box = element('input', { type: 'checkbox', checked: keysOn() });
  box.addEventListener('change', () => switchKeys(box.checked));
  return element('label', { className: 'choice' }, box, element('span', { textContent: word(text) }));
}

export async function showKeys(first) {
  const { title = 'Keys', close = 'Close', single = { en: 'Single keys act', de: 'Einzelne Tasten wirken' }, groups } = await load();
  const dialog = element('dialog', { className: 'sheet keys' }), scope = first ?? document.querySelector('[data-keys-scope]')?.dataset.keysScope ?? '';
  const shut = element('button', { className: 'btn bare', type: 'button', textContent: word(close) });
  shut.addEventListener('click', () => dialog.close());
  const body = element('div', { className: 'stack' });
  [...groups].sort((a, b) => (b.scope === scope) - (a.scope === scope)).forEach(group => body.append(...rows(group)));
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
