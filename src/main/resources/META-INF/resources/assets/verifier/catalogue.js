// The code tables that a trust bundle carries, by number (src/docs/record.md section 8). Their bytes were signed by the root keys;
// what is read here is read by position and name, and a table that is missing is a fault of the bundle.
import { Malformed } from './cbor.js';

const byNumber = (rows) => new Map(rows.map((row) => [row.number, row]));

function vocabularies(list) {
  return {
    rows: byNumber(list.flatMap((one) => one.rows)),
    /** The numbers of the vocabularies with these codes. */
    of: (codes) => new Set(list.filter((one) => codes.includes(one.code)).flatMap((one) => one.rows.map((row) => row.number))),
  };
}

/**
 * @param version of the catalogue
 * @param files name (`kinds.json`) to its bytes
 */
export function catalogue(version, files) {
  const table = (name) => {
    const bytes = files.get(`${name}.json`) ?? files.get(name);
    if (bytes === undefined) {
      throw new Malformed(`the bundle has no table ${name}`);
    }
    try {
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      throw new Malformed(`the table ${name} is not JSON`);
    }
  };
  return {
    version,
    kinds: byNumber(table('kinds').kinds),
    regimes: byNumber(table('regimes').regimes),
    sexes: byNumber(table('sexes').rows),
    titles: byNumber(table('titles').rows),
    signingForms: byNumber(table('signing-forms').rows),
    languages: byNumber(table('languages').rows),
    rankings: vocabularies(table('rankings').vocabularies),
    modes: vocabularies(table('modes').vocabularies),
    levels: vocabularies(table('levels').vocabularies),
    skills: vocabularies(table('skills').vocabularies),
    provinces: table('provinces').rows,
    programmes: new Map(table('programmes').rows.map((row) => [row.code, row])),
  };
}

/** Whether a row holds on a day (ISO date). */
export function covers(row, day) {
  return (row.validFrom ?? '0') <= day && day <= (row.validUntil ?? '9');
}
