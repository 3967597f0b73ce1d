// The page that the camera of a phone opens. The record is in the fragment, which a browser never sends; it is checked here, and leaves
// this page only when the person presses the button that asks the register.
import { Refused } from './verifier/bundle.js';
import { Malformed } from './verifier/cbor.js';
import { judge, parse } from './verifier/judge.js';
import { shown } from './verifier/record.js';
import { keptTrust, Missing, refresh } from './verifier/store.js';
import { Foreign, Other, OtherVersion } from './verifier/text.js';

const words = JSON.parse(document.getElementById('words').textContent);
const language = document.documentElement.lang;
const part = (id) => document.getElementById(id);
const now = () => Math.floor(Date.now() / 1000);
const FRESH = 300; // seconds after which the lists are asked for again while the page is opened
let turn = 0;
let trust = null;
let renewed = 0;
let last = '';

function element(name, text, parent) {
  const one = document.createElement(name);
  one.textContent = text;
  parent.append(one);
  return one;
}

/** A text of the page with its parts. */
function filled(key, ...parts) {
  return words[key].replace(/\{([01])\}/g, (all, at) => parts[at] ?? all);
}

/** Words of a coded field, a bilingual text or a plain one in the language of the page. */
function said(value) {
  return typeof value === 'string' ? value : language === 'en' && value.en ? value.en : value.vi;
}

const date = (iso) => shown(iso, language);
const points = (score) => `${said(score.skill)} ${(score.hundredths / 100).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB')}`;

/** The lines to compare with the paper, in the order in which a diploma is read. */
function lines(record, issuer) {
  const decision = filled('web.field.decision-of', record.decisionNumber, date(record.decisionDate));
  const signer = [record.signsAs && said(record.signsAs), said(record.signerTitle), record.signerName].filter(Boolean).join(' ');
  return [
    ['name', record.fullName],
    ['birth', date(record.birthDate)],
    ['sex', record.sex && said(record.sex)],
    ['kind', said(record.kind)],
    ['programme', record.programme && said(record.programme)],
    ['specialisation', record.specialisation && said(record.specialisation)],
    ['language', record.language && said(record.language)],
    ['level', record.level && said(record.level)],
    ['scores', record.scores && record.scores.map(points).join(' · ')],
    ['ranking', record.ranking && said(record.ranking)],
    ['mode', record.mode && said(record.mode)],
    ['school', record.school],
    ['graduation', record.graduationYear && String(record.graduationYear)],
    ['exam', record.examDate && date(record.examDate)],
    ['exam-board', record.examBoard],
    ['exam-session', record.examSession],
    ['serial', record.serialNumber],
    ['register', record.registerNumber],
    ['decision', decision],
    ['issued', date(record.issueDate)],
    ['place', said(record.place)],
    ['expires', record.expires && date(record.expires)],
    ['signer', signer],
    ['issuer', said(issuer), filled('web.field.issuer-source', issuer.domain)],
  ].filter(([, value]) => value);
}

function age(seconds) {
  const [unit, count] =
    seconds < 60 ? ['s', seconds]
    : seconds < 3600 ? ['m', Math.floor(seconds / 60)]
    : seconds < 172800 ? ['h', Math.floor(seconds / 3600)]
    : ['d', Math.floor(seconds / 86400)];
  return filled(`web.age.${unit}`, Math.max(0, count));
}

/** How old what this rests on is; always shown. */
function ages() {
  if (trust?.bundle == null) {
    return words['web.q.js.no-bundle'];
  }
  const made = [...trust.lists.values()].map((list) => list.validFrom);
  const bundle = filled('web.q.js.bundle-age', age(now() - trust.bundle.issuedAt));
  return made.length === 0
    ? bundle
    : `${bundle} · ${filled('web.q.js.lists-age', age(now() - Math.min(...made)))}`;
}

function verdict(code) {
  const look = part(`verdict-${code}`).content.cloneNode(true);
  const next = look.querySelector('ul');
  part('next').replaceChildren(...(next?.children ?? []));
  next?.remove();
  part('verdict').replaceChildren(look);
}

