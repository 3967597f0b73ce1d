// A result that stays open says how old it is, and says it in the language that is being read.
const ages = document.querySelectorAll('.age');

function tick() {
  for (const age of ages) {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(age.dataset.at)) / 1000));
    const [unit, count] =
      seconds < 60 ? ['s', seconds] : seconds < 3600 ? ['m', Math.floor(seconds / 60)] : ['h', Math.floor(seconds / 3600)];
    age.textContent = ` · ${age.dataset[unit].replace('{0}', count)}`;
  }
}

// the pane that is read follows the fragment; a jump inside a pane does not move the focus
let read = null;

function language() {
  const other = document.querySelector('.other');
  const target = document.getElementById(location.hash.slice(1));
  const pane = target !== null && other.contains(target) ? other : document.querySelector('.first');
  if (pane === read) {
    return;
  }
  read = pane;
  document.documentElement.lang = pane.lang;
  const word = pane.querySelector('h1');
  document.title = document.title.replace(/^.*? · /, `${word.textContent} · `);
  word.focus({ preventScroll: true });
  scrollTo(0, 0);
}

for (const button of document.querySelectorAll('button.print')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
addEventListener('hashchange', language);
language();
tick();
setInterval(tick, 1000);
