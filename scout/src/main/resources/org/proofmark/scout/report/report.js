'use strict';
for (const stage of document.querySelectorAll('.stage')) {
  const buttons = stage.querySelectorAll('.views button');
  const laid = stage.querySelector('.laid');
  const show = view => {
    stage.dataset.view = view;
    stage.classList.remove('on');
    buttons.forEach(b => b.setAttribute('aria-pressed', String(b.dataset.view === view)));
  };
  buttons.forEach(b => b.addEventListener('click', () => {
    if (b.dataset.view === 'blink' && stage.dataset.view === 'blink') stage.classList.toggle('on');
    else show(b.dataset.view);
  }));
  const range = stage.querySelector('.slide');
  if (range) range.addEventListener('input', () => laid.style.setProperty('--x', range.value + '%'));
  if (laid) laid.addEventListener('click', () => { if (stage.dataset.view === 'blink') stage.classList.toggle('on'); });
}
