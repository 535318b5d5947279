/* example.js: the views and the verdict keys of the review page on its example; a verdict asks for the page again and is not kept. */

import './image-compare.js';
import { CompareViews } from './compare-views.js';
import { actsOf, slides } from './keys.js';
import { toast } from './ui.js';
import { words } from './words.js';

let standing;

function arrive() {
  const page = document.querySelector('main.one');
  if (!page || page === standing) return;
  standing = page;
  const stop = new AbortController(), { signal } = stop, views = new CompareViews(page, toast, words(), signal, () => '');
  views.usual();
  let act = () => null;
  actsOf('review').then(found => { act = found; });
  document.addEventListener('keydown', event => {
    const name = slides(event) ? null : act(event);
    if (!name || name === 'points' || event.repeat || event.target.closest?.('button, a, summary, [role=slider]') && ['Space', 'Enter'].includes(event.code)) return;
    const verdict = page.querySelector(`[name=verdict][value="${CSS.escape(name)}"]`);
    if (verdict) verdict.click();
    else if (!views.do(name)) return;
    event.preventDefault();
  }, { signal });
  page.addEventListener('click', event => {
    const button = event.target.closest('[data-do]');
    if (button) views.do(button.dataset.do, true);
  }, { signal });
  document.addEventListener('visit', () => page.isConnected || stop.abort(), { signal });
}

document.addEventListener('visit', arrive);
arrive();
