// Base32 and CBOR as the records use them, and nothing more. Strict: one byte string has one text,
// one value has one encoding (RFC 8949 section 4.2.1). Bounded: size and depth are checked before
// anything is allocated. Every fault is a Malformed; nothing else may escape.

export class Malformed extends Error {
  constructor(message) {
    super(message);
    this.name = 'Malformed';
  }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const MAX_TEXT = 8192;
const MAX_BYTES = 5120;
const MAX_DEPTH = 8;

/** Base32 of RFC 4648 section 6: upper case, no padding characters, zero pad bits. */
export function base32(text) {
  const tail = text.length % 8;
  if (text.length > MAX_TEXT || tail === 1 || tail === 3 || tail === 6) {
    throw new Malformed('length is not that of a base32 text');
  }
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let buffer = 0;
  let bits = 0;
  let filled = 0;
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) {
      throw new Malformed('a character is not of the base32 alphabet');
    }
    buffer = (buffer << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[filled++] = buffer >>> bits;
      buffer &= (1 << bits) - 1;
    }
  }
  if (buffer !== 0) {
    throw new Malformed('pad bits are not zero');
  }
  return bytes;
}

/**
 * One CBOR value from all of the bytes, at most so many. Maps become Map, byte strings Uint8Array, integers numbers
 * within the safe range. No floats, tags, undefined, indefinite lengths, duplicate or unsorted keys.
 */
export function decode(bytes, most = MAX_BYTES) {
  if (bytes.length > most) {
    throw new Malformed('too long');
  }
  const reader = { bytes, at: 0 };
  const value = item(reader, 0);
  if (reader.at !== bytes.length) {
    throw new Malformed('bytes after the end');
  }
  return value;
}

function take(reader, count) {
  if (count > reader.bytes.length - reader.at) {
    throw new Malformed('ends too early');
  }
  const part = reader.bytes.subarray(reader.at, reader.at + count);
  reader.at += count;
  return part;
}

function head(reader) {
  const first = take(reader, 1)[0];
  const major = first >> 5;
  const info = first & 31;
  if (info < 24) {
    return { major, info, value: info };
  }
  if (info > 27) {
    throw new Malformed('indefinite or reserved length');
  }
  if (major === 7) {
    throw new Malformed('floats and other simple values are not used');
  }
  const size = 1 << (info - 24);
  let value = 0;
  for (const byte of take(reader, size)) {
    value = value * 256 + byte;
  }
  if (!Number.isSafeInteger(value)) {
    throw new Malformed('an integer is too large');
  }
  const smallest = size === 1 ? 24 : 2 ** (4 * size);
  if (value < smallest) {
    throw new Malformed('an integer is not in its shortest form');
  }
  return { major, info, value };
}

function item(reader, depth) {
  if (depth > MAX_DEPTH) {
    throw new Malformed('nested too deeply');
  }
  const { major, info, value } = head(reader);
  if (depth === MAX_DEPTH && (major === 4 || major === 5)) {
    throw new Malformed('nested too deeply');
  }
  switch (major) {
    case 0:
      return value;
    case 1:
      return -1 - value;
    case 2:
      return take(reader, value).slice();
    case 3:
      return text(take(reader, value));
    case 4:
      return array(reader, value, depth);
    case 5:
      return map(reader, value, depth);
    case 7:
      return simple(info);
    default:
      throw new Malformed('tags are not used');
  }
}

function text(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Malformed('a text is not UTF-8');
  }
}

function array(reader, count, depth) {
  if (count > reader.bytes.length - reader.at) {
    throw new Malformed('ends too early');
  }
  const items = [];
  for (let i = 0; i < count; i++) {
    items.push(item(reader, depth + 1));
  }
  return items;
}

function map(reader, count, depth) {
  if (count * 2 > reader.bytes.length - reader.at) {
    throw new Malformed('ends too early');
  }
  const entries = new Map();
  let previous = null;
  for (let i = 0; i < count; i++) {
    const start = reader.at;
    const key = item(reader, depth + 1);
    if (typeof key !== 'number' && typeof key !== 'string') {
      throw new Malformed('a key is neither an integer nor a text');
    }
    const encoded = reader.bytes.subarray(start, reader.at);
    if (previous !== null && compare(previous, encoded) >= 0) {
      throw new Malformed('keys are not in order or not unique');
    }
    previous = encoded;
    entries.set(key, item(reader, depth + 1));
  }
  return entries;
}

function simple(info) {
  switch (info) {
    case 20:
      return false;
    case 21:
      return true;
    case 22:
      return null;
    default:
      throw new Malformed('floats and other simple values are not used');
  }
}

function compare(a, b) {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    if (a[i] !== b[i]) {
      return a[i] - b[i];
    }
  }
  return a.length - b.length;
}
