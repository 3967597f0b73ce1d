// The page that the camera of a phone opens. The record is in the fragment, which a browser never sends; it is checked here, and leaves
// this page only when the person presses the button that asks the register.
import { Refused } from './verifier/bundle.js';
import { Malformed } from './verifier/cbor.js';
import { judge, parse } from './verifier/judge.js';
import { shown } from './verifier/record.js';
import { keptTrust, Missing, refresh } from './verifier/store.js';
import { Foreign, OtherVersion } from './verifier/text.js';

const words = JSON.parse(document.getElementById('words').textContent);
const language = document.documentElement.lang;
const part = (id) => document.getElementById(id);
const now = () => Math.floor(Date.now() / 1000);
const FRESH = 300; // seconds after which the lists are asked for again while the page is opened
let turn = 0;
let trust = null;
let renewed = 0;

function element(name, text, parent) {
  const one = document.createElement(name);
  one.textContent = text;
  parent.append(one);
  return one;
}

/** Words of a coded field, a bilingual text or a plain one in the language of the page. */
function said(value) {
  return typeof value === 'string' ? value : language === 'en' && value.en ? value.en : value.vi;
}

const date = (iso) => shown(iso, language);
const points = (score) => `${said(score.skill)} ${(score.hundredths / 100).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB')}`;

/** The lines to compare with the paper, in the order in which a diploma is read. */
function lines(record, issuer) {
  const decision = words['web.field.decision-of'].replace('{0}', record.decisionNumber).replace('{1}', date(record.decisionDate));
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
    ['issuer', said(issuer), words['web.field.issuer-source'].replace('{0}', issuer.domain)],
  ].filter(([, value]) => value);
}

function age(seconds) {
  const [unit, count] =
    seconds < 60 ? ['s', seconds]
    : seconds < 3600 ? ['m', Math.floor(seconds / 60)]
    : seconds < 172800 ? ['h', Math.floor(seconds / 3600)]
    : ['d', Math.floor(seconds / 86400)];
  return words[`web.age.${unit}`].replace('{0}', Math.max(0, count));
}

/** How old what this rests on is; always shown. */
function ages() {
  if (trust?.bundle == null) {
    return words['web.q.js.no-bundle'];
  }
  const made = [...trust.lists.values()].map((list) => list.validFrom);
  const bundle = words['web.q.js.bundle-age'].replace('{0}', age(now() - trust.bundle.issuedAt));
  return made.length === 0
    ? bundle
    : `${bundle} · ${words['web.q.js.lists-age'].replace('{0}', age(now() - Math.min(...made)))}`;
}

function verdict(code) {
  const look = part(`verdict-${code}`).content.cloneNode(true);
  const next = look.querySelector('ul');
  part('next').replaceChildren(...(next?.children ?? []));
  next?.remove();
  part('verdict').replaceChildren(look);
}

function render(result) {
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
    return words['web.q.js.version'].replace('{0}', error.letter);
  }
  if (error instanceof Foreign) {
    return words['web.scan.js.foreign']?.replace('{0}', error.host) ?? words['web.q.js.other'];
  }
  return error instanceof Malformed ? words['web.q.js.broken'] : words['web.q.js.other'];
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
      trust = trust?.bundle ? trust : { bundle: null, lists: new Map(), why: 'bundle.refused' };
      return ` · ${words['reason.bundle.refused']}`;
    }
    return error instanceof Missing ? '' : ` · ${words['web.q.js.offline']}`;
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
  trust = await keptTrust(now());
  if (trust.bundle !== null && !anew) {
    await judged(fragment, mine); // at once from what is kept; what is newer may still change it
  }
  if (anew || now() - renewed > FRESH) {
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
  check(location.hash.slice(1), mine, true).catch((error) => mine === turn && refuse(error));
});
setInterval(() => trust?.bundle && !part('read').hidden && (part('ages').textContent = ages()), 30000);
addEventListener('hashchange', show);
show();
navigator.serviceWorker?.register('/sw.js').catch(() => {}); // without it the page needs the network, and says so
