/* grid-sheets.js: what opens over the grid: a frame large (lightbox) and its facts (details), taken from the photo's own page.
   Both are <dialog>, close with Esc or the key that opened them, and give the focus back to the frame. Words: data-close, data-open. */

const link = frame => frame.querySelector('a');
const name = frame => link(frame).querySelector('img').alt;

function element(kind, props = {}, ...children) {
  const made = Object.assign(document.createElement(kind), props);
  made.append(...children);
  return made;
}

function show(dialog, frame, act) {
  dialog.addEventListener('keydown', event => { if (!event.ctrlKey && !event.metaKey && !event.altKey && act(event)) event.preventDefault(); });
  dialog.addEventListener('close', () => { dialog.remove(); link(dialog.at ?? frame).focus({ preventScroll: true }); });
  document.body.append(dialog);
  dialog.showModal();
}

function closer(dialog, words) {
  const button = element('button', { className: 'btn bare', type: 'button', textContent: words.close ?? 'Close' });
  button.addEventListener('click', () => dialog.close());
  return button;
}

/** A frame large; beside(frame, step) answers the next or previous one. */
export function lightbox(frame, beside, words) {
  const dialog = element('dialog', { className: 'lightbox' }), picture = element('img'), title = element('h2');
  const open = element('a', { className: 'btn', textContent: words.open ?? 'Open' });
  const put = to => {
    if (!to) return false;
    dialog.at = to;
    Object.assign(picture, { src: `/photos/${to.dataset.id}/picture/1440`, alt: name(to) });
    title.textContent = name(to);
    dialog.ariaLabel = name(to);
    open.href = link(to).href;
    to.scrollIntoView({ block: 'nearest' });
    return true;
  };
  put(frame);
  dialog.append(element('header', {}, title, open, closer(dialog, words)), picture);
  show(dialog, frame, ({ key }) => {
    const step = { ArrowRight: 1, j: 1, J: 1, ArrowLeft: -1, k: -1, K: -1 }[key];
    if (step) return put(beside(dialog.at, step));
    return key === 'f' || key === 'F' ? (dialog.close(), true) : false;
  });
}

/** What the page of a frame's photo says of it: name, readiness, facts. */
export async function details(frame, words) {
  const answer = await fetch(link(frame).href, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
  if (!answer.ok || document.querySelector('dialog[open]')) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const dialog = element('dialog', { className: 'sheet', ariaLabel: name(frame) }), body = element('div', { className: 'stack' });
  for (const part of page.querySelectorAll('.side > :first-child > .quiet, .side .ready, .side .facts')) body.append(document.adoptNode(part));
  dialog.append(element('header', {}, element('h2', { textContent: name(frame) }), closer(dialog, words)), body);
  show(dialog, frame, ({ key }) => key === 'i' || key === 'I' ? (dialog.close(), true) : false);
}
