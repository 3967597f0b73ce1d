// The text of a QR code: whose it is, and the bytes in it (src/docs/record.md section 6). An address of anybody else is named
// and never opened.
import { base32, Malformed } from './cbor.js';

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

const MOST_TEXT = 6000;

/**
 * The fragment of a text that a camera read: the part after `/q#` of one of our addresses, or the bare fragment.
 *
 * @param addresses scheme and host in lower case, as they are printed
 */
export function fragmentOf(scanned, addresses) {
  const text = scanned.trim();
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
 * The bytes of a signed record that a fragment carries. Throws Malformed for what is of this version but damaged, OtherVersion
 * for a letter other than A before base32, Other for the rest.
 */
export function messageOf(fragment) {
  if (fragment.length > MOST_TEXT || /^a[a-z2-7]{16,}$/.test(fragment)) {
    throw new Malformed('too long, or in lower case'); // one byte string has one text
  }
  if (!fragment.startsWith('A')) {
    throw /^[B-Z][A-Z2-7]{16,}$/.test(fragment) ? new OtherVersion(fragment[0]) : new Other();
  }
  return base32(fragment.slice(1));
}
