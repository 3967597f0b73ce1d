package vn.sogoc.tlog.witness;

import java.util.List;
import vn.sogoc.crypto.note.SignatureLine;

/** What a witness said to a head. */
public sealed interface WitnessAnswer {
  /** It cosigned. */
  record Cosigned(List<SignatureLine> lines) implements WitnessAnswer {
    public Cosigned {
      lines = List.copyOf(lines);
    }
  }

  /** It remembers another size than the one the proof begins at. */
  record Conflict(long size) implements WitnessAnswer {}

  /** It refuses; 422 is another history. */
  record Refused(int status) implements WitnessAnswer {}

  /** It did not answer, or not in the protocol. */
  record Unreachable(String reason) implements WitnessAnswer {}
}
