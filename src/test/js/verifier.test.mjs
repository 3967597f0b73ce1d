import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { test } from 'node:test';

const HOME = '../../main/resources/META-INF/resources/assets/verifier/';
const { believe, Refused, rootsOf, follow } = await import(`${HOME}bundle.js`);
const { Malformed } = await import(`${HOME}cbor.js`);
const { hex, keyId, parseSign1, verifyEs256 } = await import(`${HOME}cose.js`);
const { judge } = await import(`${HOME}judge.js`);
const { catalogue } = await import(`${HOME}catalogue.js`);
const { readRecord, shown } = await import(`${HOME}record.js`);
const { readStatusList, valueAt } = await import(`${HOME}status.js`);
const { Foreign, fragmentOf, messageOf, Other, OtherVersion } = await import(`${HOME}text.js`);

const root = new URL('../../../', import.meta.url);
const file = (path) => readFileSync(new URL(path, root));
const json = (path) => JSON.parse(file(path));
const bytes = (text) => Uint8Array.from(Buffer.from(text, 'hex'));
const folder = 'src/main/resources/catalogue/';
const files = new Map(readdirSync(new URL(folder, root)).map((name) => [name.replace('.json', ''), file(folder + name)]));
const VERSION = json(`${folder}catalogue.json`).version;
const tables = catalogue(VERSION, files);
const ADDRESS = 'https://vb.example.vn';
const valid = json('src/test/resources/vectors/record/valid.json');
const trusted = json('src/test/resources/vectors/record/trust.json').keys;
const NOW = 1795000000;

function bundle(change = {}) {
  const rights = [...tables.kinds.values()].map((kind) => ({ kind: kind.code, from: '1900-01-01', until: null }));
  const keys = new Map(trusted.map((one) => [one.kid, {
    issuer: one.institution, purpose: 'record', spki: Uint8Array.from(Buffer.from(one.spkiBase64, 'base64')), from: 0, until: 253402300799,
    state: 'active', since: null, ...change.key,
  }]));
  const issuers = new Map(trusted.map((one) => [one.institution, { id: one.institution, vi: 'Trường', en: 'School', rights: change.rights ?? rights }]));
  return { issuedAt: NOW - 3600, expiresAt: NOW + 86400, staleAfter: 604800, keys, issuers, catalogueVersion: VERSION, files, ...change.bundle };
}
function lists(set = {}, change = {}) {
  // each list has the same number everywhere
  return new Map(['revocation', 'suspension', 'message'].flatMap((purpose) => {
    const size = purpose === 'message' ? 2 : 1;
    const value = set[purpose] ?? 0;
    const bits = new Uint8Array(131072 * size).fill(size === 1 ? value * 255 : value * 0x55);
    const list = { validFrom: NOW - 60, validUntil: NOW + 86400, size, bits, ...change };
    return [...Array(3).keys()].map((number) => [`${purpose}/${number}`, list]);
  }));
}
const trust = (change = {}) => ({ bundle: bundle(change), lists: change.lists ?? lists() });
const QR = fragmentOf(valid[0].qr, [ADDRESS]);
const reasons = (result) => Object.fromEntries(result.checks.map((check) => [check.code, check.reason ?? check.result]));

test('each vector of a record is authentic and says what it has to', async () => {
  for (const vector of valid) {
    const result = await judge(fragmentOf(vector.qr, [ADDRESS]), trust(), NOW);
    const expired = vector.fields.expires !== undefined && vector.fields.expires < '2026-11-18';
    assert.equal(result.verdict, expired ? 'expired' : 'authentic', vector.name);
    assert.equal(result.record.fullName, vector.fields.fullName);
    assert.equal(result.record.serialNumber, vector.fields.serialNumber);
    assert.equal(result.record.issueDate, vector.fields.issueDate);
    assert.equal(result.record.birthDate, vector.fields.birthDate);
    assert.equal(result.record.kind.code, vector.fields.kind);
    for (const code of ['registered', 'published', 'logged', 'holder']) {
      assert.equal(result.checks.find((check) => check.code === code).result, 'not_performed');
    }
  }
});

