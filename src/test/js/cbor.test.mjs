import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base32, decode, Malformed } from '../../main/resources/META-INF/resources/assets/verifier/cbor.js';

const hex = (text) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const refused = (text, why) => assert.throws(() => decode(hex(text)), (e) => e instanceof Malformed && why.test(e.message), text);

test('base32 vectors of RFC 4648 section 10, without padding', () => {
  const vectors = { '': '', MY: 'f', MZXQ: 'fo', MZXW6: 'foo', MZXW6YQ: 'foob', MZXW6YTB: 'fooba', MZXW6YTBOI: 'foobar' };
  for (const [text, plain] of Object.entries(vectors)) {
    assert.equal(Buffer.from(base32(text)).toString(), plain);
  }
});

test('base32 has one text for each byte string', () => {
  for (const text of ['my', 'MZ', 'MY======', 'M', 'MZX', 'MZXW6Y', 'M0', 'M ', 'MÝ', 'A'.repeat(9000)]) {
    assert.throws(() => base32(text), Malformed, text);
  }
});

test('integers, texts, bytes, lists and maps of RFC 8949 appendix A', () => {
  assert.equal(decode(hex('00')), 0);
  assert.equal(decode(hex('17')), 23);
  assert.equal(decode(hex('1818')), 24);
  assert.equal(decode(hex('1903e8')), 1000);
  assert.equal(decode(hex('1a000f4240')), 1000000);
  assert.equal(decode(hex('1b000000e8d4a51000')), 1000000000000);
  assert.equal(decode(hex('20')), -1);
  assert.equal(decode(hex('3903e7')), -1000);
  assert.equal(decode(hex('62c3bc')), 'ü');
  assert.deepEqual(decode(hex('4401020304')), hex('01020304'));
  assert.deepEqual(decode(hex('8301820203820405')), [1, [2, 3], [4, 5]]);
  assert.deepEqual(decode(hex('a201020304')), new Map([[1, 2], [3, 4]]));
  assert.deepEqual(decode(hex('83f4f5f6')), [false, true, null]);
});

test('every other form is refused', () => {
  refused('', /early/);
  refused('1817', /shortest/);
  refused('190018', /shortest/);
  refused('1a00000018', /shortest/);
  refused('1b0000000000000018', /shortest/);
  refused('1b0020000000000000', /large/);
  refused('5f4101ff', /indefinite/);
  refused('9fff', /indefinite/);
  refused('1c', /reserved/);
  refused('fb3ff199999999999a', /floats/);
  refused('f90000', /floats/);
  refused('f7', /floats/);
  refused('f820', /floats/);
  refused('c000', /tags/);
  refused('0000', /after/);
  refused('62c3', /early/);
  refused('61ff', /UTF-8/);
  refused('5affffffff', /early/);
  refused('9affffffff', /early/);
  refused('bb001fffffffffffff', /early/);
  refused('a203040102', /order/);
  refused('a201020103', /order/);
  refused('a1f400', /neither/);
  refused('81'.repeat(9) + '00', /deeply/);
});

test('a text keeps a byte order mark instead of hiding it', () => {
  assert.equal(decode(hex('63efbbbf')), '\uFEFF');
});

test('no bytes make it throw anything but Malformed', () => {
  let seed = 20261124;
  const next = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 8;
  for (let round = 0; round < 20000; round++) {
    const bytes = Uint8Array.from({ length: next() % 40 }, () => next() & 255);
    try {
      decode(bytes);
    } catch (e) {
      assert.ok(e instanceof Malformed, String(e));
    }
  }
});
