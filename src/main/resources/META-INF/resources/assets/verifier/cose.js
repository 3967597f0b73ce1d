// COSE_Sign1 and COSE_Sign as they are used here (RFC 9052 sections 4.1 to 4.4; src/docs/record.md section 5 and
// trust-bundle.md section 2), with ES256 by the browser's WebCrypto. Strict: one message has one form. A high s is refused.
import { decode, Malformed } from './cbor.js';

const HALF_ORDER = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const ES256 = -7;
const KID = 8;
const SPKI = 91;
const MOST_SIGNATURES = 8;
const encoder = new TextEncoder();

/** Bytes in small hexadecimal letters. */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** SHA-256 of bytes. */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** The first eight bytes of SHA-256 over a SubjectPublicKeyInfo, in hexadecimal. */
export async function keyId(spki) {
  return hex((await sha256(spki)).subarray(0, KID));
}

function bytesOf(value, length, what) {
  if (!(value instanceof Uint8Array) || (length !== null && value.length !== length)) {
    throw new Malformed(`${what}: bytes were expected`);
  }
  return value;
}

/** Exactly ES256 and a key identifier of eight bytes. */
function kidOf(header) {
  const map = decode(bytesOf(header, null, 'protected header'));
  if (!(map instanceof Map) || map.size !== 2 || map.get(1) !== ES256) {
    throw new Malformed('the protected header is ES256 and a key');
  }
  return hex(bytesOf(map.get(4), KID, 'kid'));
}

function emptyMap(value) {
  if (!(value instanceof Map) || value.size !== 0) {
    throw new Malformed('the unprotected header is empty');
  }
}

function arrayOf(value, length) {
  if (!Array.isArray(value) || (length !== null && value.length !== length)) {
    throw new Malformed(`an array of ${length} was expected`);
  }
  return value;
}

/** A COSE_Sign1: `{header, kid, payload, signature}`, nothing of it checked but its form. */
export function parseSign1(bytes, mostPayload) {
  const [header, open, payload, signature] = arrayOf(decode(bytes, mostPayload + 128), 4);
  const kid = kidOf(header);
  emptyMap(open);
  bytesOf(payload, null, 'payload');
  if (payload.length === 0 || payload.length > mostPayload) {
    throw new Malformed(`a payload of 1 to ${mostPayload} bytes`);
  }
  return { header, kid, payload, signature: bytesOf(signature, 64, 'signature') };
}

/** A COSE_Sign: `{payload, signatures: [{header, kid, signature}]}` in rising order of the keys. */
export function parseSign(bytes, most) {
  const [header, open, payload, all] = arrayOf(decode(bytes, most), 4);
  bytesOf(header, 0, 'protected header');
  emptyMap(open);
  bytesOf(payload, null, 'payload');
  if (arrayOf(all, null).length > MOST_SIGNATURES) {
    throw new Malformed('eight signatures at most');
  }
  const signatures = all.map((one) => {
    const [head, none, signature] = arrayOf(one, 3);
    emptyMap(none);
    return { header: bytesOf(head, null, 'header'), kid: kidOf(head), signature: bytesOf(signature, 64, 'signature') };
  });
  for (let i = 1; i < signatures.length; i++) {
    if (signatures[i - 1].kid >= signatures[i].kid) {
      throw new Malformed('signatures stand in rising order of their keys, each once');
    }
  }
  return { payload, signatures };
}

function cborHead(major, size) {
  if (size < 24) return [(major << 5) | size];
  if (size < 256) return [(major << 5) | 24, size];
  if (size < 65536) return [(major << 5) | 25, size >> 8, size & 255];
  return [(major << 5) | 26, size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255];
}

function join(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const text = (value) => join(cborHead(3, encoder.encode(value).length), encoder.encode(value));
const binary = (value) => join(cborHead(2, value.length), value);

/** What is signed (RFC 9052 section 4.4); parts are the byte strings between the context and the end. */
function sigStructure(context, ...parts) {
  return join(cborHead(4, parts.length + 1), text(context), ...parts.map(binary));
}

/** Whether r and s are of the curve's order and s is in its lower half. */
function isInRange(signature) {
  const r = BigInt(`0x${hex(signature.subarray(0, 32))}`);
  const s = BigInt(`0x${hex(signature.subarray(32))}`);
  return r > 0n && r < ORDER && s > 0n && s <= HALF_ORDER;
}

/** Whether an ES256 signature, r then s, is that of a key over bytes. */
export async function verifyEs256(spki, signature, signed) {
  if (spki.length !== SPKI || signature.length !== 64 || !isInRange(signature)) {
    return false;
  }
  let key;
  try {
    key = await crypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  } catch {
    return false; // no point of the curve
  }
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, signed);
}

/** Whether a key signed a COSE_Sign1 for this use. */
export function verifySign1(message, spki, aad) {
  return verifyEs256(
    spki,
    message.signature,
    sigStructure('Signature1', message.header, encoder.encode(aad), message.payload),
  );
}

/** The ids of those of the keys (id to SubjectPublicKeyInfo) that signed a COSE_Sign for this use. */
export async function signersOf(message, keys, aad) {
  const signers = new Set();
  for (const { header, kid, signature } of message.signatures) {
    const spki = keys.get(kid);
    const signed = sigStructure('Signature', new Uint8Array(0), header, encoder.encode(aad), message.payload);
    if (spki !== undefined && (await verifyEs256(spki, signature, signed))) {
      signers.add(kid);
    }
  }
  return signers;
}
