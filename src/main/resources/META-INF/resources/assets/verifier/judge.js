// Judges one code on this device, with a trust bundle and status lists that were fetched before, and sends nothing. The best answer
// is `authentic`: whether the record is registered, logged and published is known to the registry alone. Checks are separate, and the
// verdict is the first of the table that any check called for (as the service does it); "not checked" is never a pass.
import { tablesOf } from './bundle.js';
import { Malformed } from './cbor.js';
import { parseSign1, verifySign1 } from './cose.js';
import { Newer, readRecord } from './record.js';
import { valueAt } from './status.js';
import { messageOf } from './text.js';

const AAD = 'sogoc/record/1';
const MOST_PAYLOAD = 2048;
const ORDER = [
  'mismatch', 'unknown_issuer', 'unregistered', 'undetermined', 'revoked', 'superseded', 'suspended', 'expired', 'corrected',
  'authentic',
];

/** Verdicts under which no field of the document is shown. */
const SHOWS_NOTHING = new Set(['mismatch', 'unknown_issuer', 'unregistered']);

const SKEW = 300;
const CORRECTED = 1;
const SUPERSEDED = 2;

class Judgement {
  checks = [];
  called = new Set(['authentic']);

  note(code, result, reason = null) {
    this.checks.push({ code, result, reason });
  }

  call(code, result, reason, verdict) {
    this.note(code, result, reason);
    this.called.add(verdict);
  }

  verdict() {
    return ORDER.find((one) => this.called.has(one));
  }
}

/** The day in Viet Nam, as an ISO date; the law's days are its days. */
export function dayInVietnam(now) {
  return new Date((now + 7 * 3600) * 1000).toISOString().slice(0, 10);
}

/** The signed message of a fragment, nothing of it checked but its form. Throws as `judge` does. */
export function parse(fragment) {
  return parseSign1(messageOf(fragment), MOST_PAYLOAD);
}

/**
 * Judges a fragment, `A` and base32. Throws what `text.js` throws for a text that is no code of ours.
 *
 * @param trust `{bundle, lists}`; bundle null where none is believed, with `why`; lists is a Map of `purpose/number` to what
 *     `status.js` read
 * @param now seconds since 1970
 * @returns `{verdict, checks, record, issuer}`; record and issuer are null where nothing may be shown
 */
export async function judge(fragment, trust, now) {
  const message = parse(fragment);
  const judgement = new Judgement();
  const found = trust.bundle === null
    ? without(judgement, trust.why ?? 'bundle.missing')
    : await under(message, trust, now, judgement);
  for (const code of ['registered', 'published', 'logged']) {
    judgement.note(code, 'not_performed', 'offline');
  }
  judgement.note('holder', 'not_performed', 'holder.compare_identity');
  const verdict = judgement.verdict();
  const isShown = found !== null && !found.isHidden && !SHOWS_NOTHING.has(verdict);
  return {
    verdict,
    checks: judgement.checks,
    record: isShown ? found.record : null,
    issuer: isShown ? found.issuer : null,
  };
}

function without(judgement, why) {
  judgement.note('signature', 'not_performed', 'signature.no_key');
  judgement.call('key', 'unavailable', why, 'undetermined');
  return null;
}