test('each vector with a fault has the answer that the specification gives', async () => {
  const answers = { malformed: 'malformed', signature_wrong: 'mismatch', key_unknown: 'unknown_issuer' };
  for (const vector of json('src/test/resources/vectors/record/invalid.json')) {
    let answer;
    try {
      const result = await judge(fragmentOf(vector.qr.trim(), [ADDRESS]), trust(), NOW);
      // a good signature over something else is a mismatch for people, and malformed for programs
      answer = ['record.malformed', 'bundle.older'].includes(reasons(result).signature) ? 'malformed' : result.verdict;
      assert.equal(result.record, null, vector.name);
    } catch (error) {
      assert.ok([Malformed, Foreign, Other, OtherVersion].some((type) => error instanceof type), `${vector.name}: ${error.stack}`);
      answer = 'malformed';
    }
    assert.equal(answer, answers[vector.answer], vector.name);
  }
});

test('one changed bit is never authentic', async () => {
  const whole = messageOf(QR);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const base32 = (content) => {
    let bits = '';
    for (const byte of content) bits += byte.toString(2).padStart(8, '0');
    return bits.match(/.{1,5}/g).map((part) => alphabet[parseInt(part.padEnd(5, '0'), 2)]).join('');
  };
  for (let bit = 0; bit < whole.length * 8; bit++) {
    const changed = whole.slice();
    changed[bit >> 3] ^= 128 >> (bit & 7);
    const verdict = await judge(`A${base32(changed)}`, trust(), NOW).then((r) => r.verdict, (e) => e.name);
    assert.ok(['mismatch', 'unknown_issuer', 'Malformed'].includes(verdict), `bit ${bit}: ${verdict}`);
  }
});

test('a key answers for its institution, its kinds and its time', async () => {
  const verdict = async (change) => (await judge(QR, trust(change), NOW)).verdict;
  assert.equal(await verdict({ key: { purpose: 'list' } }), 'unknown_issuer');
  assert.equal(await verdict({ key: { issuer: 13 }, bundle: { issuers: new Map([[13, { id: 13, rights: bundle().issuers.get(12).rights }]]) } }), 'unknown_issuer');
  assert.equal(await verdict({ rights: [] }), 'unknown_issuer');
  assert.equal(await verdict({ rights: [{ kind: 'BCN', from: '2026-07-21', until: null }] }), 'unknown_issuer');
  assert.equal(await verdict({ rights: [{ kind: 'BCN', from: '2000-01-01', until: '2026-07-20' }] }), 'authentic');
  assert.equal(await verdict({ key: { until: valid[0].fields.issuedAt } }), 'authentic');
  assert.equal(await verdict({ key: { until: valid[0].fields.issuedAt - 1 } }), 'unregistered');
  assert.equal(await verdict({ key: { state: 'retired', since: valid[0].fields.issuedAt + 1 } }), 'authentic');
  assert.equal(await verdict({ key: { state: 'retired', since: valid[0].fields.issuedAt } }), 'undetermined');
  assert.equal(await verdict({ key: { from: valid[0].fields.issuedAt + 1 } }), 'unregistered');
  assert.equal(await verdict({ key: { state: 'retired' } }), 'authentic');
  assert.equal(await verdict({ key: { state: 'suspended' } }), 'undetermined');
  assert.equal(await verdict({ key: { state: 'withdrawn' } }), 'undetermined');
  assert.equal((await judge(QR, trust({ key: { state: 'withdrawn' } }), NOW)).record, null);
});

