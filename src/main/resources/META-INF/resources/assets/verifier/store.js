// What this device keeps between visits: the roots it believes, the newest trust bundle and every status list. All of it is public and the
// same for everybody, and all of it is fetched whatever is being checked, so that nothing about a document can be read from a request.
// State: one IndexedDB of this origin, which several tabs write. Each write is one transaction that compares with what is there: a bundle
// is never replaced by an older one, nor a list by an older list. A device that cannot read what it kept writes nothing.
import { believe, follow, Refused, rootsOf } from './bundle.js';
import { Malformed } from './cbor.js';
import { isBelieved, readStatusList } from './status.js';

const FORM = 1; // of what is kept; another release with another form begins anew
const DATABASE = `sogoc-verifier-${FORM}`;
const MOST_LISTS = 64;
const MOST_STEPS = 200; // of one walk; the next goes on where it stopped
const OPENING = 3000;
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
    setTimeout(() => reject(new Error('the store does not open')), OPENING);
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

/** What is kept under a name, and whether it could be read at all. */
async function tried(name) {
  try {
    return { value: await kept(name), isReadable: true };
  } catch {
    return { value: undefined, isReadable: false }; // a browser that keeps nothing
  }
}

/**
 * What is kept, for `judge.js`: `{bundle, lists, why}`. An expired bundle is none.
 *
 * @param now seconds since 1970
 */
export async function keptTrust(now) {
  const { value: accepted } = await tried('accepted');
  if (accepted === undefined) {
    return { bundle: null, lists: new Map(), why: 'bundle.missing' };
  }
  if (accepted.bundle.expiresAt <= now) {
    return { bundle: null, lists: new Map(), why: 'bundle.expired' };
  }
  if (accepted.bundle.issuedAt > now + 300) {
    return { bundle: null, lists: new Map(), why: 'bundle.not_yet_valid' };
  }
  return { bundle: accepted.bundle, lists: (await tried('lists')).value ?? new Map(), why: null };
}

async function bytesAt(path) {
  const response = await fetch(path, { credentials: 'omit', cache: 'no-cache' });
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
  return { roots: await rootsOf(config.threshold, config.roots.map(base64)), seen: null, registry: config.registry };
}

/**
 * The newest bundle under what is remembered. A device that slept through new roots walks through the versions between, and keeps how
 * far it came.
 */
async function newest(memory, now) {
  const file = await bytesAt('/api/v1/trust-bundle');
  if (file === null) {
    throw new Missing();
  }
  let between = memory;
  for (let steps = 0; ; steps++) {
    try {
      return await believe(file, between, now);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'UNDER_SIGNED' || between.seen === null || steps === MOST_STEPS) {
        throw error;
      }
    }
    const step = await bytesAt(`/api/v1/trust-bundle/versions/${between.seen.version + 1}`);
    if (step === null) {
      throw new Refused('UNDER_SIGNED');
    }
    between = (await follow(step, between)).next;
    await inStore('readwrite', (store) => store.put(between, 'walked')).catch(() => {});
  }
}

/** The later of what was accepted and how far a walk came. */
function memoryOf(accepted, walked) {
  return walked !== undefined && accepted !== undefined && walked.seen.version > accepted.next.seen.version ? walked : accepted?.next;
}

/**
 * Asks for everything again and keeps what is believed; what is refused changes nothing. Gives what `keptTrust` gives then.
 *
 * @throws Refused where a bundle is not believed, Malformed where it is none, Missing where there is none, anything else where the
 *     network or the service is away
 */
export async function refresh(now) {
  const before = await tried('accepted');
  const memory = memoryOf(before.value, (await tried('walked')).value) ?? (await pinned());
  const registry = before.value?.registry ?? memory.registry;
  const accepted = { ...(await newest(memory, now)), registry };
  let lists;
  let failed = null;
  try {
    lists = await everyList(accepted.bundle, registry);
  } catch (error) {
    failed = error; // the newer bundle counts all the same: it may take a key back
    lists = new Map();
  }
  if (before.isReadable) {
    lists = await keepNewest(accepted, lists).catch(() => lists); // a browser that keeps nothing still checks what it has read
    globalThis.navigator?.storage?.persist?.().catch(() => {});
  }
  if (failed !== null) {
    throw failed;
  }
  return { bundle: accepted.bundle, lists, why: null };
}

/** Writes what is newer than what is there, in one transaction; gives the lists that are there then. */
export async function keepNewest(accepted, lists) {
  const merged = new Map(lists);
  await inStore('readwrite', (store) => {
    const there = store.get('accepted');
    there.onsuccess = () => {
      const isOlder = (there.result?.next.seen.version ?? 0) > accepted.next.seen.version;
      const { bundle } = isOlder ? there.result : accepted;
      const old = store.get('lists');
      old.onsuccess = () => {
        for (const [name, list] of old.result ?? []) {
          const key = bundle.keys.get(list.kid);
          const isNewer = !merged.has(name) || merged.get(name).validFrom < list.validFrom;
          if (isNewer && key !== undefined && isBelieved(key, list.validFrom)) {
            merged.set(name, list); // a service that shows an older list takes nothing away from this device
          }
        }
        store.put(merged, 'lists');
        if (!isOlder) store.put(accepted, 'accepted');
      };
    };
  });
  return merged;
}

/** All lists of all purposes: which of them a document needs stays on this device. */
async function everyList(bundle, registry) {
  const lists = new Map();
  for (const purpose of PURPOSES.filter((one) => bundle.statusLists.has(one))) {
    const address = bundle.statusLists.get(purpose);
    for (let list = 0; list < MOST_LISTS; list++) {
      const file = await bytesAt(`/status/${purpose}/${list}`);
      if (file === null) {
        break;
      }
      try {
        const text = new TextDecoder().decode(file);
        lists.set(`${purpose}/${list}`, await readStatusList(text, purpose, list, address, bundle, registry));
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        // a list that is not believed is one that is missing
      }
    }
  }
  return lists;
}
