import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Foreign, fragmentOf, Malformed, Other, OtherVersion, read, shown } from '../../main/resources/META-INF/resources/assets/record.js';

const ADDRESS = 'https://so.example.vn';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

// a small encoder of its own, so that the reader is not tested against itself
function head(major, value) {
  if (value < 24) return [(major << 5) | value];
  if (value < 256) return [(major << 5) | 24, value];
  if (value < 65536) return [(major << 5) | 25, value >> 8, value & 255];
  return [(major << 5) | 26, (value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
function enc(value) {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') { const b = [...Buffer.from(value)]; return [...head(3, b.length), ...b]; }
  if (value instanceof Uint8Array) return [...head(2, value.length), ...value];
  if (Array.isArray(value)) return [...head(4, value.length), ...value.flatMap(enc)];
  const entries = [...value].map(([k, v]) => [enc(k), enc(v)]).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return [...head(5, entries.length), ...entries.flat(2)];
}
function base32(bytes) {
  let bits = '';
  for (const b of bytes) bits += b.toString(2).padStart(8, '0');
  return bits.match(/.{1,5}/g).map((p) => ALPHABET[parseInt(p.padEnd(5, '0'), 2)]).join('');
}
const bytes = (value) => Uint8Array.from(enc(value));
function record(change = {}) {
  const claims = new Map([[1, 1], [4, 'Nguyễn Thị Hoà'], [5, 11459], [7, 20634], [9, '12/QĐ-SG'], [11, 'SG-CN-000123'], [12, '123/CN/2026'], [21, 2026]]);
  for (const [key, value] of Object.entries(change.claims ?? {})) {
    if (value === undefined) claims.delete(Number(key)); else claims.set(Number(key), value);
  }
  const payload = change.payload ?? bytes(new Map([[1, '7'], [6, 1780000000], [7, new Uint8Array(16)], [-70001, claims]]));
  const header = change.header ?? new Map([[1, -7], [4, new Uint8Array(8)]]);
  return `A${base32(enc(change.message ?? [bytes(header), new Map(), payload, change.signature ?? new Uint8Array(64)]))}`;
}

test('what the code says, in the order of a diploma', () => {
  assert.deepEqual(read(record()), [
    ['name', 'Nguyễn Thị Hoà'], ['birth', '2001-05-17'], ['kind', 1], ['serial', 'SG-CN-000123'],
    ['register', '123/CN/2026'], ['issued', '2026-06-30'], ['graduation', 2026], ['decision', '12/QĐ-SG'],
  ]);
});

test('a birth date may lack its day or its month', () => {
  assert.equal(read(record({ claims: { 5: [1975] } }))[1][1], '1975');
  assert.equal(read(record({ claims: { 5: [1975, 3] } }))[1][1], '1975-03');
  assert.equal(read(record({ claims: { 5: -2000 } }))[1][1], '1964-07-11');
});

test('dates are written as the language writes them', () => {
  assert.equal(shown('2001-05-17', 'vi'), '17/05/2001');
  assert.equal(shown('2001-05', 'vi'), '05/2001');
  assert.equal(shown('2001', 'vi'), '2001');
  assert.equal(shown('2001-05-17', 'en'), '17 May 2001');
  assert.equal(shown('2001-05', 'en'), 'May 2001');
  assert.equal(shown('2001', 'en'), '2001');
});

test('whatever is not a whole record of this version is refused', () => {
  const broken = [
    'A', record().toLowerCase(), record().slice(0, -3), `${record()}A`,
    record({ message: [new Uint8Array(3)] }), record({ message: new Map() }),
    record({ header: new Map([[1, -8], [4, new Uint8Array(8)]]) }),
    record({ header: new Map([[1, -7]]) }),
    record({ header: new Map([[1, -7], [4, new Uint8Array(7)]]) }),
    record({ signature: new Uint8Array(63) }), record({ signature: 'x' }),
    record({ payload: bytes('text') }), record({ payload: bytes(new Map([[1, '7']])) }),
    record({ claims: { 4: undefined } }), record({ claims: { 11: undefined } }),
    record({ claims: { 4: 7 } }), record({ claims: { 4: 'x'.repeat(301) } }), record({ claims: { 5: 'gestern' } }),
    record({ claims: { 5: [] } }), record({ claims: { 5: [2001, 13] } }), record({ claims: { 5: [2001, 1, 1] } }),
    record({ claims: { 7: 99999999 } }),
  ];
  for (const fragment of broken) {
    assert.throws(() => read(fragment), Malformed, fragment.slice(0, 40));
  }
});

test('a later version and the code of another system are told apart from a damaged one', () => {
  for (const letter of ['B', 'Q', 'Z']) {
    assert.throws(() => read(letter + record().slice(1)), (e) => e instanceof OtherVersion && e.letter === letter, letter);
  }
  for (const fragment of ['', 'B', 'HC1:6BF', 'xyz', '%00', 'main', `7${record().slice(1)}`, `https://${record()}`, `b${record().slice(1)}`]) {
    assert.throws(() => read(fragment), Other, fragment.slice(0, 40));
  }
});

test('one changed character never makes anything but Malformed escape', () => {
  const whole = record();
  for (let i = 1; i < whole.length; i++) {
    for (const letter of ['A', 'Q', '7', 'b', '%']) {
      try {
        read(whole.slice(0, i) + letter + whole.slice(i + 1));
      } catch (e) {
        assert.ok(e instanceof Malformed, `${i} ${letter}: ${e}`);
      }
    }
  }
});

test('only our own addresses and the bare fragment are taken', () => {
  const whole = record();
  assert.equal(fragmentOf(`${ADDRESS}/q#${whole}`, [ADDRESS]), whole);
  assert.equal(fragmentOf(whole, [ADDRESS]), whole);
  for (const [text, host] of [
    [`https://so.example.vn.evil.test/q#${whole}`, 'so.example.vn.evil.test'],
    [`https://so.example.vn@evil.test/q#${whole}`, 'evil.test'],
    [`http://so.example.vn/q#${whole}`, 'so.example.vn'],
    [`https://so.example.vn:444/q#${whole}`, 'so.example.vn:444'],
    ['https://so.example.vn/valid', 'so.example.vn'],
    ['https://sò.example.vn/q', 'xn--s-tga.example.vn'],
  ]) {
    assert.throws(() => fragmentOf(text, [ADDRESS]), (e) => e instanceof Foreign && e.host === host, text);
  }
  for (const text of ['', 'HC1:6BF', 'javascript:alert(1)', 'data:text/html,x', 'WIFI:S:a;;', '00020101021138', 'tel:1', whole.toLowerCase()]) {
    assert.throws(() => fragmentOf(text, [ADDRESS]), Other, text);
  }
});
