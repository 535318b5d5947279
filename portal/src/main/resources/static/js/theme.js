/* theme.js: light, dark or the system's choice, kept in the cookie "theme" so that the server can write html[data-theme].
   Buttons: <button data-theme-choice="light|dark|system" aria-pressed>; without script they can be submit buttons of a form. */

const YEAR = 31536000;
const root = document.documentElement;

export const theme = () => root.dataset.theme ?? 'system';

export function choose(value) {
  const system = value !== 'light' && value !== 'dark';
  if (system) delete root.dataset.theme; else root.dataset.theme = value;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `theme=${system ? '' : value}; Path=/; Max-Age=${system ? 0 : YEAR}; SameSite=Lax${secure}`;
  show();
}

function show() {
  for (const button of document.querySelectorAll('[data-theme-choice]')) button.setAttribute('aria-pressed', button.dataset.themeChoice === theme());
}

document.addEventListener('click', event => {
  const button = event.target.closest('[data-theme-choice]');
  if (button) { event.preventDefault(); choose(button.dataset.themeChoice); }
});
document.addEventListener('visit', show);
show();
