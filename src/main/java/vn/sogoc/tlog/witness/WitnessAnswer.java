package vn.sogoc.tlog.witness;

import java.util.List;
import vn.sogoc.crypto.note.SignatureLine;

/** What a witness says to a new checkpoint, with the status C2SP tlog-witness gives it. */
public sealed interface WitnessAnswer {
  /** The HTTP status. */
  int status();

  /** It is remembered and cosigned. */
  record Cosigned(List<SignatureLine> lines) implements WitnessAnswer {
    public Cosigned {
      lines = List.copyOf(lines);
    }

    @Override
    public int status() {
      return 200;
    }
  }

  /** The request is none. */
  record Malformed(String sentence) implements WitnessAnswer {
    @Override
    public int status() {
      return 400;
    }
  }

  /** No signature of the log, or one that does not verify. */
  record Unsigned(String sentence) implements WitnessAnswer {
    @Override
    public int status() {
      return 403;
    }
  }

  /** The origin is none this witness serves. */
  record UnknownLog() implements WitnessAnswer {
    @Override
    public int status() {
      return 404;
    }
  }

  /** The old size is not that of the tree cosigned last, which is this. */
  record Conflict(long size) implements WitnessAnswer {
    @Override
    public int status() {
      return 409;
    }
  }

  /** Signed by the log and not shown to be a continuation: possibly proof of a second history. */
  record Inconsistent(String sentence) implements WitnessAnswer {
    @Override
    public int status() {
      return 422;
    }
  }

  /** The witness cannot sign or cannot remember. */
  record Unable(String sentence) implements WitnessAnswer {
    @Override
    public int status() {
      return 500;
    }
  }
}
