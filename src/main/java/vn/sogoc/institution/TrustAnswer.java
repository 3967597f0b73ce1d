package vn.sogoc.institution;

/** What the registry knows of a key id. */
public sealed interface TrustAnswer {
  /** A verified statement names the key. */
  record Known(TrustedKey key) implements TrustAnswer {}

  /** No statement names the key. */
  record Unknown() implements TrustAnswer {}

  /**
   * The statement that should name the key does not verify: the stored bytes were changed, or the
   * index leads elsewhere. Nobody may conclude anything from it.
   */
  record Unavailable(String why) implements TrustAnswer {}
}
