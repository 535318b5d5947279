/* words.js: texts of a page for its scripts, from <script type="application/json" id="…">. {n} and other names are filled in;
   "one form|many forms" is chosen by number. */

const read = new WeakMap();

export function words(selector) {
  const place = document.querySelector(selector ?? '#review-words');
  if (!place) return {};
  if (!read.has(place)) read.set(place, JSON.parse(place.textContent));
  return read.get(place);
}

export const lang = () => document.documentElement.lang || 'en';
export const number = value => new Intl.NumberFormat(lang()).format(value);

export const fill = (text = '', values = {}) => text.replace(/\{(\w+)}/g, (all, name) => name in values ? typeof values[name] === 'number' ? number(values[name]) : String(values[name]) : all);

export function many(text = '', n, values = {}) {
  const [one, other = one] = text.split('|');
  return fill(n === 1 ? one : other, { n, ...values });
}