function render(result) {
  const now = JSON.stringify([result, part('qr').value]);
  if (now === last) {
    part('ages').textContent = ages(); // nothing is read aloud twice
    return;
  }
  last = now;
  verdict(result.verdict);
  part('says').hidden = result.record === null;
  part('withheld').hidden = result.record !== null || result.verdict === 'undetermined';
  part('pairs').replaceChildren();
  for (const [name, value, small] of result.record === null ? [] : lines(result.record, result.issuer)) {
    element('dt', words[`web.field.${name}`], part('pairs'));
    const description = element('dd', value, part('pairs'));
    if (small) element('small', small, description);
  }
  part('checks').replaceChildren();
  for (const check of result.checks) {
    const line = element('li', '', part('checks'));
    line.className = `is-${check.result}`;
    line.append(part(`result-${check.result}`).content.cloneNode(true));
    const text = element('div', '', line);
    element('b', words[`check.${check.code}`], text);
    text.append(': ');
    element('em', words[`check.result.${check.result}`], text);
    const why = words[`reason.${check.reason}`] ?? words[`check.${check.code}.${check.result}`];
    if (why) element('p', why, text);
  }
  part('ages').textContent = ages();
}

function why(error) {
  if (error instanceof OtherVersion) {
    return filled('web.q.js.version', error.letter);
  }
  if (error instanceof Other || error instanceof Foreign) {
    return words['web.q.js.other'];
  }
  return words[error instanceof Malformed ? 'web.q.js.broken' : 'web.q.js.fault'];
}

function refuse(error) {
  part('read').hidden = true;
  part('pairs').replaceChildren();
  part('refused-why').textContent = why(error);
  part('refused').hidden = false;
  part('refused-title').focus();
}

/** Everything again from the service; where that fails, what is kept stays and the page says so. */
async function renew() {
  part('ages').textContent = words['web.q.js.renewing'];
  try {
    trust = await refresh(now());
    renewed = now();
    return '';
  } catch (error) {
    if (error instanceof Refused || error instanceof Malformed) {
      const why = { NOT_YET_VALID: 'bundle.not_yet_valid', EXPIRED: 'bundle.expired' }[error.code] ?? 'bundle.refused';
      trust = trust?.bundle ? trust : { bundle: null, lists: new Map(), why };
      return ` · ${words[`reason.${why}`]}`;
    }
    if (error instanceof Missing) {
      return trust?.bundle ? ` · ${words['web.q.js.no-answer']}` : '';
    }
    return ` · ${words[navigator.onLine ? 'web.q.js.no-answer' : 'web.q.js.offline']}`;
  }
}

async function judged(fragment, mine) {
  const result = await judge(fragment, trust, now());
  if (mine === turn) {
    render(result);
  }
}

async function check(fragment, mine, anew) {
  if (!globalThis.crypto?.subtle) {
    trust = { bundle: null, lists: new Map(), why: 'device.unable' };
    await judged(fragment, mine);
    return;
  }
  if (!trust?.bundle || now() - renewed > FRESH) {
    trust = await keptTrust(now());
  }
  if (trust.bundle !== null && !anew) {
    await judged(fragment, mine); // at once from what is kept; what is newer may still change it
  }
  if (anew || trust.bundle === null || now() - renewed > FRESH) {
    const note = await renew();
    await judged(fragment, mine);
    if (mine === turn && note) {
      part('ages').textContent += note;
    }
  }
}

async function show() {
  const fragment = location.hash.slice(1);
  if (fragment === 'main' && turn > 0) {
    return; // the skip link moves the focus; what was read stays
  }
  const mine = ++turn;
  part('refused').hidden = true;
  // the other language shows the same code: fragments stay in the browser
  document.querySelector('a.tongue').hash = location.hash;
  const isEmpty = fragment === '' || fragment === 'main';
  part('empty').hidden = !isEmpty;
  part('read').hidden = isEmpty;
  if (isEmpty) {
    return;
  }
  part('qr').value = fragment;
  last = '';
  part('pairs').replaceChildren();
  part('checks').replaceChildren();
  part('says').hidden = true;
  part('withheld').hidden = true;
  verdict('checking');
  try {
    parse(fragment);
    await check(fragment, mine, false);
  } catch (error) {
    if (mine === turn) refuse(error);
    return;
  }
  if (mine === turn) {
    part('verdict').querySelector('h2').focus();
  }
}

part('again').addEventListener('click', () => {
  const mine = ++turn;
  check(part('qr').value, mine, true).catch((error) => mine === turn && refuse(error));
});
/** A page that stays open grows older with what it rests on. */
function older() {
  if (trust?.bundle && !part('read').hidden && last !== '') {
    judged(part('qr').value, turn).catch(() => {});
  }
}

setInterval(older, 30000);
addEventListener('pageshow', older);
document.addEventListener('visibilitychange', older);
addEventListener('hashchange', show);
show();
navigator.serviceWorker?.register('/sw.js').catch(() => {}); // without it the page needs the network, and says so
