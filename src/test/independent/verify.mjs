// Reads the QR text of one credential with nothing but a trust file: an independent reader, written from
// src/docs/record.md alone. It shares no code with the server and needs Node 20 or newer, no packages.
//
//   node verify.mjs TEXT TRUST.json [CATALOGUE_FOLDER] [--address=https://host]...
//   node verify.mjs --lines TRUST.json [CATALOGUE_FOLDER] [--address=https://host]... < texts
//
// TEXT            the whole text of the QR code, or the bare A...; "-" reads it from standard input
// TRUST.json      {"keys": [{"kid": hex, "spkiBase64": text, "institution": number}]}
// CATALOGUE_FOLDER  the JSON files of the code tables (src/main/resources/catalogue by default)
// --lines         one text per line of standard input; prints one line each: exit code, space, object
// --address       an accepted public address; without any, the host is not looked at
//
// Prints one JSON object with what the record says. Exit code: 0 authentic, 2 not a code of this
// register, 5 mismatch (the signature is wrong), 10 unknown issuer. Never "valid": whether the
// credential was registered, published or taken back was not asked.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

class Stop extends Error {
  constructor(exit, why) {
    super(why);
    this.exit = exit;
  }
}
const malformed = (why) => new Stop(2, why);
const need = (holds, why) => {
  if (!holds) throw malformed(why);
};

// ---- section 6: text ----
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(text) {
  need(/^[A-Z2-7]+$/.test(text), "not base32 in capitals without padding");
  need(![1, 3, 6].includes(text.length % 8), "a length that no base32 has");
  const bytes = [];
  let buffer = 0;
  let bits = 0;
  for (const c of text) {
    buffer = (buffer << 5) | ALPHABET.indexOf(c);
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(buffer >> bits);
      buffer &= (1 << bits) - 1;
    }
  }
  need(buffer === 0, "unused bits are not zero");
  return Buffer.from(bytes);
}

function messageOf(scanned, addresses) {
  need(scanned.length <= 6000, "longer than any code");
  let text = scanned.trim();
  const web = /^(https?:\/\/[a-z0-9.-]+(?::[0-9]{1,5})?)\/q#(.*)$/s.exec(text);
  if (web) {
    need(addresses.length === 0 || addresses.includes(web[1]), `the code leads to another address: ${web[1]}`);
    text = web[2];
  }
  need(text.startsWith("A"), "not a code of this register, or of a newer version");
  return base32(text.slice(1));
}

// ---- section 1: deterministic CBOR; maps become arrays of [key, value] ----
function cbor(bytes) {
  let at = 0;
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const take = (n) => {
    need(at + n <= bytes.length, "truncated CBOR");
    at += n;
    return bytes.subarray(at - n, at);
  };
  const head = () => {
    const first = take(1)[0];
    const major = first >> 5;
    const short = first & 31;
    if (short < 24) return [major, BigInt(short), short];
    need(short < 28, "an indefinite length or a reserved head");
    let value = 0n;
    for (const b of take(1 << (short - 24))) value = (value << 8n) | BigInt(b);
    if (major !== 7) need(value >= [24n, 1n << 8n, 1n << 16n, 1n << 32n][short - 24], "a head that is not the shortest");
    return [major, value, short];
  };
  const length = (value) => {
    need(value <= BigInt(bytes.length - at), "a length beyond the end");
    return Number(value);
  };
  const item = (depth) => {
    const [major, value, short] = head();
    need(major < 4 || depth < 8, "too deep");
    switch (major) {
      case 0:
      case 1: {
        need(value < 1n << 63n, "an integer beyond 64 bits");
        const signed = major === 0 ? value : -1n - value;
        return Number.isSafeInteger(Number(signed)) ? Number(signed) : signed;
      }
      case 2:
        return Buffer.from(take(length(value)));
      case 3:
        try {
          return utf8.decode(take(length(value)));
        } catch {
          throw malformed("a text that is not UTF-8");
        }
      case 4:
        return { array: Array.from({ length: length(value) }, () => item(depth + 1)) };
      case 5: {
        const entries = [];
        let before = null;
        for (let n = length(value); n > 0; n--) {
          const from = at;
          const key = item(depth + 1);
          need(typeof key === "number" || typeof key === "bigint" || typeof key === "string", "a key that is neither integer nor text");
          const encoded = bytes.subarray(from, at);
          need(before === null || Buffer.compare(before, encoded) < 0, "keys out of order or twice");
          before = encoded;
          entries.push([key, item(depth + 1)]);
        }
        return { map: new Map(entries) };
      }
      default:
        need(major === 7 && short < 24 && [20, 21, 22].includes(short), "a tag, float or unknown simple value");
        return { 20: false, 21: true, 22: null }[short];
    }
  };
  const whole = item(0);
  need(at === bytes.length, "bytes after the item");
  return whole;
}

