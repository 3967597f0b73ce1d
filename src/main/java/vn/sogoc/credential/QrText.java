package vn.sogoc.credential;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sogoc.kernel.Base32;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/**
 * The text of the QR code: {@code <public address>/q#A<base32>}. {@code A} is version 1 of the
 * form; what follows is the whole signed record in canonical base32 (RFC 4648, upper case, no
 * padding).
 */
public final class QrText {
  private static final String VERSION = "A";
  private static final String PATH = "/q#";
  private static final int MOST_BYTES = 3072;
  private static final int MOST_CHARACTERS = 6000;
  private static final Pattern FRAGMENT = Pattern.compile("[A-Z][A-Z2-7]*");
  private static final Pattern WEB =
      Pattern.compile("https?://([^/?#\\s]*)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?");

  /** How other systems' codes begin, and what they are. */
  private static final List<String> OTHERS =
      List.of(
          "HC1:",
          "shc:/",
          "VC1-",
          "VP1-",
          "000201",
          "{",
          "BEGIN:",
          "WIFI:",
          "javascript:",
          "data:");

  private QrText() {}

  /** The fragment: {@code A} and the base32 of the COSE message. */
  public static String fragment(Bytes cose) {
    return VERSION + Base32.encode(cose.toArray());
  }

  /**
   * The whole text of the code.
   *
   * @param publicAddress scheme and host (and port) in lower case, without a slash at the end
   * @throws IllegalArgumentException where the address is anything else
   */
  public static String address(String publicAddress, Bytes cose) {
    return requireAddress(publicAddress) + PATH + fragment(cose);
  }

  /** The address, if it is scheme and host in lower case and nothing else. */
  static String requireAddress(String publicAddress) {
    Matcher web = WEB.matcher(publicAddress);
    if (!web.matches()
        || !web.group(2).isEmpty()
        || !HOST.matcher(web.group(1)).matches()
        || !publicAddress.equals(publicAddress.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("a public address is http(s)://host in lower case");
    }
    return publicAddress;
  }

  /**
   * The COSE bytes that a scanned or typed text carries.
   *
   * @param scanned the bare fragment, or an accepted address with the fragment; white space around
   *     it, as pasting leaves it, is dropped
   * @param acceptedAddresses public addresses of this register, each as in {@link #address}
   * @throws Refusal where it is another system's code, another host's address (only the host is
   *     named), or not in the one canonical form
   */
  public static Bytes parse(String scanned, Set<String> acceptedAddresses) {
    if (scanned.length() > MOST_CHARACTERS) {
      throw damaged("the text is longer than any code of this register");
    }
    String text = scanned.strip();
    Matcher web = WEB.matcher(text);
    if (web.matches()) {
      return parseFragment(fragmentOf(text, web, acceptedAddresses));
    }
    if (!FRAGMENT.matcher(text).matches()) {
      throw other(text);
    }
    return parseFragment(text);
  }

  private static String fragmentOf(String text, Matcher web, Set<String> acceptedAddresses) {
    Optional<String> accepted =
        acceptedAddresses.stream().filter(a -> text.startsWith(a + PATH)).findFirst();
    if (accepted.isPresent()) {
      return text.substring(accepted.get().length() + PATH.length());
    }
    String host = web.group(1);
    String shown = HOST.matcher(host).matches() ? host.toLowerCase(Locale.ROOT) : "not a host name";
    boolean ours =
        acceptedAddresses.stream().anyMatch(a -> text.toLowerCase(Locale.ROOT).startsWith(a + "/"));
    if (ours) {
      throw damaged("the address is ours but it is not the address of a code");
    }
    throw new Refusal(
        CredentialProblem.ADDRESS_NOT_ACCEPTED,
        "the code leads to another address, not to this register: " + shown);
  }

  private static Bytes parseFragment(String fragment) {
    if (!fragment.startsWith(VERSION)) {
      throw damaged("the code is not of a version that is known here");
    }
    Bytes content =
        Base32.decode(fragment.substring(VERSION.length()))
            .orElseThrow(() -> damaged("the code is not in canonical base32"));
    if (content.size() == 0 || content.size() > MOST_BYTES) {
      throw damaged("the code is empty or too long");
    }
    return content;
  }

  private static Refusal other(String text) {
    boolean known = OTHERS.stream().anyMatch(o -> text.regionMatches(true, 0, o, 0, o.length()));
    boolean letters = text.regionMatches(true, 0, VERSION, 0, 1) && isLettersAndDigits(text);
    if (!known && letters) {
      return damaged("the code begins like ours but has characters that no code has");
    }
    return new Refusal(
        CredentialProblem.CODE_OF_ANOTHER_SYSTEM, "the code is not one of this register");
  }

  private static boolean isLettersAndDigits(String text) {
    return text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
  }

  private static Refusal damaged(String detail) {
    return new Refusal(CredentialProblem.CODE_DAMAGED, detail);
  }
}
