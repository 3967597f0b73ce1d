// The trust bundle: whether a file is believed, and what it says (src/docs/trust-bundle.md, whose steps are numbered here). The rules
// of The Update Framework: roots change by the threshold of those before them, and nothing goes back.
import { decode, Malformed } from './cbor.js';
import { catalogue } from './catalogue.js';
import { hex, keyId, parseSign, sha256, signersOf } from './cose.js';

const AAD = 'sogoc/trust-bundle/1';
const MOST_BYTES = 16 * 1024 * 1024;
const LATEST = 253402300799;
const SKEW = 300;
const SPKI = 91;
const MOST_ROOTS = 8;
const DAY = 86400000;
const PURPOSES = ['record', 'document', 'list', 'status', 'trust-list', 'log', 'witness', 'personal', 'export', 'tls'];
const STATES = ['active', 'retired', 'suspended', 'withdrawn'];

/** The bundle is not believed; `code` is a word of section 4, such as ROLLBACK. */
export class Refused extends Error {
  constructor(code) {
    super(code);
    this.name = 'Refused';
    this.code = code;
  }
}

function need(holds, what) {
  if (!holds) {
    throw new Malformed(what);
  }
}

const isInt = (value, from, to) => Number.isSafeInteger(value) && value >= from && value <= to;

function array(value, length) {
  need(Array.isArray(value) && (length === undefined || value.length === length), `an array of ${length}`);
  return value;
}

function text(value) {
  need(typeof value === 'string' && value.length <= 1000, 'a text of at most 1000 characters');
  return value;
}

function bytes(value, length) {
  need(value instanceof Uint8Array && (length === undefined || value.length === length), 'bytes');
  return value;
}

function small(value) {
  need(isInt(value, 0, 999999999), 'a number');
  return value;
}

function time(value) {
  need(isInt(value, 0, LATEST), 'a time up to the year 9999');
  return value;
}

function day(value) {
  need(isInt(value, -719162, 2932896), 'a day');
  return new Date(value * DAY).toISOString().slice(0, 10);
}

function isRising(values) {
  return values.every((value, i) => i === 0 || values[i - 1] < value);
}

/**
 * Root keys with their threshold: `{threshold, keys: Map of id to SubjectPublicKeyInfo}`.
 *
 * @param spkis the keys that a verifier was built with, in any order
 */
export async function rootsOf(threshold, spkis) {
  const keys = new Map();
  for (const spki of spkis) {
    keys.set(await keyId(bytes(spki, SPKI)), spki);
  }
  need(
    keys.size === spkis.length && keys.size <= MOST_ROOTS && threshold >= 2 && threshold <= keys.size && threshold * 2 > keys.size,
    'of at most eight roots more than half sign, two at least',
  );
  return { threshold, keys };
}

/**
 * Whether a file is believed now. Gives `{bundle, next}`; `next` is to be remembered.
 *
 * @param memory `{roots, seen}`; `seen` is null or `{version, file}`, the name in hexadecimal
 * @param now seconds since 1970
 */
export async function believe(file, memory, now) {
  const accepted = await follow(file, memory);
  if (accepted.bundle.issuedAt > now + SKEW) throw new Refused('NOT_YET_VALID'); // step 6
  if (accepted.bundle.expiresAt <= now) throw new Refused('EXPIRED');
  return accepted;
}

/** Checks a file by steps 1 to 5 alone: one that only leads to the newest may have expired (section 5). */
export async function follow(file, memory) {
  const message = parseSign(bytes(file), MOST_BYTES); // step 1
  await requireSigned(message, memory.roots); // step 2, before anything of the payload is read
  const bundle = await read(message.payload); // step 3
  await requireSigned(message, bundle.roots); // step 4
  const seen = { version: bundle.version, file: hex(await sha256(file)) };
  if (memory.seen !== null) { // step 5
    if (seen.version < memory.seen.version) throw new Refused('ROLLBACK');
    if (seen.version === memory.seen.version && seen.file !== memory.seen.file) throw new Refused('FORKED');
    if (seen.version === memory.seen.version + 1 && bundle.prior !== memory.seen.file) throw new Refused('WRONG_PREDECESSOR');
  }
  return { bundle, next: { roots: bundle.roots, seen } };
}

