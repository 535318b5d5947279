/* ui.js: the small things of every page.
     <button data-closes>                closes the dialog around it (form method=dialog works without, and so does a popover)
     <button data-shows="password-id" data-on="Hide" data-off="Show">    shows what was typed
     <button data-copies="text or #id" data-said="Copied">
     <select data-goes> and <input data-goes>   submits its form when changed (a submit button inside <noscript> for the rest)
     <input type=checkbox data-all="name">      ticks all boxes of that name in the form
     .errors                                    takes focus when the page arrives with errors
     .toasts > .toast [data-for="seconds"]      go by themselves after 8 s (never with focus or pointer inside; 0 stays)
   On phones the row that holds the current entry scrolls to it.
   toast(text, {undo, word})                    says something with an Undo button */

import './post.js';

document.addEventListener('click', event => {
  const from = selector => event.target.closest?.(selector);
  const closer = from('[data-closes]');
  if (closer) closer.closest('dialog')?.close();
  const dialog = event.target;
  if (dialog instanceof HTMLDialogElement && dialog.matches('.sheet') && outside(event, dialog)) dialog.close();
  const shower = from('[data-shows]');
  if (shower) reveal(shower);
  const copier = from('[data-copies]');
  if (copier) copy(copier);
  from('.toast [data-closes]')?.closest('.toast').remove();
});

function outside({ clientX, clientY }, dialog) {
  const box = dialog.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}

function reveal(button) {
  const field = document.getElementById(button.dataset.shows);
  const hidden = field.type === 'password';
  field.type = hidden ? 'text' : 'password';
  button.setAttribute('aria-pressed', hidden);
  button.textContent = hidden ? button.dataset.on : button.dataset.off;
}

async function copy(button) {
  const what = button.dataset.copies;
  await navigator.clipboard.writeText(what.startsWith('#') ? document.querySelector(what).textContent.trim() : what);
  toast(button.dataset.said ?? '✓');
}

document.addEventListener('change', event => {
  const field = event.target;
  if (field.matches('[data-goes]')) field.form?.requestSubmit();
  if (field.matches('[data-all]')) for (const box of field.form?.elements[field.dataset.all] ?? []) box.checked = field.checked;
});

/** Says something at the bottom of the page; with undo (a function) a button takes it back. */
export function toast(text, { undo, word = 'Undo' } = {}) {
  const made = document.createElement('div');
  made.className = 'toast';
  made.append(Object.assign(document.createElement('span'), { textContent: text }));
  if (undo) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: word });
    button.addEventListener('click', () => { made.remove(); undo(); });
    made.append(button);
  }
  toasts().append(made);
  return made;
}

function toasts() {
  let place = document.querySelector('.toasts');
  if (!place) {
    place = Object.assign(document.createElement('div'), { className: 'toasts' });
    place.setAttribute('role', 'status');
    document.body.append(place);
    watch(place);
  }
  return place;
}

function leave(made) {
  const seconds = Number(made.dataset.for ?? 8);
  if (!seconds) return;
  setTimeout(() => made.matches(':hover, :focus-within') ? leave(made) : made.remove(), seconds * 1000);
}

function watch(place) {
  [...place.children].forEach(leave);
  new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(made => made.dataset && leave(made)))).observe(place, { childList: true });
}

const standing = document.querySelector('.toasts');
if (standing) watch(standing);
/** What a page needs when it arrives. */
function arrive() {
  document.querySelector('.errors')?.focus();
  for (const here of document.querySelectorAll(':is(.top nav, .sift, .tabs, .settings > nav) [aria-current]')) {
    const row = here.closest('nav, .sift, .tabs');     /* only the row scrolls, not the page */
    if (here.offsetLeft + here.offsetWidth > row.offsetLeft + row.clientWidth) row.scrollLeft = here.offsetLeft - row.offsetLeft - 12;
  }
}

arrive();
document.addEventListener('visit', arrive);