async function under(message, trust, now, judgement) {
  const { bundle } = trust;
  if (now >= bundle.expiresAt || bundle.issuedAt > now + SKEW) {
    return without(judgement, now >= bundle.expiresAt ? 'bundle.expired' : 'bundle.not_yet_valid');
  }
  const key = bundle.keys.get(message.kid);
  if (key === undefined && isStale(bundle, now)) {
    return without(judgement, 'bundle.stale'); // the key may be a new one
  }
  if (key === undefined || key.purpose !== 'record') {
    judgement.note('signature', 'not_performed', 'signature.no_key');
    judgement.call('key', 'failed', key === undefined ? 'key.unknown' : 'key.purpose', 'unknown_issuer');
    return null;
  }
  if (!(await verifySign1(message, key.spki, AAD))) {
    judgement.call('signature', 'failed', 'signature.wrong', 'mismatch');
    return null;
  }
  let tables;
  try {
    tables = tablesOf(bundle);
  } catch {
    judgement.call('signature', 'unavailable', 'bundle.unreadable', 'undetermined');
    return null;
  }
  let record;
  try {
    record = readRecord(message.payload, tables);
  } catch (error) {
    if (error instanceof Newer) {
      judgement.call('signature', 'unavailable', 'bundle.older', 'undetermined');
      return null;
    }
    if (!(error instanceof Malformed)) throw error;
    judgement.call('signature', 'failed', 'record.malformed', 'mismatch');
    return null;
  }
  judgement.note('signature', 'passed');
  const issuer = bundle.issuers.get(key.issuer);
  keyCheck(record, key, issuer, bundle, now, judgement);
  statusCheck(record, trust, now, judgement);
  expiry(record, now, judgement);
  // Under a key that somebody may have stolen the words are anybody's.
  return { record, issuer, isHidden: key.state === 'withdrawn' };
}

function isStale(bundle, now) {
  return now > bundle.issuedAt + bundle.staleAfter;
}

function keyCheck(record, key, issuer, bundle, now, judgement) {
  const isCovered = issuer.rights.some(
    (right) =>
      right.kind === record.kind.code &&
      right.from <= record.issueDate &&
      (right.until === null || record.issueDate <= right.until),
  );
  if (record.issuer !== key.issuer || !isCovered) {
    judgement.call('key', 'failed', 'key.scope', 'unknown_issuer');
  } else if (record.issuedAt < key.from || record.issuedAt > key.until) {
    judgement.call('key', 'failed', 'key.not_valid_then', 'unregistered');
  } else if (key.state === 'suspended' || key.state === 'withdrawn') {
    judgement.call('key', 'unavailable', `key.${key.state}`, 'undetermined');
  } else if (key.state === 'retired' && key.since !== null && record.issuedAt >= key.since) {
    judgement.call('key', 'unavailable', 'key.ended', 'undetermined'); // only the log knows what came before the end
  } else if (isStale(bundle, now)) {
    judgement.call('key', 'unavailable', 'bundle.stale', 'undetermined');
  } else {
    judgement.note('key', 'passed');
  }
}

/** What the three lists say of the slot; a list that is missing or too old says nothing, and never "nothing set". */
function statusCheck(record, trust, now, judgement) {
  const { list, index } = record.status;
  const values = {};
  let missing = null;
  for (const purpose of ['revocation', 'suspension', 'message']) {
    const read = trust.lists.get(`${purpose}/${list}`);
    if (read === undefined) {
      missing ??= 'status.no_list';
    } else if (now >= read.validUntil || now > read.validFrom + trust.bundle.staleAfter || read.validFrom > now + SKEW) {
      missing = 'status.stale';
    } else {
      values[purpose] = valueAt(read, index);
    }
  }
  // What one list takes away stands whatever the others would say; only what gives needs all three.
  if (values.revocation === 1) {
    judgement.call('status', 'failed', 'status.revoked', 'revoked');
  } else if (values.message === SUPERSEDED) {
    judgement.call('status', 'failed', 'status.superseded', 'superseded');
  } else if (values.suspension === 1) {
    judgement.call('status', 'failed', 'status.suspended', 'suspended');
  } else if (missing !== null) {
    judgement.call('status', 'unavailable', missing, 'undetermined');
  } else if (values.message === CORRECTED) {
    judgement.call('status', 'warning', 'status.corrected', 'corrected');
  } else if (values.message !== 0) {
    judgement.call('status', 'unavailable', 'status.unknown', 'undetermined');
  } else {
    judgement.note('status', 'passed');
  }
}

function expiry(record, now, judgement) {
  if (record.expires === undefined) {
    judgement.note('expiry', 'not_applicable', 'expiry.none');
  } else if (dayInVietnam(now) > record.expires) {
    judgement.call('expiry', 'failed', 'expiry.past', 'expired');
  } else {
    judgement.note('expiry', 'passed');
  }
}
