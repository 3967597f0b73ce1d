// What the text of a QR code says, read without believing any of it: no signature is checked here
// and nothing read here is ever called valid. The layout is that of src/docs/record.md.
import { base32, decode, Malformed } from './cbor.js';

export { Malformed };

/** The code leads to a place that is not ours. */
export class Foreign extends Error {
  constructor(host) {
    super('foreign');
    this.name = 'Foreign';
    this.host = host;
  }
}

/** The code is no code of ours at all. */
export class Other extends Error {
  constructor() {
    super('other');
    this.name = 'Other';
  }
}

/** The code has our form and a version that is not read here. */
export class OtherVersion extends Error {
  constructor(letter) {
    super('other version');
    this.name = 'OtherVersion';
    this.letter = letter;
  }
}

const CLAIMS = -70001;
const DAY = 86400000;
const FIELDS = [
  ['name', 4, string],
  ['birth', 5, partialDate],
  ['kind', 1, integer],
  ['serial', 11, string],
  ['register', 12, string],
  ['issued', 7, day],
  ['graduation', 21, integer],
  ['decision', 9, string],
];

/**
 * The fragment of a text that a camera read: the part after `/q#` of one of our addresses, or the
 * bare fragment. An address of anybody else is refused by the name of its host and never opened.
 */
export function fragmentOf(text, addresses) {
  for (const address of addresses) {
    if (text.startsWith(`${address}/q#`) || text.startsWith(`${address}/c#`)) {
      return text.slice(address.length + 3);
    }
  }
  if (/^A[A-Z2-7]{16,}$/.test(text)) {
    return text;
  }
  let url;
  try {
    url = new URL(text);
  } catch {
    throw new Other();
  }
  if (url.protocol === 'http:' || url.protocol === 'https:') {
    throw new Foreign(url.host.slice(0, 253));
  }
  throw new Other();
}

/**
 * Name and value of each line to show, in the order of a diploma. Throws Malformed for what is of
 * this version but damaged, OtherVersion for a letter other than A before base32, Other for the rest.
 */
export function read(fragment) {
  if (/^a[a-z2-7]{16,}$/.test(fragment)) {
    throw new Malformed('lower case'); // one byte string has one text
  }
  if (!fragment.startsWith('A')) {
    throw /^[B-Z][A-Z2-7]{16,}$/.test(fragment) ? new OtherVersion(fragment[0]) : new Other();
  }
  const message = decode(base32(fragment.slice(1)));
  if (!Array.isArray(message) || message.length !== 4) {
    throw new Malformed('not a COSE_Sign1 of four');
  }
  const [head, open, payload, signature] = message;
  protectedHeader(bytes(head));
  if (!(open instanceof Map) || open.size !== 0 || bytes(signature).length !== 64) {
    throw new Malformed('not the COSE_Sign1 of a record');
  }
  const claims = map(map(decode(bytes(payload))).get(CLAIMS));
  const lines = [];
  for (const [name, key, form] of FIELDS) {
    if (claims.has(key)) {
      lines.push([name, form(claims.get(key))]);
    }
  }
  if (!claims.has(4) || !claims.has(11)) {
    throw new Malformed('a record has a name and a serial number');
  }
  return lines;
}

/** ES256 and a key identifier of eight bytes, nothing else. */
function protectedHeader(encoded) {
  const header = map(decode(encoded));
  if (header.size !== 2 || header.get(1) !== -7 || bytes(header.get(4)).length !== 8) {
    throw new Malformed('not the header of a record');
  }
}

function bytes(value) {
  if (!(value instanceof Uint8Array)) {
    throw new Malformed('bytes were expected');
  }
  return value;
}

function map(value) {
  if (!(value instanceof Map)) {
    throw new Malformed('a map was expected');
  }
  return value;
}

function string(value) {
  if (typeof value !== 'string' || value.length === 0 || value.length > 300) {
    throw new Malformed('a text was expected');
  }
  return value;
}

function integer(value) {
  if (!Number.isInteger(value) || value < 0) {
    throw new Malformed('a number was expected');
  }
  return value;
}

/** Days since 1970-01-01 as an ISO date. */
function day(value) {
  if (!Number.isInteger(value) || Math.abs(value) > 200000) {
    throw new Malformed('a day was expected');
  }
  return new Date(value * DAY).toISOString().slice(0, 10);
}

/** A day, or a list of year, or of year and month. */
function partialDate(value) {
  if (!Array.isArray(value)) {
    return day(value);
  }
  const [year, month] = value;
  const whole = value.length === 1 || (value.length === 2 && integer(month) >= 1 && month <= 12);
  if (!whole || integer(year) < 1000 || year > 9999) {
    throw new Malformed('a year was expected');
  }
  return value.length === 1 ? String(year) : `${year}-${String(month).padStart(2, '0')}`;
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
