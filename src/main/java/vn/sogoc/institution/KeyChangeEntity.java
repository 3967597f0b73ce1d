package vn.sogoc.institution;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/** A change of keys as it was asked for. */
@Entity
@Immutable
@Table(name = "key_change")
class KeyChangeEntity {
  static final String ID_KIND = "kch";

  @Id UUID id = new UUID(0, 0);
  int institutionId;
  int version;
  byte[] statement = {};

  /** Where private keys live: a line of key id and place for each, by key id. */
  String places = "";

  String reason = "";
  UUID askedPerson = new UUID(0, 0);
  String askedName = "";
  Instant askedAt = Instant.EPOCH;
  Instant expiresAt = Instant.EPOCH;
  byte[] seal = {};

  PublicId publicId() {
    return PublicId.of(ID_KIND, id);
  }

  static String lines(Map<KeyId, String> places) {
    Map<String, String> sorted = new TreeMap<>();
    places.forEach((key, place) -> sorted.put(key.toString(), place));
    StringBuilder text = new StringBuilder();
    sorted.forEach((key, place) -> text.append(key).append(' ').append(place).append('\n'));
    return text.toString();
  }

  Map<KeyId, String> placesByKey() {
    Map<KeyId, String> found = new LinkedHashMap<>();
    places
        .lines()
        .forEach(line -> found.put(KeyId.ofHex(line.substring(0, 16)), line.substring(17)));
    return found;
  }

  /**
   * What the second person confirms: SHA-256 of {@code [1, institution, version, digest of the
   * statement, [[kid, place]], reason]}.
   */
  Digest contentDigest() {
    List<Cbor> lives = new ArrayList<>();
    placesByKey()
        .forEach((key, place) -> lives.add(Cbor.array(Cbor.of(key.value()), Cbor.of(place))));
    return Digest.sha256(
        Cbor.array(
                Cbor.of(1),
                Cbor.of(institutionId),
                Cbor.of(version),
                Cbor.of(Digest.sha256(Bytes.of(statement)).bytes()),
                Cbor.array(lives),
                Cbor.of(reason))
            .encode());
  }
}
