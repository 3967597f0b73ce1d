package vn.sogoc.issuance.delivery;

import java.util.Arrays;
import java.util.Optional;

/** Who received a document. */
public sealed interface Receiver {
  /** The word in the API and in the store. */
  String code();

  /** Whoever it was issued to. */
  record Holder() implements Receiver {
    @Override
    public String code() {
      return "holder";
    }
  }

  /**
   * Somebody in the holder's place.
   *
   * @param paper that gives them the right
   * @param name of whoever received it
   * @param number of the paper, with where it is from
   */
  record Proxy(Paper paper, String name, String number) implements Receiver {
    @Override
    public String code() {
      return "proxy";
    }

    /** Without what is about a person. */
    @Override
    public String toString() {
      return "Proxy[" + paper.code() + "]";
    }
  }

  /** The holder, over a link that was sent to them. */
  record Link() implements Receiver {
    @Override
    public String code() {
      return "link";
    }
  }

  /** What gives somebody the right to receive another's document. */
  enum Paper {
    POWER_OF_ATTORNEY("power-of-attorney"),
    GUARDIAN("guardian"),
    HEIR("heir");

    private final String code;

    Paper(String code) {
      this.code = code;
    }

    /** The word in the API and in the store. */
    public String code() {
      return code;
    }

    /** The paper of that code. */
    public static Optional<Paper> ofCode(String code) {
      return Arrays.stream(values()).filter(paper -> paper.code.equals(code)).findFirst();
    }
  }
}
