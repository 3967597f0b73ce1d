package vn.sogoc.issuance;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.confirmation.ConfirmationProblem;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;

/**
 * What an approver has seen of what graduates said, and why a batch with disputes goes on.
 *
 * @param hash of the standing that was shown; empty where none was
 * @param reason 3 to 500 characters on one line; empty where there are no disputes
 */
public record ConfirmationSeen(Optional<Digest> hash, Optional<String> reason) {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 500;

  /** Of a batch whose graduates were not asked. */
  public static final ConfirmationSeen NOTHING =
      new ConfirmationSeen(Optional.empty(), Optional.empty());

  /**
   * Reads what was sent.
   *
   * @throws Refusal where it is something else
   */
  public static ConfirmationSeen parse(@Nullable String hash, @Nullable String reason) {
    if (hash != null && !hash.isEmpty() && !hash.matches("[0-9a-fA-F]{64}")) {
      throw refused("confirmationHash", "64 hexadecimal digits");
    }
    String why = Normalizer.normalize(reason == null ? "" : reason, Normalizer.Form.NFC).strip();
    int length = why.codePointCount(0, why.length());
    if (!why.isEmpty()
        && (length < SHORTEST
            || length > LONGEST
            || why.matches("(?s).*[\\p{C}\\p{Zl}\\p{Zp}].*"))) {
      throw refused("reason", "3 to 500 characters on one line");
    }
    requireNoNumber("reason", why);
    return new ConfirmationSeen(
        hash == null || hash.isEmpty() ? Optional.empty() : Optional.of(Digest.ofHex(hash)),
        why.isEmpty() ? Optional.empty() : Optional.of(why));
  }

  /**
   * What is kept for ever has no identification number in it: 9 or 12 digits in a row, however they
   * are typed.
   */
  static void requireNoNumber(String field, String text) {
    if (text.replaceAll("(?<=[0-9])[ .-](?=[0-9])", "").matches(".*[0-9]{9}.*")) {
      throw refused(field, "no identification number");
    }
  }

  static Refusal refused(String field, String expected) {
    return new Refusal(
        ConfirmationProblem.REFUSED,
        field + ": " + expected,
        List.of(new Refusal.Fault("text_form", 0, field, expected, "")));
  }
}
