package vn.sogoc.publication;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Regime;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * One row of a list. Its leaf is {@code SHA-256(0x00 || CBOR [salt, credential digest, fields])},
 * the fields being the encoded map of what the profile shows: a salted commitment, so that a
 * blanked row cannot be guessed back.
 *
 * @param salt 32 random bytes
 * @param credential SHA-256 of the signed record
 * @param fields deterministic CBOR of {@code {name: text}}
 */
public record ListRow(Bytes salt, Digest credential, Bytes fields) {
  /** What the list's root commits to. */
  public Digest leaf() {
    return MerkleTree.leaf(
        Cbor.array(Cbor.of(salt), Cbor.of(credential.bytes()), Cbor.of(fields)).encode());
  }

  /** A row whose leaf is computed, by whichever thread. */
  public record Leafed(ListRow row, Digest leaf) {}

  /** The row of a record under the publication profile of its regime. */
  public static ListRow of(CredentialRecord record, Digest credential, Bytes salt) {
    Claims claims = record.claims();
    Regime.Publication profile = claims.regime().publication();
    Cbor.MapBuilder shown = Cbor.map();
    facts(record)
        .forEach(
            (name, value) -> {
              if (profile.fields().contains(name)) {
                shown.put(name, Cbor.of(value));
              }
            });
    return new ListRow(salt, credential, shown.build().encode());
  }

  /** What a row may show at most; the profile chooses among these names. */
  private static Map<String, String> facts(CredentialRecord record) {
    Claims claims = record.claims();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("fullName", claims.fullName().value());
    facts.put("birthYear", Integer.toString(claims.birthDate().year()));
    facts.put("serialNumber", record.serialNumber());
    facts.put("registerNumber", record.registerNumber());
    facts.put("issueDate", claims.issueDate().toString());
    Integer year = claims.graduationYear();
    if (year != null) {
      facts.put("graduationYear", year.toString());
    }
    return facts;
  }

  /** The shown fields by name. */
  static Map<String, String> shown(Bytes fields) throws MalformedList {
    try {
      Map<String, String> shown = new LinkedHashMap<>();
      if (Cbor.decode(fields) instanceof Cbor.Map map) {
        for (Cbor.Key key : map.keys()) {
          if (key instanceof Cbor.Text name
              && map.get(name.value()).orElse(null) instanceof Cbor.Text value) {
            shown.put(name.value(), value.value());
          }
        }
      }
      return shown;
    } catch (MalformedCbor e) {
      throw new MalformedList("not the fields of a row: " + e.getMessage(), e);
    }
  }
}
