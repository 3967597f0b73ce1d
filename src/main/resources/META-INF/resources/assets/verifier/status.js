// A status list: a BitstringStatusListCredential (W3C Bitstring Status List 1.0) in a JWT of type vc+jwt, ES256 by a status key of the
// registry that the trust bundle names. Bounded: nothing longer than a list is decompressed.
import { Malformed } from './cbor.js';
import { verifyEs256 } from './cose.js';

const ENTRIES = 1048576;
const MOST_TEXT = 4 * 1024 * 1024;
const SIZES = { revocation: 1, suspension: 1, message: 2 };

function need(holds, what) {
  if (!holds) {
    throw new Malformed(what);
  }
}

function base64Url(text) {
  need(/^[A-Za-z0-9_-]*$/.test(text) && text.length % 4 !== 1, 'base64url');
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  const binary = atob(plain);
  need(btoa(binary).replace(/=+$/, '') === plain, 'unused bits that are zero'); // one byte string has one text
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function json(part) {
  let value;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(base64Url(part)));
  } catch {
    throw new Malformed('JSON in base64url');
  }
  need(value !== null && typeof value === 'object' && !Array.isArray(value), 'an object');
  return value;
}

function seconds(value) {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  need(/Z$/.test(String(value)) && Number.isFinite(time), 'a time');
  return Math.floor(time / 1000);
}

/** The bytes that a GZIP text holds, exactly so many. */
async function gunzip(compressed, size) {
  const content = new Uint8Array(size);
  let filled = 0;
  const reader = new Blob([compressed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      need(filled + value.length <= size, 'no more than a list');
      content.set(value, filled);
      filled += value.length;
    }
  } catch (error) {
    await reader.cancel().catch(() => {});
    throw error instanceof Malformed ? error : new Malformed('GZIP');
  }
  need(filled === size, 'a whole list');
  return content;
}

/**
 * Reads a signed list: `{validFrom, validUntil, size, bits}`, times in seconds, for `valueAt`.
 *
 * @param file what was served, as text
 * @param address the prefix that the bundle names for the purpose
 * @param registry number of the registry, whose key signs lists and nobody else's
 */
export async function readStatusList(file, purpose, list, address, bundle, registry) {
  need(typeof file === 'string' && file.length <= MOST_TEXT, 'a text of its size');
  const parts = file.split('.');
  need(parts.length === 3, 'three parts');
  const header = json(parts[0]);
  need(header.alg === 'ES256' && header.typ === 'vc+jwt' && header.crit === undefined, 'ES256 over vc+jwt');
  const key = bundle.keys.get(header.kid);
  need(key !== undefined && key.purpose === 'status' && key.issuer === registry, 'a status key of the registry');
  const signed = new TextEncoder().encode(`${parts[0]}.${parts[1]}`);
  need(await verifyEs256(key.spki, base64Url(parts[2]), signed), 'a signature by that key');
  const payload = json(parts[1]);
  const subject = payload.credentialSubject;
  need(subject !== null && typeof subject === 'object', 'a subject');
  need(subject.statusPurpose === purpose && payload.id === `${address}${list}`, 'the list that was asked for');
  const validFrom = seconds(payload.validFrom);
  const validUntil = seconds(payload.validUntil);
  need(isBelieved(key, validFrom), 'a key that is believed for that time');
  const size = SIZES[purpose];
  need(size !== undefined && typeof subject.encodedList === 'string' && subject.encodedList.startsWith('u'), 'multibase u');
  const bits = await gunzip(base64Url(subject.encodedList.slice(1)), (ENTRIES / 8) * size);
  return { validFrom, validUntil, size, bits, kid: header.kid };
}

/** Whether a key vouches for what it signed at a time; one that ended does so before its end alone. */
export function isBelieved(key, at) {
  const stands = key.state === 'active' || (key.state === 'retired' && (key.since === null || at < key.since));
  return stands && key.from <= at && at <= key.until;
}

/** The number of an entry; index 0 is the most significant bits of the first byte (section 3.2). */
export function valueAt(list, index) {
  const bit = index * list.size;
  return (list.bits[bit >> 3] >> (8 - list.size - (bit & 7))) & ((1 << list.size) - 1);
}
