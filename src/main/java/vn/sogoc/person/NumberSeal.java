package vn.sogoc.person;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.secrets.Sealing;
import vn.sogoc.platform.secrets.Secrets;

/**
 * The two stored forms of a number: a keyed hash to find it, and a ciphertext bound to its person.
 * Twelve digits are few enough to try them all, so the hash needs its key as much as the ciphertext
 * does.
 */
@ApplicationScoped
class NumberSeal {
  private final Secrets.Keyed lookup;
  private final Sealing sealing;

  NumberSeal(Secrets secrets, SecureRandom random) {
    this.lookup = secrets.keyed("person-lookup");
    this.sealing = new Sealing(secrets, "person-number", random);
  }

  Bytes lookup(PersonalNumber number) {
    return hash("number", number.digits());
  }

  Bytes lookup(Identity identity) {
    return hash(identity.kind().code() + "/" + identity.country(), identity.number());
  }

  Bytes seal(UUID person, PersonalNumber number) {
    return seal(person, number.digits());
  }

  Bytes seal(UUID person, Identity identity) {
    return seal(person, identity.number());
  }

  /** The sealed digits of this very person. */
  String open(UUID person, Bytes sealed) {
    Bytes plain =
        sealing
            .open(sealed, person.toString())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "a sealed number does not belong to its row or to this secret"));
    return new String(plain.toArray(), StandardCharsets.US_ASCII);
  }

  private Bytes seal(UUID person, String text) {
    return sealing.seal(Bytes.of(text.getBytes(StandardCharsets.US_ASCII)), person.toString());
  }

  private Bytes hash(String kind, String text) {
    return lookup.hash((kind + "\u0000" + text).getBytes(StandardCharsets.UTF_8));
  }
}
