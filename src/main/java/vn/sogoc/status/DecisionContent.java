package vn.sogoc.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * What a decision says, without what it says about a person: its digest is what the second person
 * approves and what the log entry carries. Deterministic CBOR, integer keys:
 *
 * <pre>
 * 0 "sogoc/decision/1"   1 type   2 reason code   3 legal basis   4 decision number
 * 5 decision date, days since 1970   6 SHA-256 of the document   7 institution
 * 8 SHA-256 of the issued entry it is about   9 the same of the successor, of a supersession
 * 10 commitments to the changes, of a correction   11 salt, 16 random bytes
 * </pre>
 *
 * @param subject SHA-256 of the issued entry
 * @param successor SHA-256 of the issued entry of what takes its place
 * @param salt makes the digest say nothing to whoever guesses the rest
 */
public record DecisionContent(
    DecisionType type,
    String reason,
    String legalBasis,
    String number,
    LocalDate date,
    Digest document,
    int institution,
    Digest subject,
    Optional<Digest> successor,
    List<FieldChange> changes,
    Bytes salt) {
  /** Where the commitments to the changes stand. */
  public static final int CHANGES = 10;

  private static final String CONTEXT = "sogoc/decision/1";

  public DecisionContent {
    changes = List.copyOf(changes);
  }

  /** The bytes whose digest is approved and logged. */
  public Bytes encode() {
    Cbor.MapBuilder content =
        Cbor.map()
            .put(0, Cbor.of(CONTEXT))
            .put(1, Cbor.of(type.code()))
            .put(2, Cbor.of(reason))
            .put(3, Cbor.of(legalBasis))
            .put(4, Cbor.of(number))
            .put(5, Cbor.of(date.toEpochDay()))
            .put(6, Cbor.of(document.bytes()))
            .put(7, Cbor.of(institution))
            .put(8, Cbor.of(subject.bytes()));
    successor.ifPresent(digest -> content.put(9, Cbor.of(digest.bytes())));
    if (!changes.isEmpty()) {
      content.put(
          CHANGES, Cbor.array(changes.stream().map(c -> Cbor.of(c.commitment().bytes())).toList()));
    }
    return content.put(11, Cbor.of(salt)).build().encode();
  }
}
