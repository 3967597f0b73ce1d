// Checks a published issuance list with nothing but three files of the open interface: an independent reader, written
// from src/docs/lists.md alone. It shares no code with the server and needs Node 20 or newer, no packages.
//
//   node list.mjs LIST.json ENTRIES.json|ENTRIES.csv KEYS.json
//
// LIST.json     GET /api/v1/publications/{id}
// ENTRIES       GET /api/v1/publications/{id}/entries (all pages joined, {"data": [...]}) or .../entries.csv
// KEYS.json     GET /api/v1/issuers/{issuer}/keys
//
// Prints one JSON object. Exit code 0: every row leads to the root that the institution's list key signed.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";

const fail = (why) => {
  console.error(why);
  process.exit(1);
};
const sha = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();

// ---- as much of CBOR as a list needs: numbers, byte strings, texts, arrays, maps ----
function decode(bytes) {
  let at = 0;
  const item = () => {
    const first = bytes[at++];
    let n = first & 31;
    if (n > 23) {
      const size = 1 << (n - 24);
      n = Number(BigInt("0x" + bytes.subarray(at, at + size).toString("hex")));
      at += size;
    }
    const run = () => bytes.subarray(at, (at += n));
    switch (first >> 5) {
      case 0: return n;
      case 1: return -1 - n;
      case 2: return run();
      case 3: return run().toString("utf8");
      case 4: return Array.from({ length: n }, item);
      case 5: return new Map(Array.from({ length: n }, () => [item(), item()]));
      default: return fail("not a list: CBOR type " + (first >> 5));
    }
  };
  const value = item();
  if (at !== bytes.length) fail("bytes behind the end");
  return value;
}
const head = (major, n) =>
  n < 24 ? Buffer.from([(major << 5) | n])
  : n < 256 ? Buffer.from([(major << 5) | 24, n])
  : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
const bstr = (bytes) => Buffer.concat([head(2, bytes.length), bytes]);
const tstr = (text) => Buffer.concat([head(3, Buffer.byteLength(text)), Buffer.from(text)]);

// ---- section 3: a row's leaf ----
function leafOf(salt, credential, fields) {
  return sha(Buffer.from([0]), Buffer.from([0x83]), bstr(salt), bstr(credential), bstr(fields));
}
function encodeFields(fields) {
  const pairs = Object.entries(fields)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => [tstr(name), tstr(value)])
    .sort(([a], [b]) => Buffer.compare(a, b));
  return Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
}

// ---- the two forms of the rows, each as {position, leaf, opening?} ----
function rowsOfJson(text) {
  return JSON.parse(text).data.map((row) => {
    if (!row.salt) return { position: row.position, leaf: row.leaf };
    const fields = Buffer.from(row.encodedFields, "base64url");
    const shown = Object.fromEntries(decode(fields));
    if (JSON.stringify(shown) !== JSON.stringify(row.fields)) fail("row " + row.position + " shows other words");
    return {
      position: row.position,
      leaf: row.leaf,
      opening: [Buffer.from(row.salt, "base64url"), Buffer.from(row.credential, "hex"), fields],
    };
  });
}
function rowsOfCsv(text) {
  const lines = text.replace(/^\ufeff/, "").split("\r\n").filter(Boolean).map(cells);
  const names = lines.shift();
  const fieldNames = names.slice(1, names.indexOf("salt"));
  return lines.map((line) => {
    const row = Object.fromEntries(names.map((name, i) => [name, line[i]]));
    const found = { position: Number(row.position), leaf: row.leaf };
    if (row.salt) {
      const fields = Object.fromEntries(fieldNames.map((name) => [name, row[name]]));
      found.opening = [Buffer.from(row.salt, "hex"), Buffer.from(row.credential, "hex"), encodeFields(fields)];
    }
    return found;
  });
}
function cells(line) {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, -1)
    .map(([, cell]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

// ---- section 4: the root over the leaves, RFC 6962 section 2.1 ----
function rootOf(leaves) {
  if (leaves.length === 1) return leaves[0];
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.from([1]), rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

const [list, keys] = [process.argv[2], process.argv[4]].map((file) => JSON.parse(readFileSync(file, "utf8")));
const text = readFileSync(process.argv[3], "utf8");
const rows = process.argv[3].endsWith(".csv") ? rowsOfCsv(text) : rowsOfJson(text);

// ---- section 2: the signed header ----
const [protectedHeader, , payload, signature] = decode(Buffer.from(list.signedHeader, "base64url"));
const parameters = decode(protectedHeader);
if (parameters.get(1) !== -7) fail("another algorithm than ES256");
const kid = parameters.get(4).toString("hex");
const key = keys.keys.find((k) => k.kid === kid && k.purpose === "list");
if (!key) fail("the issuer has no list key " + kid);
const spki = Buffer.from(key.spki, "base64");
if (sha(spki).subarray(0, 8).toString("hex") !== kid) fail("the key is not the one its id names");
const signed = Buffer.concat([
  head(4, 4), tstr("Signature1"), bstr(protectedHeader), bstr(Buffer.from("sogoc/list/1")), bstr(payload),
]);
const publicKey = createPublicKey({ key: spki, format: "der", type: "spki" });
if (!verify("sha256", signed, { key: publicKey, dsaEncoding: "ieee-p1363" }, signature)) fail("the signature is wrong");
const header = decode(payload);

rows.forEach((row, i) => {
  if (row.position !== i) fail("row " + i + " is missing");
  if (row.opening && leafOf(...row.opening).toString("hex") !== row.leaf) fail("row " + i + " does not give its leaf");
});
if (rows.length !== header.get(7)) fail("the header counts " + header.get(7) + " rows, found " + rows.length);
const root = rootOf(rows.map((row) => Buffer.from(row.leaf, "hex")));
if (!root.equals(header.get(8))) fail("the rows lead to another root than the signed one");
if ("iss_" + header.get(1) !== list.issuer || list.issuer !== keys.issuer) fail("another issuer");
console.log(JSON.stringify({
  issuer: header.get(1),
  kind: header.get(2),
  decision: header.get(4),
  rows: rows.length,
  shown: rows.filter((row) => row.opening).length,
  root: root.toString("hex"),
  version: header.get(10),
  changes: (header.get(12) ?? []).length,
}));
