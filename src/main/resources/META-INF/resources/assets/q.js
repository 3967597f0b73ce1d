// The page that the camera of a phone opens. The record is in the fragment, which a browser never
// sends; it leaves this page only when the person presses the button.
import { Malformed, OtherVersion, read, shown } from './record.js';

const words = JSON.parse(document.getElementById('words').textContent);
const language = document.documentElement.lang;
const part = (id) => document.getElementById(id);
let shownOnce = false;

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

function why(error) {
  if (error instanceof OtherVersion) {
    return words.version.replace('{0}', error.letter);
  }
  return error instanceof Malformed ? words.broken : words.other;
}

function show() {
  const fragment = location.hash.slice(1);
  if (fragment === 'main' && shownOnce) {
    return; // the skip link moves the focus; what was read stays
  }
  shownOnce = true;
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
  } catch (error) {
    part('pairs').replaceChildren();
    part('refused-why').textContent = why(error);
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
