/* post.js: a request that changes something, with the CSRF header from <meta name="csrf-header"> and <meta name="csrf-token">. */

const meta = name => document.querySelector(`meta[name="${name}"]`)?.content;

/** The CSRF header as an object, empty when the page has none. */
export function csrf() {
  const name = meta('csrf-header');
  return name ? { [name]: meta('csrf-token') ?? '' } : {};
}

export const post = (url, body) => fetch(url, { method: 'POST', credentials: 'same-origin',
  headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...csrf() }, body: body === undefined ? undefined : JSON.stringify(body) });

/** Takes the token that a page of ours has now, for one that was open before its session changed; false if there is none to take. */
export async function renewed(address) {
  const answer = await fetch(address, { credentials: 'same-origin', headers: { Accept: 'text/html' } });
  if (!answer.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html'), token = page.querySelector('meta[name=csrf-token]')?.content;
  if (token) document.querySelector('meta[name=csrf-token]')?.setAttribute('content', token);
  return !!token;
}
