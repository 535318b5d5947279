/* live.js: parts of a page that follow what goes on.
     <section id="progress" data-live="3">   is fetched anew every 3 seconds, with the page it stands in, until it comes without data-live.
   A page nobody looks at asks for nothing; what has focus or is open inside is left alone. */

const parts = () => [...document.querySelectorAll('[data-live]')];

async function follow() {
  if (!document.hidden && parts().length) {
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      if (answer.ok && !answer.redirected) renew(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    } catch { /* the network may come back */ }
  }
  const seconds = Math.min(...parts().map(part => Number(part.dataset.live) || 3), 30);
  if (parts().length) setTimeout(follow, seconds * 1000);
}

function renew(page) {
  for (const part of parts()) {
    const fresh = page.getElementById(part.id);
    if (fresh && !part.contains(document.activeElement) && fresh.outerHTML !== part.outerHTML) part.replaceWith(fresh);
  }
}

if (parts().length) setTimeout(follow, 1500);
