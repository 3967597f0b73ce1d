// What a signed record says (src/docs/record.md sections 1 to 4). Read only after its signature holds; anything but the one form of
// a record is Malformed. Nothing read here is called valid: `judge.js` decides.
import { decode, Malformed } from './cbor.js';
import { covers } from './catalogue.js';

/** The record is written with a later catalogue than the one at hand: nothing is said of it. */
export class Newer extends Malformed {
  constructor() {
    super('a newer catalogue is needed');
    this.name = 'Newer';
  }
}

const CLAIMS = -70001;
const DAY = 86400000;
const LATEST_ISSUE = 7258118399; // the end of 2199
const ALWAYS = [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15];
const LAST_KEY = 30;
const FIRST_YEAR = 1945;
const YOUNGEST = 5;
const MOST_SCORES = 8;
const BY_KIND = {
  sex: 6, specialisation: 19, ranking: 20, graduationYear: 21, mode: 22, expires: 23, language: 24, level: 25, scores: 26,
  examDate: 27, school: 28, examBoard: 29, examSession: 30,
};
const LETTER =
  'A-Za-z\\u00c0-\\u00cf\\u00d1-\\u00d6\\u00d8-\\u00ef\\u00f1-\\u00f6\\u00f8-\\u012f\\u0134-\\u0137\\u0139-\\u013e\\u0141-\\u0148' +
  '\\u014a-\\u017e\\u0180\\u01a0\\u01a1\\u01af\\u01b0\\u0243\\u1e00-\\u1e99\\u1e9e\\u1ea0-\\u1ef9';
const MARK = '[\\u0300-\\u0303\\u0306\\u0309\\u030c\\u031b\\u0323]';
const NAME = new RegExp(`^[${LETTER}]${MARK}{0,2}(?:(?: |-|['.] ?)?[${LETTER}]${MARK}{0,2})*\\.?$`, 'u');
const NUMBER = new RegExp(`^[0-9${LETTER}](?:[ /.-]?[0-9${LETTER}])*$`, 'u');
const SCRIPTS = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]+$/u;
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

function need(holds, what) {
  if (!holds) {
    throw new Malformed(what);
  }
}

const isInt = (value, from, to) => Number.isInteger(value) && value >= from && value <= to;

function isoDay(value) {
  need(isInt(value, -100000, 100000), 'a day');
  const iso = new Date(value * DAY).toISOString().slice(0, 10);
  need(iso >= '1800-01-01' && iso <= '2199-12-31' && iso.length === 10, 'a day of 1800 to 2199');
  return iso;
}

/** An ISO date as far as it is known. */
function partialDate(value) {
  if (!Array.isArray(value)) {
    return isoDay(value);
  }
  need(value.length === 1 || value.length === 2, '[year] or [year, month]');
  const [year, month] = value;
  need(isInt(year, 1800, 2199), 'a year of 1800 to 2199');
  if (value.length === 1) {
    return String(year);
  }
  need(isInt(month, 1, 12), 'a month');
  return `${year}-${String(month).padStart(2, '0')}`;
}

function plain(value, most) {
  need(typeof value === 'string' && value !== '' && [...value].length <= most, `a text of 1 to ${most} characters`);
  need(value === value.normalize('NFC') && !value.startsWith(' ') && !value.endsWith(' '), 'a text in NFC without outer spaces');
  need(SCRIPTS.test(value) && !INVISIBLE.test(value), 'one printable line of Latin letters and common signs');
  return value;
}

function name(value) {
  need(typeof value === 'string' && [...value].length <= 150, 'a name of at most 150 characters');
  need(value === value.normalize('NFC') && NAME.test(value), 'a name by the rule for names');
  return value;
}

function number(value) {
  need(NUMBER.test(plain(value, 20)), 'letters and digits with single signs between');
  return value;
}

function words(value) {
  need(Array.isArray(value) && (value.length === 1 || value.length === 2), '[vi] or [vi, en]');
  const [vi, en] = value.map((one) => plain(one, 150));
  return { vi, en: en ?? '' };
}

function rowOf(table, value) {
  need(Number.isInteger(value) && table.has(value), 'a code of the table');
  return table.get(value);
}

