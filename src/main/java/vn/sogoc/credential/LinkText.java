package vn.sogoc.credential;

import java.util.Optional;
import java.util.Set;
import vn.sogoc.kernel.Base32;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;

/**
 * The text of a small code that only leads to a record: {@code <public address>/c#B<base32>}.
 * {@code B} is the form; what follows are the 128 random bits of the record's id and 64 bits that
 * only the register and the paper know, in canonical base32 (RFC 4648, upper case, no padding): 39
 * characters. An id alone, which others learn too, opens nothing. The code carries no record, so
 * nothing of it can be checked without the register. The fragment is sent to nobody by a browser.
 */
public final class LinkText {
  /** Bytes that only the register and the paper know. */
  public static final int TAG_SIZE = 8;

  private static final String PATH = "/c#";
  private static final String FORM = "B";
  private static final int LENGTH = 40;
  private static final int ID_SIZE = 16;

  /**
   * What a link says.
   *
   * @param record the record it leads to
   * @param tag {@value #TAG_SIZE} bytes that it must have
   */
  public record Link(PublicId record, Bytes tag) {}

  private LinkText() {}

  /** What stands after the address. */
  public static String fragment(Link link) {
    byte[] all = new byte[ID_SIZE + TAG_SIZE];
    System.arraycopy(link.record().value().toArray(), 0, all, 0, ID_SIZE);
    System.arraycopy(link.tag().toArray(), 0, all, ID_SIZE, TAG_SIZE);
    return FORM + Base32.encode(all);
  }

  /**
   * The whole text of the code.
   *
   * @param publicAddress as in {@link QrText#address}
   */
  public static String address(String publicAddress, Link link) {
    return QrText.requireAddress(publicAddress) + PATH + fragment(link);
  }

  /** Whether a text could be one of these: it is not a whole record. */
  public static boolean isLink(String scanned, Set<String> acceptedAddresses) {
    String text = scanned.strip();
    return acceptedAddresses.stream().anyMatch(a -> text.startsWith(a + PATH))
        || (text.startsWith(FORM) && text.length() == LENGTH);
  }

  /**
   * What a link says.
   *
   * @param scanned the bare fragment, or an accepted address with it
   * @throws Refusal where it has not the one canonical form
   */
  public static Link parse(String scanned, Set<String> acceptedAddresses) {
    String text = scanned.strip();
    Optional<String> ours =
        acceptedAddresses.stream().filter(a -> text.startsWith(a + PATH)).findFirst();
    String fragment = ours.map(a -> text.substring(a.length() + PATH.length())).orElse(text);
    if (fragment.length() != LENGTH || !fragment.startsWith(FORM)) {
      throw damaged();
    }
    Bytes all = Base32.decode(fragment.substring(FORM.length())).orElseThrow(LinkText::damaged);
    return new Link(
        new PublicId(CredentialRecord.ID_KIND, all.slice(0, ID_SIZE)),
        all.slice(ID_SIZE, ID_SIZE + TAG_SIZE));
  }

  private static Refusal damaged() {
    return new Refusal(CredentialProblem.CODE_DAMAGED, "the link is not whole");
  }
}
