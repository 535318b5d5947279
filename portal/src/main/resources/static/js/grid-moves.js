/* grid-moves.js: what was done to frames and can be taken back, and frames dragged to another place of a collection.
   The last watch or rest is kept for this tab until it was taken back: Z sends the opposite for those it changed. */

import { csrf } from './post.js';

const KEPT = 'grid.undo';
const FRAME = '.frame';

/** Notes which of the chosen frames a button of the bar is about to turn. */
export function remember(button, frames) {
  if (button.name !== 'on') return;
  const on = button.value === 'true';
  const ids = frames.filter(frame => frame.classList.contains('rest') === on).map(frame => frame.dataset.id);
  sessionStorage.setItem(KEPT, JSON.stringify({ ids, on: !on }));
}

/** Nothing can be taken back of what was done to frames that are not all known. */
export const forget = () => sessionStorage.removeItem(KEPT);

/** Takes the last one back; answers whether there was any. */
export function undo(bar) {
  const { ids = [], on } = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
  if (!ids.length) return false;
  forget();
  const form = Object.assign(document.createElement('form'), { method: 'post', action: bar.action, hidden: true });
  const put = (name, value) => form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  for (const hidden of bar.querySelectorAll('input[type=hidden]:not([name=search])')) put(hidden.name, hidden.value);
  ids.forEach(id => put('id', id));
  put('on', on);
  document.body.append(form);
  form.submit();
  return true;
}

/** Lets frames be dragged to before another; place is the address that is told. Without a mouse the bar's buttons move them. */
export function draggable(grid, place, chosen, listen) {
  let moved = [];
  const over = event => event.target.closest?.(FRAME);
  const mark = frame => { grid.querySelector('.over')?.classList.remove('over'); frame?.classList.add('over'); };
  listen(grid, 'dragstart', event => {
    const frame = over(event), all = chosen();
    if (!frame) return;
    moved = all.includes(frame.dataset.id) ? all : [frame.dataset.id];
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('application/x-frames', moved.join(' '));
  });
  listen(grid, 'dragover', event => {
    const frame = over(event);
    if (!moved.length || !frame || moved.includes(frame.dataset.id)) return;
    event.preventDefault();
    mark(frame);
  });
  listen(grid, 'dragend', () => { moved = []; mark(); });
  listen(grid, 'drop', async event => {
    const frame = over(event), ids = moved;
    mark();
    if (!ids.length || !frame || ids.includes(frame.dataset.id)) return;
    event.preventDefault();
    event.stopPropagation();
    moved = [];
    const body = new URLSearchParams(ids.map(id => ['id', id]));
    body.append('before', frame.dataset.id);
    const answer = await fetch(place, { method: 'POST', credentials: 'same-origin', headers: csrf(), body, redirect: 'manual' });
    if (answer.ok || answer.type === 'opaqueredirect') {
      frame.before(...ids.map(id => grid.querySelector(`${FRAME}[data-id="${CSS.escape(id)}"]`)).filter(Boolean));
    }
  });
}