const label = (row) => ({ code: row.code, vi: row.vi, en: row.en ?? '' });

function years(day, more) {
  const later = `${String(Number(day.slice(0, 4)) + more).padStart(4, '0')}${day.slice(4)}`;
  return later.endsWith('-02-29') && new Date(`${later}T00:00:00Z`).getUTCDate() !== 29 ? `${later.slice(0, 8)}28` : later;
}

function months(day, more) {
  const all = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + more;
  const [year, month] = [Math.floor(all / 12), (all % 12) + 1];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${year}-${String(month).padStart(2, '0')}-${String(Math.min(Number(day.slice(8)), last)).padStart(2, '0')}`;
}

/**
 * What a payload says. Coded fields are `{code, vi, en}`, dates ISO dates, `status` is `{list, index}`.
 *
 * @param tables of the trust bundle (`catalogue.js`)
 */
export function readRecord(payload, tables) {
  const envelope = decode(payload);
  need(envelope instanceof Map && envelope.size === 4, 'iss, iat, cti and the record');
  const issuer = envelope.get(1);
  const issuedAt = envelope.get(6);
  const id = envelope.get(7);
  const claims = envelope.get(CLAIMS);
  need(typeof issuer === 'string' && /^[1-9][0-9]{0,8}$/.test(issuer), 'the number of the institution');
  need(isInt(issuedAt, 0, LATEST_ISSUE), 'the moment of issue');
  need(id instanceof Uint8Array && id.length === 16, 'a record id of 16 bytes');
  need(claims instanceof Map, 'a record');
  need([...claims.keys()].every((key) => isInt(key, 1, LAST_KEY)), 'no unknown key');
  need(ALWAYS.every((key) => claims.has(key)), 'every key that is always there');
  const record = { issuer: Number(issuer), issuedAt, ...fields(claims, tables) };
  rules(record, claims, tables);
  return record;
}

function fields(claims, tables) {
  need(isInt(claims.get(3), 1, 1000000), 'a version of the catalogue');
  if (claims.get(3) > tables.version) {
    throw new Newer();
  }
  const kind = rowOf(tables.kinds, claims.get(1));
  const regime = rowOf(tables.regimes, claims.get(2));
  const issueDate = isoDay(claims.get(7));
  const place = tables.provinces.find((one) => one.code === claims.get(8) && covers(one, issueDate));
  need(place !== undefined, 'a province of the issue date');
  const slot = claims.get(13);
  need(Array.isArray(slot) && slot.length === 2 && isInt(slot[0], 0, 65535) && isInt(slot[1], 0, 1048575), 'a status slot');
  const title = claims.get(15);
  const record = {
    kind: label(kind),
    regime: label(regime),
    fullName: name(claims.get(4)),
    birthDate: partialDate(claims.get(5)),
    issueDate,
    place: label({ ...place, code: String(place.code) }),
    decisionNumber: plain(claims.get(9), 50),
    decisionDate: isoDay(claims.get(10)),
    serialNumber: number(claims.get(11)),
    registerNumber: number(claims.get(12)),
    status: { list: slot[0], index: slot[1] },
    signerName: plain(claims.get(14), 150),
    signerTitle: Array.isArray(title) ? words(title) : label(rowOf(tables.titles, title)),
  };
  if (claims.has(16)) record.signsAs = label(rowOf(tables.signingForms, claims.get(16)));
  programme(record, claims, tables);
  byKind(record, claims, kind, tables);
  return record;
}

function programme(record, claims, tables) {
  if (claims.has(17)) {
    need(isInt(claims.get(17), 5000000, 9999999), 'a programme code of seven digits');
    record.programmeCode = String(claims.get(17));
    const known = tables.programmes.get(record.programmeCode);
    need(known !== undefined || claims.has(18), 'words for a programme that is in no table');
    if (known !== undefined) record.programme = { vi: known.vi, en: known.en ?? '' };
  }
  if (claims.has(18)) record.programme = words(claims.get(18));
}

function byKind(record, claims, kind, tables) {
  const read = {
    sex: (value) => label(rowOf(tables.sexes, value)),
    specialisation: words,
    ranking: (value) => label(rowOf(tables.rankings.rows, value)),
    graduationYear: (value) => value,
    mode: (value) => label(rowOf(tables.modes.rows, value)),
    expires: isoDay,
    language: (value) => label(rowOf(tables.languages, value)),
    level: (value) => label(rowOf(tables.levels.rows, value)),
    scores: (value) => scores(value, kind, tables),
    examDate: isoDay,
    school: (value) => plain(value, 250),
    examBoard: (value) => plain(value, 250),
    examSession: (value) => plain(value, 50),
  };
  for (const [field, key] of Object.entries(BY_KIND)) {
    if (claims.has(key)) record[field] = read[field](claims.get(key));
  }
}

/** Lines of `{skill, hundredths}`. */
function scores(value, kind, tables) {
  need(value instanceof Map && value.size > 0 && value.size <= MOST_SCORES, 'a table of one to eight scores');
  const allowed = tables.skills.of(kind.skills);
  return [...value].map(([skill, hundredths]) => {
    need(allowed.has(skill) && isInt(hundredths, 0, 100000), 'a score of a skill of the kind');
    return { skill: label(rowOf(tables.skills.rows, skill)), hundredths };
  });
}

/** Section 4, by its numbers. */
function rules(record, claims, tables) {
  const kind = tables.kinds.get(claims.get(1));
  const regime = tables.regimes.get(claims.get(2));
  const day = record.issueDate;
  need(covers(kind, day) && covers(regime, day) && regime.kinds.includes(kind.code), '1: a kind and regime of the issue date');
  const rankings = kind.rankings[regime.code] ?? [];
  const modes = kind.modes[regime.code] ?? [];
  for (const field of ['programme', ...Object.keys(BY_KIND)]) {
    const isExpected = field === 'ranking' ? rankings.length > 0 : field === 'mode' ? modes.length > 0 : true;
    const isThere = record[field] !== undefined;
    if (kind.required.includes(field)) {
      need(isThere === isExpected, `2: ${field}, required where the regime has words for it`);
    } else {
      need(!isThere || (isExpected && kind.optional.includes(field)), `2: ${field}, which the kind does not have`);
    }
  }
  need(!claims.has(20) || tables.rankings.of(rankings).has(claims.get(20)), '3: a ranking of the regime');
  need(!claims.has(22) || tables.modes.of(modes).has(claims.get(22)), '3: a mode of the regime');
  need(!claims.has(25) || tables.levels.of(kind.levels).has(claims.get(25)), '3: a level of the kind');
  need(
    !record.programmeCode || !kind.programmeLevels || kind.programmeLevels.includes(record.programmeCode[0]),
    '4: a programme of the level of the kind',
  );
  const born = `${record.birthDate}-01-01`.slice(0, 10);
  need(years(born, YOUNGEST) <= day, '6: born five years before the issue');
  for (const before of [record.decisionDate, record.examDate]) {
    need(before === undefined || (born <= before && before <= day), '6: days in their order');
  }
  const year = record.graduationYear;
  const first = Math.max(FIRST_YEAR, Number(born.slice(0, 4)) + YOUNGEST);
  need(year === undefined || isInt(year, first, Number(day.slice(0, 4))), '7: a year of graduation');
  const most = kind.validity.mostMonths;
  need(
    record.expires === undefined ||
      (record.expires > day && (most === 0 || record.expires <= months(record.examDate ?? day, most))),
    '8: a last day within the time the kind holds',
  );
}

/** An ISO date, whole or in part, as the language of the page writes it. */
export function shown(iso, language) {
  const [year, month, date] = iso.split('-');
  if (language === 'vi') {
    return [date, month, year].filter(Boolean).join('/');
  }
  if (!month) {
    return year;
  }
  const parts = { year: 'numeric', month: 'long', timeZone: 'UTC' };
  return new Intl.DateTimeFormat('en-GB', date ? { ...parts, day: 'numeric' } : parts)
    .format(new Date(`${year}-${month}-${date ?? '01'}T00:00:00Z`));
}