function encodeHead(major, n) {
  if (n < 24) return Buffer.from([(major << 5) | n]);
  return n < 256 ? Buffer.from([(major << 5) | 24, n]) : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
}
const bstr = (b) => Buffer.concat([encodeHead(2, b.length), b]);

// ---- section 5: message and signature ----
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function parseMessage(bytes) {
  const message = cbor(bytes);
  need(message?.array?.length === 4, "not an array of four");
  const [header, unprotected, payload, signature] = message.array;
  need(Buffer.isBuffer(header), "the protected header is a byte string");
  const protectedMap = cbor(header)?.map;
  need(protectedMap?.size === 2 && protectedMap.get(1) === -7, "not exactly alg ES256 and kid");
  const kid = protectedMap.get(4);
  need(Buffer.isBuffer(kid) && kid.length === 8, "a kid has 8 bytes");
  need(unprotected?.map?.size === 0, "the unprotected header is empty");
  need(Buffer.isBuffer(payload) && payload.length > 0 && payload.length <= 2048, "a payload of 1 to 2048 bytes");
  need(Buffer.isBuffer(signature) && signature.length === 64, "a signature has 64 bytes");
  return { header, kid: kid.toString("hex"), payload, signature };
}

function checkSignature(message, spki) {
  const r = BigInt("0x" + message.signature.subarray(0, 32).toString("hex"));
  const s = BigInt("0x" + message.signature.subarray(32).toString("hex"));
  const sigStructure = Buffer.concat([
    encodeHead(4, 4),
    encodeHead(3, 10),
    Buffer.from("Signature1"),
    bstr(message.header),
    bstr(Buffer.from("sogoc/record/1")),
    bstr(message.payload),
  ]);
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  const good =
    r > 0n && r < ORDER && s > 0n && s <= ORDER / 2n &&
    verify("sha256", sigStructure, { key, dsaEncoding: "ieee-p1363" }, message.signature);
  if (!good) throw new Stop(5, "the signature is wrong");
}

// ---- section 8: code tables ----
function tables(folder) {
  const file = (name) => JSON.parse(readFileSync(join(folder, name + ".json"), "utf8"));
  const byNumber = (rows) => new Map(rows.map((row) => [row.number, row]));
  const vocabularies = (name) => {
    const all = file(name).vocabularies;
    return { rows: byNumber(all.flatMap((v) => v.rows)), of: (codes) => all.filter((v) => codes.includes(v.code)).flatMap((v) => v.rows.map((r) => r.number)) };
  };
  return {
    version: file("catalogue").version,
    kinds: byNumber(file("kinds").kinds),
    regimes: byNumber(file("regimes").regimes),
    sexes: byNumber(file("sexes").rows),
    titles: byNumber(file("titles").rows),
    signingForms: byNumber(file("signing-forms").rows),
    languages: byNumber(file("languages").rows),
    rankings: vocabularies("rankings"),
    modes: vocabularies("modes"),
    levels: vocabularies("levels"),
    skills: vocabularies("skills"),
    provinces: file("provinces").rows,
    programmes: new Map(file("programmes").rows.map((row) => [row.code, row])),
  };
}

