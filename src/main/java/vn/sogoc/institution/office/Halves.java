package vn.sogoc.institution.office;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Base32;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.secrets.LinkSecrets;
import vn.sogoc.platform.secrets.Secrets;

/**
 * The two halves of a way in. Of each a keyed hash is kept: whoever reads the table has neither,
 * and cannot try the short one without the installation's secret.
 */
@ApplicationScoped
class Halves {
  /** 40 bits, told by telephone; five wrong ones end the invitation. */
  private static final int CODE = 5;

  private static final int SALT = 16;

  private static final String PAGE = "/invitation#";

  private final SecureRandom random;
  private final LinkSecrets links;
  private final Secrets.Keyed codes;
  private final String address;

  Halves(SecureRandom random, Secrets secrets, PlatformConfig platform) {
    this.random = random;
    this.links = new LinkSecrets(random, secrets.keyed("invitation-link"));
    this.codes = secrets.keyed("invitation-code");
    this.address = platform.address().toString();
  }

  /** Text that is shown once, and what is kept of it. */
  record Half(String text, Bytes digest) {}

  Half newLink() {
    LinkSecrets.Fresh fresh = links.fresh();
    return new Half(address + PAGE + fresh.text(), fresh.digest());
  }

  Half newCode(UUID invitation) {
    byte[] secret = new byte[CODE];
    random.nextBytes(secret);
    String text = Base32.encode(secret);
    return new Half(text.substring(0, 4) + "-" + text.substring(4), code(invitation, text));
  }

  /** Keeps whoever reads a hash from trying addresses against it. */
  byte[] salt() {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    return salt;
  }

  /** What is kept of a link; empty where the text is none. A whole address is taken too. */
  Optional<Bytes> link(String typed) {
    return links.digest(typed);
  }

  boolean isCode(UUID invitation, String typed, byte @Nullable [] kept) {
    String text = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return kept != null && MessageDigest.isEqual(kept, code(invitation, text).toArray());
  }

  private Bytes code(UUID invitation, String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_8);
    return codes.hash(
        ByteBuffer.allocate(16 + letters.length)
            .putLong(invitation.getMostSignificantBits())
            .putLong(invitation.getLeastSignificantBits())
            .put(letters)
            .array());
  }
}
