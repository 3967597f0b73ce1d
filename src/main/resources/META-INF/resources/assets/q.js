// The page that the camera of a phone opens. The record is in the fragment, which a browser never
// sends; it leaves this page only when the person presses the button.
import { read, shown } from './record.js';

const words = JSON.parse(document.getElementById('words').textContent);
const language = document.documentElement.lang;
const part = (id) => document.getElementById(id);

function line(label, value) {
  const term = document.createElement('dt');
  term.textContent = label;
  const description = document.createElement('dd');
  description.textContent = value;
  part('pairs').append(term, description);
}

function text(name, value) {
  switch (name) {
    case 'birth':
    case 'issued':
      return shown(value, language);
    case 'kind':
      return words[`kind.${value}`] ?? `${value}`;
    default:
      return `${value}`;
  }
}

function show() {
  const fragment = location.hash.slice(1);
  part('pairs').replaceChildren();
  part('read').hidden = true;
  part('refused').hidden = true;
  part('empty').hidden = fragment !== '';
  // the other language shows the same code: fragments stay in the browser
  const other = document.querySelector('a.tongue');
  other.hash = location.hash;
  if (fragment === '' || fragment === 'main') {
    part('empty').hidden = false;
    return;
  }
  try {
    for (const [name, value] of read(fragment)) {
      line(words[name], text(name, value));
    }
    line(words.issuer, words['issuer-later']);
  } catch {
    part('pairs').replaceChildren();
    part('refused-why').textContent = fragment.startsWith('A') ? words.broken : words.unknown;
    part('refused').hidden = false;
    part('refused-title').focus();
    return;
  }
  part('qr').value = fragment;
  part('read').hidden = false;
  part('unchecked').focus();
}

addEventListener('hashchange', show);
show();
