// The page that a small code opens. What it leads to is named in the fragment, which a browser never sends; it leaves this
// page only when the person presses the button.
const part = (id) => document.getElementById(id);
const LINK = /^B[A-Z2-7]{39}$/;

function show() {
  const fragment = location.hash.slice(1);
  if (fragment === 'main') {
    return; // the skip link
  }
  const isWhole = LINK.test(fragment);
  document.querySelector('a.tongue').hash = location.hash;
  part('qr').value = isWhole ? fragment : '';
  part('linked').hidden = !isWhole;
  part('empty').hidden = isWhole;
  part('refused').hidden = isWhole || fragment === '';
  if (!isWhole && fragment !== '') {
    part('refused-title').focus();
  }
}

addEventListener('hashchange', show);
show();
