package vn.sogoc.credential;

import java.util.Optional;
import java.util.Set;
import vn.sogoc.kernel.Base32;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;

/**
 * The text of a small code that only leads to a record: {@code <public address>/c#B<base32>}.
 * {@code B} is the form; what follows are the 128 random bits of the record's id in canonical
 * base32 (RFC 4648, upper case, no padding), 26 characters that nobody can guess. It carries no
 * record, so nothing of it can be checked without the register. The fragment is sent to nobody by a
 * browser.
 */
public final class LinkText {
  private static final String PATH = "/c#";
  private static final String FORM = "B";
  private static final int LENGTH = 27;

  private LinkText() {}

  /** What stands after the address: the form and the id. */
  public static String fragment(PublicId record) {
    return FORM + Base32.encode(record.value().toArray());
  }

  /**
   * The whole text of the code.
   *
   * @param publicAddress as in {@link QrText#address}
   */
  public static String address(String publicAddress, PublicId record) {
    return QrText.requireAddress(publicAddress) + PATH + fragment(record);
  }

  /** Whether a text could be one of these: it is not a whole record. */
  public static boolean isLink(String scanned, Set<String> acceptedAddresses) {
    String text = scanned.strip();
    return acceptedAddresses.stream().anyMatch(a -> text.startsWith(a + PATH))
        || (text.startsWith(FORM) && text.length() == LENGTH);
  }

  /**
   * The record that a link leads to.
   *
   * @param scanned the bare fragment, or an accepted address with it
   * @throws Refusal where it has not the one canonical form
   */
  public static PublicId parse(String scanned, Set<String> acceptedAddresses) {
    String text = scanned.strip();
    Optional<String> ours =
        acceptedAddresses.stream().filter(a -> text.startsWith(a + PATH)).findFirst();
    String fragment = ours.map(a -> text.substring(a.length() + PATH.length())).orElse(text);
    if (fragment.length() != LENGTH || !fragment.startsWith(FORM)) {
      throw damaged();
    }
    return Base32.decode(fragment.substring(FORM.length()))
        .map(id -> new PublicId(CredentialRecord.ID_KIND, id))
        .orElseThrow(LinkText::damaged);
  }

  private static Refusal damaged() {
    return new Refusal(CredentialProblem.CODE_DAMAGED, "the link is not whole");
  }
}
