import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeEach, test } from 'node:test';

// A store and a service of this test's own: what the first keeps, what the second shows, and when either fails.
const kept = new Map();
let isBroken = false;
let served = new Map();
globalThis.indexedDB = {
  open() {
    const request = {};
    queueMicrotask(() => (isBroken ? request.onerror() : request.onsuccess()));
    request.result = {
      close() {},
      transaction() {
        const transaction = {};
        let open = 0;
        const ended = () => setTimeout(() => open === 0 && transaction.oncomplete?.(), 0);
        transaction.objectStore = () => ({
          get(name) {
            const get = {};
            open++;
            queueMicrotask(() => {
              get.result = structuredClone(kept.get(name));
              get.onsuccess?.();
              open--;
              ended();
            });
            return get;
          },
          put(value, name) {
            kept.set(name, structuredClone(value));
            ended();
          },
        });
        return transaction;
      },
    };
    return request;
  },
};
globalThis.fetch = async (path) => {
  const body = served.get(path);
  if (body instanceof Error) throw body;
  return body === undefined ? new Response('', { status: 404 }) : new Response(body);
};

const HOME = '../../main/resources/META-INF/resources/assets/verifier/';
const { keptTrust, Missing, refresh } = await import(`${HOME}store.js`);
const { Refused } = await import(`${HOME}bundle.js`);
const root = new URL('../../../', import.meta.url);
const vectors = JSON.parse(readFileSync(new URL('src/test/resources/vectors/bundle/bundles.json', root))).vectors;
const named = (name) => vectors.find((vector) => vector.name === name);
const bytes = (text) => Uint8Array.from(Buffer.from(text, 'hex'));
const FIRST = named('first, two of three');
const SECOND = named('second after first');
const NOW = Date.parse(FIRST.now) / 1000;

function serve(bundle, more = {}) {
  const roots = FIRST.rootsHex.map((one) => Buffer.from(one, 'hex').toString('base64'));
  served = new Map([
    ['/verifier.json', JSON.stringify({ threshold: 2, roots, registry: 1 })],
    ['/api/v1/trust-bundle', bytes(bundle.fileHex)],
    ...Object.entries(more),
  ]);
}

beforeEach(() => {
  kept.clear();
  isBroken = false;
});

test('what is believed is kept, and nothing older takes its place', async () => {
  assert.equal((await keptTrust(NOW)).why, 'bundle.missing');
  serve(FIRST);
  assert.equal((await refresh(NOW)).bundle.version, 1);
  serve(SECOND);
  await refresh(NOW);
  assert.equal((await keptTrust(NOW)).bundle.version, 2);
  serve(FIRST);
  await assert.rejects(refresh(NOW), (error) => error instanceof Refused && error.code === 'ROLLBACK');
  assert.equal((await keptTrust(NOW)).bundle.version, 2);
  served = new Map();
  await assert.rejects(refresh(NOW), Missing);
  assert.equal((await keptTrust(NOW)).bundle.version, 2);
});

test('a device that cannot read what it kept writes nothing', async () => {
  serve(SECOND);
  await refresh(NOW);
  isBroken = true;
  serve(FIRST);
  assert.equal((await refresh(NOW)).bundle.version, 1);
  isBroken = false;
  assert.equal((await keptTrust(NOW)).bundle.version, 2);
});

test('a slow tab does not write over a newer bundle', async () => {
  serve(FIRST);
  await refresh(NOW);
  const older = structuredClone(kept.get('accepted'));
  serve(SECOND);
  await refresh(NOW);
  const newer = structuredClone(kept.get('accepted'));
  kept.set('accepted', older);
  let wait;
  const slow = globalThis.fetch;
  globalThis.fetch = async (path) => {
    if (path.startsWith('/api')) await new Promise((resolve) => (wait = resolve));
    return slow(path);
  };
  serve(FIRST);
  const running = refresh(NOW);
  while (wait === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
  globalThis.fetch = slow;
  kept.set('accepted', newer);
  wait();
  await running;
  assert.equal(kept.get('accepted').next.seen.version, 2);
});

test('a bundle that expired, or is dated ahead of the clock, is none', async () => {
  serve(FIRST);
  await refresh(NOW);
  const { bundle } = await keptTrust(NOW);
  assert.equal((await keptTrust(bundle.expiresAt)).why, 'bundle.expired');
  assert.equal((await keptTrust(bundle.issuedAt - 301)).why, 'bundle.not_yet_valid');
});

test('the newest of a list stays, whatever the service shows later', async () => {
  // a bundle with a status key of this test's own, in place of the one that was read
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { keyId } = await import(`${HOME}cose.js`);
  const spki = Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }));
  const kid = await keyId(spki);
  const { readStatusList, isBelieved } = await import(`${HOME}status.js`);
  const key = { issuer: 1, purpose: 'status', spki, from: 0, until: 4000000000, state: 'active', since: null };
  const url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const list = async (day) => {
    for (;;) {
      const signed = `${url({ alg: 'ES256', typ: 'vc+jwt', kid })}.${url({
        id: 'https://r.example/status/revocation/0', validFrom: `2026-11-${day}T00:00:00Z`, validUntil: '2026-12-20T00:00:00Z',
        credentialSubject: { statusPurpose: 'revocation', encodedList: `u${gzipSync(new Uint8Array(131072)).toString('base64url')}` },
      })}`;
      const signature = sign('sha256', Buffer.from(signed), { key: pair.privateKey, dsaEncoding: 'ieee-p1363' });
      if (signature[32] < 0x7f) {
        const bundle = { keys: new Map([[kid, key]]) };
        return readStatusList(`${signed}.${signature.toString('base64url')}`, 'revocation', 0, 'https://r.example/status/revocation/', bundle, 1);
      }
    }
  };
  const newer = await list('20');
  assert.ok(isBelieved(key, newer.validFrom));
  assert.ok(!isBelieved({ ...key, state: 'withdrawn' }, newer.validFrom));
  serve(FIRST);
  await refresh(NOW);
  const accepted = kept.get('accepted');
  accepted.bundle.keys.set(kid, key);
  kept.set('lists', new Map([['revocation/0', newer]]));
  const { keepNewest } = await import(`${HOME}store.js`);
  const older = await list('19');
  const merged = await keepNewest(accepted, new Map([['revocation/0', older]]));
  assert.equal(merged.get('revocation/0').validFrom, newer.validFrom);
  assert.equal(kept.get('lists').get('revocation/0').validFrom, newer.validFrom);
  accepted.bundle.keys.set(kid, { ...key, state: 'withdrawn' });
  assert.equal((await keepNewest(accepted, new Map())).size, 0, 'a list of a key that is not believed any more goes');
});