test('nothing that is missing or old is a pass', async () => {
  const of = async (change, now = NOW) => judge(QR, { ...trust(change), ...change.trust }, now);
  assert.equal((await of({ trust: { bundle: null, why: 'bundle.missing' } })).verdict, 'undetermined');
  assert.equal((await of({ trust: { bundle: null } })).record, null);
  const long = { bundle: { expiresAt: NOW + 6048000 } };
  assert.equal(reasons(await of(long, NOW + 604800)).key, 'bundle.stale');
  assert.equal(reasons(await of({}, NOW + 86400)).key, 'bundle.expired');
  assert.equal(reasons(await of({}, NOW - 3901)).key, 'bundle.not_yet_valid');
  assert.equal((await of({ bundle: { ...long.bundle, keys: new Map() } }, NOW + 604800)).verdict, 'undetermined');
  assert.equal(reasons(await of({ bundle: { catalogueVersion: 0 } })).signature, 'bundle.older');
  assert.equal(reasons(await of({ bundle: { files: new Map() } })).signature, 'bundle.unreadable');
  assert.equal((await of({ bundle: { files: new Map() } })).verdict, 'undetermined');
  assert.equal(reasons(await of({ lists: new Map() })).status, 'status.no_list');
  assert.equal((await of({ lists: new Map() })).verdict, 'undetermined');
  assert.equal((await of({ lists: lists({}, { validFrom: NOW - 604801 }) })).verdict, 'undetermined');
  assert.equal((await of({ lists: lists({}, { validUntil: NOW }) })).verdict, 'undetermined');
  assert.equal((await of({ lists: lists({}, { validFrom: NOW + 301 }) })).verdict, 'undetermined');
});

test('what the lists say', async () => {
  const verdict = async (set) => (await judge(QR, trust({ lists: lists(set) }), NOW)).verdict;
  assert.equal(await verdict({ revocation: 1, suspension: 1, message: 2 }), 'revoked');
  assert.equal(await verdict({ message: 2 }), 'superseded');
  assert.equal(await verdict({ suspension: 1, message: 1 }), 'suspended');
  assert.equal(await verdict({ message: 1 }), 'corrected');
  assert.equal(await verdict({ message: 3 }), 'undetermined');
  const one = new Map([['revocation/0', lists({ revocation: 1 }).get('revocation/0')]]);
  assert.equal((await judge(QR, trust({ lists: one }), NOW)).verdict, 'revoked');
});

test('vectors of the trust bundle', async () => {
  const names = { ACCEPTED: 'ACCEPTED', MALFORMED: 'MALFORMED' };
  for (const vector of json('src/test/resources/vectors/bundle/bundles.json').vectors) {
    const roots = await rootsOf(2, vector.rootsHex.map(bytes));
    const seen = vector.seen === null || vector.seen === undefined ? null : { version: vector.seen.version, file: vector.seen.sha256Hex };
    const answer = await believe(bytes(vector.fileHex), { roots, seen }, Date.parse(vector.now) / 1000).then(
      () => 'ACCEPTED',
      (error) => (error instanceof Refused ? error.code : error instanceof Malformed ? 'MALFORMED' : error.stack),
    );
    assert.equal(answer, names[vector.expected] ?? vector.expected, vector.name);
  }
});

test('no changed bit of a bundle is believed', async () => {
  const vector = json('src/test/resources/vectors/bundle/bundles.json').vectors[0];
  const roots = await rootsOf(2, vector.rootsHex.map(bytes));
  const whole = bytes(vector.fileHex);
  for (let at = 0; at < whole.length; at++) {
    const changed = whole.slice();
    changed[at] ^= 1 << (at % 8);
    await assert.rejects(follow(changed, { roots, seen: null }), (e) => e instanceof Refused || e instanceof Malformed, `byte ${at}`);
  }
});

test('Wycheproof: no signature that is not one, and every one in low s', async () => {
  const HALF = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;
  let good = 0;
  for (const group of json('src/test/resources/vectors/wycheproof/ecdsa_secp256r1_sha256_p1363_test.json').testGroups) {
    const spki = bytes(group.publicKeyDer);
    for (const one of group.tests) {
      const answer = await verifyEs256(spki, bytes(one.sig), bytes(one.msg));
      const low = one.sig.length === 128 && BigInt(`0x${one.sig.slice(64)}`) <= HALF;
      assert.equal(answer, one.result === 'valid' && low && spki.length === 91, `${one.tcId} ${one.comment}`);
      good += answer ? 1 : 0;
    }
  }
  assert.ok(good > 20, `${good}`);
});