// ---- sections 2 to 4: the record ----
const iso = (days) => {
  need(Number.isInteger(days), "a day is a number");
  const date = new Date(days * 86400000);
  need(!Number.isNaN(date.getTime()) && date.getUTCFullYear() >= 1800 && date.getUTCFullYear() <= 2199, "a day of the years 1800 to 2199");
  return date.toISOString().slice(0, 10);
};
const covers = (row, day) => (row.validFrom ?? "0") <= day && day <= (row.validUntil ?? "9");
const row = (table, number) => {
  need(Number.isInteger(number) && table.has(number), "a code that is in no table");
  return table.get(number);
};
const plain = (text, most) => {
  need(typeof text === "string" && text.length > 0 && [...text].length <= most, "a text of its length");
  need(text === text.normalize("NFC") && !text.startsWith(" ") && !text.endsWith(" "), "a text in NFC without outer spaces");
  need(/^(?:[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}])+$/u.test(text), "a text of Latin letters and common signs");
  need(!/[\p{C}\p{Zl}\p{Zp}]/u.test(text) && !/(?! )\p{Zs}/u.test(text), "a printable text");
  return text;
};
const words = (value) => {
  need(value?.array?.length === 1 || value?.array?.length === 2, "words are [vi] or [vi, en]");
  return value.array.map((text) => plain(text, 150));
};
const LETTER = "A-Za-z\\u00c0-\\u00cf\\u00d1-\\u00d6\\u00d8-\\u00ef\\u00f1-\\u00f6\\u00f8-\\u012f\\u0134-\\u0137\\u0139-\\u013e\\u0141-\\u0148\\u014a-\\u017e\\u0180\\u01a0\\u01a1\\u01af\\u01b0\\u0243\\u1e00-\\u1e99\\u1e9e\\u1ea0-\\u1ef9";
const MARK = "[\\u0300-\\u0303\\u0306\\u0309\\u030c\\u031b\\u0323]";
const NAME = new RegExp(`^[${LETTER}]${MARK}{0,2}(?:(?: |-|['.] ?)?[${LETTER}]${MARK}{0,2})*\\.?$`, "u");
const NUMBER = new RegExp(`^[0-9${LETTER}](?:[ /.-]?[0-9${LETTER}])*$`, "u");

