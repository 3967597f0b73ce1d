// What this device keeps between visits: the roots it believes, the newest trust bundle and every status list. All of it is public and the
// same for everybody, and all of it is fetched whatever is being checked, so that nothing about a document can be read from a request.
// State: one IndexedDB of this origin. Whoever loses it half-way has an older state, never a wrong one: each part is written in one
// transaction, and a bundle is written together with the memory that goes with it.
import { believe, follow, Refused, rootsOf } from './bundle.js';
import { Malformed } from './cbor.js';
import { readStatusList } from './status.js';

const FORM = 1; // of what is kept; another release with another form begins anew
const DATABASE = `sogoc-verifier-${FORM}`;
const MOST_LISTS = 64;
const MOST_VERSIONS = 400;
const PURPOSES = ['revocation', 'suspension', 'message'];

/** The service has no trust bundle: nothing can be checked on a device. */
export class Missing extends Error {
  constructor() {
    super('no bundle');
    this.name = 'Missing';
  }
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('kept');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore(mode, work) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction('kept', mode);
      const request = work(transaction.objectStore('kept'));
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

const kept = (name) => inStore('readonly', (store) => store.get(name));

/**
 * What is kept, for `judge.js`: `{bundle, lists, why}`. An expired bundle is none.
 *
 * @param now seconds since 1970
 */
export async function keptTrust(now) {
  const accepted = await kept('accepted').catch(() => undefined); // a browser that keeps nothing
  if (accepted === undefined) {
    return { bundle: null, lists: new Map(), why: 'bundle.missing' };
  }
  if (accepted.bundle.expiresAt <= now) {
    return { bundle: null, lists: new Map(), why: 'bundle.expired' };
  }
  if (accepted.bundle.issuedAt > now + 300) {
    return { bundle: null, lists: new Map(), why: 'bundle.not_yet_valid' };
  }
  return { bundle: accepted.bundle, lists: (await kept('lists')) ?? new Map(), why: null };
}

async function bytesAt(path) {
  const response = await fetch(path, { credentials: 'omit' });
  if (response.status === 404 || response.status === 409) {
    return null; // there is none, or this service has none at all
  }
  if (!response.ok) {
    throw new Error(`${path}: ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}

function base64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** The roots that this verifier was given where it was first opened; after that only a bundle changes them. */
async function pinned() {
  const file = await bytesAt('/verifier.json');
  if (file === null) {
    throw new Missing();
  }
  const config = JSON.parse(new TextDecoder().decode(file));
  return { roots: await rootsOf(config.threshold, config.roots.map(base64)), seen: null };
}

/** The newest bundle under what is remembered; a device that slept through new roots walks through the versions between. */
async function newest(memory, now) {
  const file = await bytesAt('/api/v1/trust-bundle');
  if (file === null) {
    throw new Missing();
  }
  try {
    return await believe(file, memory, now);
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'UNDER_SIGNED' || memory.seen === null) {
      throw error;
    }
  }
  let between = memory;
  for (let version = memory.seen.version + 1, steps = 0; steps < MOST_VERSIONS; version++, steps++) {
    const step = await bytesAt(`/api/v1/trust-bundle/versions/${version}`);
    if (step === null) {
      break;
    }
    between = (await follow(step, between)).next;
  }
  return believe(file, between, now);
}

/**
 * Asks for everything again and keeps what is believed; what is refused changes nothing. Gives what `keptTrust` gives then.
 *
 * @throws Refused where a bundle is not believed, Malformed where it is none, Missing where there is none, anything else where the
 *     network is away
 */
export async function refresh(now) {
  const before = await kept('accepted').catch(() => undefined);
  const accepted = await newest(before?.next ?? (await pinned()), now);
  const lists = await everyList(accepted.bundle);
  await inStore('readwrite', (store) => {
    store.put(lists, 'lists');
    return store.put(accepted, 'accepted');
  }).catch(() => {}); // a browser that keeps nothing still checks what it has read
  return { bundle: accepted.bundle, lists, why: null };
}

/** All lists of all purposes: which of them a document needs stays on this device. */
async function everyList(bundle) {
  const lists = new Map();
  for (const purpose of PURPOSES.filter((one) => bundle.statusLists.has(one))) {
    const address = bundle.statusLists.get(purpose);
    for (let list = 0; list < MOST_LISTS; list++) {
      const file = await bytesAt(`/status/${purpose}/${list}`);
      if (file === null) {
        break;
      }
      try {
        lists.set(`${purpose}/${list}`, await readStatusList(new TextDecoder().decode(file), purpose, list, address, bundle));
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        // a list that is not believed is one that is missing
      }
    }
  }
  return lists;
}