test('status lists: signed, for this list, bounded', async () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }));
  const id = await keyId(spki);
  const bundleOf = (key = {}) => ({ keys: new Map([[id, { purpose: 'status', issuer: 1, since: null, spki, from: 0, until: 4000000000, state: 'active', ...key }]]) });
  const url = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const bits = new Uint8Array(131072);
  bits[1] = 0x20; // entry 10
  const made = (change = {}) => {
    const payload = {
      id: 'https://vb.example.vn/status/revocation/0', validFrom: '2026-11-18T00:00:00Z', validUntil: '2026-11-25T00:00:00Z',
      credentialSubject: { statusPurpose: 'revocation', encodedList: `u${gzipSync(change.bits ?? bits).toString('base64url')}` }, ...change.payload,
    };
    const signed = `${url({ alg: 'ES256', typ: 'vc+jwt', kid: id, ...change.header })}.${url(payload)}`;
    for (;;) {
      const signature = sign('sha256', Buffer.from(signed), { key: pair.privateKey, dsaEncoding: 'ieee-p1363' });
      if (signature[32] < 0x7f) return `${signed}.${signature.toString('base64url')}`;
    }
  };
  const read = (text, key, list = 0) => readStatusList(text, 'revocation', list, 'https://vb.example.vn/status/revocation/', bundleOf(key), 1);
  const list = await read(made());
  assert.deepEqual([9, 10, 11].map((index) => valueAt(list, index)), [0, 1, 0]);
  assert.equal(list.validFrom, 1794960000);
  const refused = (promise) => assert.rejects(promise, Malformed);
  await refused(read(made(), { purpose: 'record' }));
  await refused(read(made(), { issuer: 2 }));
  await refused(read(made(), { state: 'retired', since: 1794960000 }));
  await read(made(), { state: 'retired', since: 1794960001 });
  await refused(read(made(), { state: 'withdrawn' }));
  await refused(read(made(), { until: 1000 }));
  await refused(read(made(), {}, 1));
  await refused(read(made({ header: { alg: 'none' } })));
  await refused(read(made({ header: { crit: ['x'] } })));
  await refused(read(made({ header: { kid: '0000000000000000' } })));
  await refused(read(made({ bits: new Uint8Array(131073) })));
  await refused(read(made({ bits: new Uint8Array(50000000) })));
  await refused(read(made({ bits: new Uint8Array(3) })));
  await refused(read(made({ payload: { validFrom: 'yesterday' } })));
  await refused(read(made().replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A'))));
  await refused(read(`${made()}.x`));
  await refused(read('..'));
});

test('an address of anybody else is named and never opened', () => {
  assert.equal(fragmentOf(`${ADDRESS}/q#AQ2`, [ADDRESS]), 'AQ2');
  assert.throws(() => fragmentOf('https://vb.example.vn.evil.example/q#A', [ADDRESS]), (e) => e instanceof Foreign && e.host === 'vb.example.vn.evil.example');
  assert.throws(() => fragmentOf('javascript:alert(1)', [ADDRESS]), Other);
  assert.throws(() => fragmentOf('hello', [ADDRESS]), Other);
  assert.throws(() => messageOf('B' + 'A'.repeat(30)), (e) => e instanceof OtherVersion && e.letter === 'B');
  assert.throws(() => messageOf('a' + 'a'.repeat(30)), Malformed);
  assert.throws(() => messageOf(''), Other);
});

test('dates are written as the language writes them', () => {
  assert.equal(shown('2001-05-17', 'vi'), '17/05/2001');
  assert.equal(shown('2001-05', 'vi'), '05/2001');
  assert.equal(shown('2001', 'vi'), '2001');
  assert.equal(shown('2001-05-17', 'en'), '17 May 2001');
  assert.equal(shown('2001-05', 'en'), 'May 2001');
  assert.equal(shown('2001', 'en'), '2001');
});

test('a message has one form', () => {
  const whole = messageOf(QR);
  assert.equal(hex(parseSign1(whole, 2048).payload), valid[0].payloadHex);
  assert.throws(() => parseSign1(Uint8Array.from([0xd2, ...whole]), 2048), Malformed);
  assert.throws(() => parseSign1(whole, 100), Malformed);
  assert.throws(() => readRecord(new Uint8Array(0), tables), Malformed);
});
