package vn.sogoc.credential;

import com.google.errorprone.annotations.Immutable;
import vn.sogoc.platform.Lang;

/**
 * The same thing said in Vietnamese and in English. Neither is ever derived from the other.
 *
 * @param vi Vietnamese, never empty
 * @param en English; empty where the issuer gave none (then the Vietnamese stands alone)
 */
@Immutable
public record BilingualText(String vi, String en) {
  public BilingualText {
    if (vi.isBlank()) {
      throw new IllegalArgumentException("the Vietnamese text is required");
    }
  }

  /** In a language; in Vietnamese where English was not given. */
  public String in(Lang lang) {
    return switch (lang) {
      case VI -> vi;
      case EN -> en.isEmpty() ? vi : en;
    };
  }

  /** Whether an English text was given. */
  public boolean isBilingual() {
    return !en.isEmpty();
  }
}
