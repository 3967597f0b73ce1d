package vn.sogoc.register;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.secrets.Secrets;

/**
 * Makes a change of any column visible, those too that the signed record does not hold (whose
 * batch, which person), and blinds the lookup by number and name. Both keys live outside the
 * database.
 */
final class EntrySeal {
  private final Secrets.Keyed seal;
  private final Secrets.Keyed lookup;

  EntrySeal(Secrets secrets) {
    this.seal = secrets.keyed("register-seal");
    this.lookup = secrets.keyed("register-lookup");
  }

  /** The seal over all columns but itself. */
  Bytes of(RegisterEntryEntity e) {
    Bytes columns =
        Cbor.array(
                Cbor.of(e.id.toString()),
                Cbor.of(e.institutionId),
                Cbor.of(e.batchId.toString()),
                Cbor.of(e.batchRow),
                Cbor.of(e.kind),
                Cbor.of(e.regime),
                Cbor.of(e.fullName),
                Cbor.of(e.birthDate),
                Cbor.of(e.serialNumber),
                Cbor.of(e.serialKey),
                Cbor.of(e.registerNumber),
                Cbor.of(e.registerYear),
                Cbor.of(e.registerSeq),
                Cbor.of(e.decisionNumber),
                Cbor.of(e.decisionKey),
                Cbor.of(e.decisionDate.toEpochDay()),
                Cbor.of(e.issueDate.toEpochDay()),
                Cbor.of(e.statusList),
                Cbor.of(e.statusIndex),
                Cbor.of(Bytes.of(e.keyId)),
                Cbor.of(e.personId.toString()),
                Cbor.of(Bytes.of(e.lookup)),
                Cbor.of(Bytes.of(e.cose)),
                Cbor.of(Bytes.of(e.digest)),
                Cbor.of(e.recordedAt.toEpochMilli()))
            .encode();
    return seal.hash(columns.toArray());
  }

  /** The blinded key of a serial number together with a name. */
  Bytes lookup(String serialKey, String nameKey) {
    return lookup.hash((serialKey + "\n" + nameKey).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What two ways of typing the same serial number share: composed, upper case, no blanks, one sort
   * of dash. Hyphens, slashes and Đ are significant and stay.
   */
  static String serialKey(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFC)
        .replaceAll("[\\s\\u00a0\\u200b]+", "")
        .replaceAll("[\\u2010-\\u2015\\u2212]", "-")
        .toUpperCase(Locale.ROOT);
  }
}