async function requireSigned(message, roots) {
  const signers = await signersOf(message, roots.keys, AAD);
  if (signers.size < roots.threshold) {
    throw new Refused('UNDER_SIGNED');
  }
}

async function read(payload) {
  const map = decode(payload, MOST_BYTES);
  need(map instanceof Map && map.size === 9 && [1, 2, 3, 4, 5, 6, 7, 8, 9].every((key) => map.has(key)), 'nine entries');
  const names = new Set();
  const bundle = {
    version: small(map.get(1)),
    issuedAt: time(map.get(2)),
    expiresAt: time(map.get(3)),
    prior: map.get(4) === null ? null : hex(bytes(map.get(4), 32)),
    staleAfter: time(map.get(5)),
    roots: await roots(map.get(6), names),
    issuers: new Map(),
    keys: new Map(),
    statusLists: new Map(),
  };
  need(bundle.version >= 1 && (bundle.version === 1) === (bundle.prior === null), 'a version and its predecessor');
  need(bundle.expiresAt > bundle.issuedAt && bundle.staleAfter > 0, 'times in their order');
  for (const one of array(map.get(7))) {
    await issuer(one, bundle, names);
  }
  const [version, files] = array(map.get(8), 2);
  const tables = array(files).map((one) => array(one, 2));
  need(isRising(tables.map(([name]) => text(name))), 'tables by rising name');
  bundle.catalogueVersion = small(version);
  bundle.files = new Map(tables.map(([name, file]) => [name, bytes(file)]));
  const lists = array(map.get(9)).map((one) => array(one, 2));
  need(isRising(lists.map(([purpose]) => text(purpose))), 'status lists by rising purpose');
  for (const [purpose, address] of lists) {
    bundle.statusLists.set(purpose, text(address));
  }
  return bundle;
}

/** The code tables of a bundle, read when a record first needs them. */
export function tablesOf(bundle) {
  try {
    bundle.tables ??= catalogue(bundle.catalogueVersion, bundle.files);
  } catch (error) {
    throw new Malformed(`the tables of the bundle: ${error.message}`); // of another form than is read here
  }
  return bundle.tables;
}

async function roots(value, names) {
  const [threshold, keys] = array(value, 2);
  const spkis = array(keys).map((one) => {
    const [purpose, spki] = array(one, 2);
    need(purpose === 'trust-list', 'a root key is for trust lists');
    return bytes(spki, SPKI);
  });
  const read = await rootsOf(small(threshold), spkis);
  need(isRising([...read.keys.keys()]), 'root keys in rising order');
  for (const id of read.keys.keys()) {
    once(id, names);
  }
  return read;
}

/** Eight bytes name a key in every record: no name stands for two. */
function once(id, names) {
  need(!names.has(id), 'each key once');
  names.add(id);
}

async function issuer(value, bundle, names) {
  const i = array(value, 11);
  const rights = array(i[9]).map((one) => {
    const [kind, from, until, basis] = array(one, 4);
    text(basis);
    return { kind: text(kind), from: day(from), until: until === null ? null : day(until) };
  });
  const read = {
    id: small(i[0]), code: text(i[1]), vi: text(i[2]), en: text(i[3]), domain: text(i[4]), serialPrefix: text(i[5]), rights,
  };
  small(i[6]);
  small(i[7]);
  bytes(i[8], 32);
  need(read.id >= 1 && [...bundle.issuers.keys()].every((id) => id < read.id), 'issuers by rising number');
  bundle.issuers.set(read.id, read);
  for (const one of array(i[10])) {
    await key(one, read.id, bundle, names);
  }
}

async function key(value, issuer, bundle, names) {
  const [purpose, spki, from, until, state, since, withdrawnAt] = array(value, 7);
  need(PURPOSES.includes(purpose) && STATES.includes(state), 'a known purpose and state');
  const id = await keyId(bytes(spki, SPKI));
  once(id, names);
  need(withdrawnAt === null || isInt(withdrawnAt, 0, Number.MAX_SAFE_INTEGER), 'an index of the log');
  bundle.keys.set(id, {
    issuer, purpose, spki, from: time(from), until: time(until), state, since: since === null ? null : time(since),
  });
}