function name(text) {
  need(typeof text === "string" && [...text].length >= 1 && [...text].length <= 150, "a name of 1 to 150 characters");
  need(text === text.normalize("NFC") && NAME.test(text), "a name by the rule for names");
  return text;
}
function number(text) {
  need(plain(text, 20).length <= 20 && NUMBER.test(text), "a serial or register number");
  return text;
}
function birth(value) {
  if (typeof value === "number") return iso(value);
  const parts = value?.array;
  need(parts?.length === 1 || parts?.length === 2, "a birth date is days, [year, month] or [year]");
  const [year, month] = parts;
  need(Number.isInteger(year) && year >= 1800 && year <= 2199, "a year of 1800 to 2199");
  if (month === undefined) return String(year);
  need(Number.isInteger(month) && month >= 1 && month <= 12, "a month of 1 to 12");
  return `${year}-${String(month).padStart(2, "0")}`;
}
const earliest = (date) => (date + "-01-01").slice(0, 10);
const plusYears = (day, years) => {
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
  return later.endsWith("-02-29") && iso(Date.parse(later) / 86400000) !== later ? later.slice(0, 8) + "28" : later;
};
const plusMonths = (day, months) => {
  const total = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(total / 12), (total % 12) + 1];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${year}-${String(month).padStart(2, "0")}-${String(Math.min(Number(day.slice(8)), last)).padStart(2, "0")}`;
};

function readRecord(payload, t) {
  const envelope = cbor(payload)?.map;
  need(envelope?.size === 4 && [1, 6, 7, -70001].every((k) => envelope.has(k)), "exactly iss, iat, cti and the record");
  const iss = envelope.get(1);
  need(typeof iss === "string" && /^[1-9][0-9]{0,8}$/.test(iss), "iss is a decimal number");
  const iat = envelope.get(6);
  need(Number.isInteger(iat) && iat >= 0 && iat <= 7258118399, "iat is seconds, 1970 to 2199");
  const cti = envelope.get(7);
  need(Buffer.isBuffer(cti) && cti.length === 16, "cti has 16 bytes");
  const m = envelope.get(-70001)?.map;
  need(m, "the record is a map");
  for (const key of m.keys()) need(Number.isInteger(key) && key >= 1 && key <= 30, "an unknown key");
  for (const key of [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15]) need(m.has(key), `key ${key} is missing`);

  const f = { institution: Number(iss), issuedAt: iat, recordId: cti.toString("hex") };
  const kind = row(t.kinds, m.get(1));
  const regime = row(t.regimes, m.get(2));
  f.kind = kind.code;
  f.regime = regime.code;
  f.catalogueVersion = m.get(3);
  need(Number.isInteger(f.catalogueVersion) && f.catalogueVersion >= 1 && f.catalogueVersion <= t.version, "a newer catalogue is needed");
  f.fullName = name(m.get(4));
  f.birthDate = birth(m.get(5));
  if (m.has(6)) f.sex = row(t.sexes, m.get(6)).code;
  f.issueDate = iso(m.get(7));
  const place = t.provinces.find((p) => p.code === m.get(8) && covers(p, f.issueDate));
  need(place, "no province had that code on the issue date");
  f.place = place.vi;
  f.decisionNumber = plain(m.get(9), 50);
  f.decisionDate = iso(m.get(10));
  f.serialNumber = number(m.get(11));
  f.registerNumber = number(m.get(12));
  const slot = m.get(13)?.array;
  need(slot?.length === 2 && slot.every(Number.isInteger) && slot[0] >= 0 && slot[0] <= 65535 && slot[1] >= 0 && slot[1] < 1 << 20, "a status slot");
  f.status = slot;
  f.signerName = plain(m.get(14), 150);
  f.signerTitle = typeof m.get(15) === "number" ? row(t.titles, m.get(15)).code : words(m.get(15));
  if (m.has(16)) f.signsAs = row(t.signingForms, m.get(16)).code;
  if (m.has(17)) {
    need(Number.isInteger(m.get(17)) && m.get(17) >= 5000000 && m.get(17) <= 9999999, "a programme code has 7 digits");
    f.programmeCode = String(m.get(17));
    const known = t.programmes.get(f.programmeCode);
    need(known || m.has(18), "a programme code in no table, without words");
    if (known) f.programme = [known.vi, known.en];
  }
  if (m.has(18)) f.programme = words(m.get(18));
  if (m.has(19)) f.specialisation = words(m.get(19));
  if (m.has(20)) f.ranking = row(t.rankings.rows, m.get(20)).code;
  if (m.has(21)) f.graduationYear = m.get(21);
  if (m.has(22)) f.mode = row(t.modes.rows, m.get(22)).code;
  if (m.has(23)) f.expires = iso(m.get(23));
  if (m.has(24)) f.language = row(t.languages, m.get(24)).code;
  if (m.has(25)) f.level = row(t.levels.rows, m.get(25)).code;
  if (m.has(26)) {
    const lines = m.get(26)?.map;
    need(lines?.size > 0 && lines.size <= 8, "a score table has a line");
    const allowed = t.skills.of(kind.skills);
    f.scores = {};
    for (const [skill, points] of lines) {
      need(allowed.includes(skill), "no such skill for this kind");
      need(Number.isInteger(points) && points >= 0 && points <= 100000, "a score is 0 to 1000");
      f.scores[row(t.skills.rows, skill).code] = points;
    }
  }
  if (m.has(27)) f.examDate = iso(m.get(27));
  if (m.has(28)) f.school = plain(m.get(28), 250);
  if (m.has(29)) f.examBoard = plain(m.get(29), 250);
  if (m.has(30)) f.examSession = plain(m.get(30), 50);
  checkRules(f, m, kind, regime, t);
  return f;
}

function checkRules(f, m, kind, regime, t) {
  need(covers(kind, f.issueDate) && covers(regime, f.issueDate) && regime.kinds.includes(kind.code), "kind or regime not of the issue date");
  const rankings = kind.rankings[regime.code] ?? [];
  const modes = kind.modes[regime.code] ?? [];
  for (const field of ["sex", "programme", "specialisation", "ranking", "graduationYear", "mode", "expires", "language", "level", "scores", "examDate", "school", "examBoard", "examSession"]) {
    const expected = field === "ranking" ? rankings.length > 0 : field === "mode" ? modes.length > 0 : true;
    const there = f[field] !== undefined;
    if (kind.required.includes(field)) need(there === expected, `${field}: required where the regime has words for it`);
    else need(!there || (kind.optional.includes(field) && expected), `${field}: not for this kind and regime`);
  }
  if (m.has(20)) need(t.rankings.of(rankings).includes(m.get(20)), "a ranking of other rules");
  if (m.has(22)) need(t.modes.of(modes).includes(m.get(22)), "a mode of other rules");
  if (m.has(25)) need(t.levels.of(kind.levels).includes(m.get(25)), "a level of another kind");
  if (f.programmeCode && kind.programmeLevels) need(kind.programmeLevels.includes(f.programmeCode[0]), "a programme of another level");
  const born = earliest(f.birthDate);
  need(plusYears(born, 5) <= f.issueDate, "born too late");
  for (const day of [f.decisionDate, f.examDate]) need(day === undefined || (born <= day && day <= f.issueDate), "a day out of order");
  if (f.graduationYear !== undefined) {
    const year = f.graduationYear;
    need(Number.isInteger(year) && year >= 1945 && year >= Number(born.slice(0, 4)) + 5 && year <= Number(f.issueDate.slice(0, 4)), "a year of graduation out of order");
  }
  if (f.expires !== undefined) {
    const most = kind.validity.mostMonths;
    need(f.expires > f.issueDate && (most === 0 || f.expires <= plusMonths(f.examDate ?? f.issueDate, most)), "an expiry date out of order");
  }
}

// ---- section 7: the order of checks ----
function verifier(args) {
  const addresses = args.filter((a) => a.startsWith("--address=")).map((a) => a.slice(10));
  const [trustFile, folder] = args.filter((a) => !a.startsWith("--"));
  if (trustFile === undefined) throw malformed("usage: verify.mjs TEXT TRUST.json [CATALOGUE_FOLDER] [--address=URL]");
  const trust = JSON.parse(readFileSync(trustFile, "utf8"));
  const here = dirname(fileURLToPath(import.meta.url));
  const codes = tables(folder ?? join(here, "../../main/resources/catalogue"));
  return (scanned) => {
    const message = parseMessage(messageOf(scanned, addresses));
    const entry = trust.keys.find((k) => k.kid === message.kid);
    if (!entry) throw new Stop(10, `no key ${message.kid} in the trust file`);
    const spki = Buffer.from(entry.spkiBase64, "base64");
    const kid = createHash("sha256").update(spki).digest().subarray(0, 8).toString("hex");
    if (kid !== entry.kid) throw new Stop(10, "the trust file names a key by an id that is not its own");
    checkSignature(message, spki);
    const fields = readRecord(message.payload, codes);
    if (fields.institution !== entry.institution) throw new Stop(10, "the key is not of the institution that the record names");
    return fields;
  };
}

/** The exit code and the fields or the reason; anything but a Stop is a fault of this program. */
function answer(verifyText, text) {
  try {
    return { exit: 0, fields: verifyText(text) };
  } catch (e) {
    if (!(e instanceof Stop)) throw e;
    return { exit: e.exit, why: e.message };
  }
}

const WORDS = { 2: "not a code of this register", 5: "mismatch", 10: "unknown issuer" };
const args = process.argv.slice(2);
if (args[0] === "--lines") {
  const verifyText = verifier(args.slice(1));
  for (const line of readFileSync(0, "utf8").split("\n").filter((l) => l !== "")) {
    const { exit, fields } = answer(verifyText, line);
    console.log(exit + " " + JSON.stringify(fields ?? {}));
  }
} else {
  const result = answer((text) => verifier(args.slice(1))(text === "-" ? readFileSync(0, "utf8") : text), args[0] ?? "");
  if (result.exit === 0) {
    console.log(JSON.stringify(result.fields));
    console.error("authentic: signed by the institution. Not checked: registration, publication, status, the holder.");
  } else {
    console.error(`${WORDS[result.exit]}: ${result.why}`);
    process.exitCode = result.exit;
  }
}
