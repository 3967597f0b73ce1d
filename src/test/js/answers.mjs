// The verifier of the browser as a filter: a text a line in, its answer a line out, in the words that TwoVerifiersTest compares.
//   node answers.mjs TRUST.json CATALOGUE_FOLDER ADDRESS < texts
import { createInterface } from 'node:readline';
import { readdirSync, readFileSync } from 'node:fs';

const HOME = '../../main/resources/META-INF/resources/assets/verifier/';
const { Malformed } = await import(`${HOME}cbor.js`);
const { judge } = await import(`${HOME}judge.js`);
const { catalogue } = await import(`${HOME}catalogue.js`);
const { Foreign, fragmentOf, Other, OtherVersion } = await import(`${HOME}text.js`);

const [trustFile, folder, address] = process.argv.slice(2);
const version = JSON.parse(readFileSync(`${folder}/catalogue.json`)).version;
const files = new Map(readdirSync(folder).map((name) => [name.replace('.json', ''), readFileSync(`${folder}/${name}`)]));
const rights = [...catalogue(version, files).kinds.values()].map((kind) => ({ kind: kind.code, from: '1700-01-01', until: null }));
const keys = new Map();
const issuers = new Map();
for (const one of JSON.parse(readFileSync(trustFile)).keys) {
  const spki = Uint8Array.from(Buffer.from(one.spkiBase64, 'base64'));
  keys.set(one.kid, { issuer: one.institution, purpose: 'record', spki, from: 0, until: 253402300799, state: 'active' });
  issuers.set(one.institution, { id: one.institution, rights });
}
const now = 1795000000;
const bundle = { issuedAt: now, expiresAt: now + 1, staleAfter: 1, keys, issuers, catalogueVersion: version, files };
const trust = { bundle, lists: new Map() };

async function answer(text) {
  let result;
  try {
    result = await judge(fragmentOf(text.trim(), [address]), trust, now);
  } catch (error) {
    if ([Malformed, Foreign, Other, OtherVersion].some((type) => error instanceof type)) return 'no code';
    throw error;
  }
  if (result.record === null) {
    const signature = result.checks.find((check) => check.code === 'signature');
    return ['record.malformed', 'bundle.older'].includes(signature.reason) ? 'no record' : result.verdict;
  }
  const { issuer, issuedAt, kind, regime, fullName, birthDate, issueDate, serialNumber, registerNumber, decisionNumber, status } = result.record;
  return JSON.stringify([issuer, issuedAt, kind.code, regime.code, fullName, birthDate, issueDate, serialNumber, registerNumber,
    decisionNumber, status.list, status.index, result.record.ranking?.code ?? '', result.record.expires ?? '', result.record.signerName]);
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(await answer(line));
}
