package vn.sogoc.crypto.cbor;

/** The bytes are not one item of deterministic CBOR as {@link Cbor} writes it. */
public final class MalformedCbor extends Exception {
  private static final long serialVersionUID = 1L;

  /** A sentence that says what was found; it quotes positions and type numbers, never content. */
  public MalformedCbor(String sentence) {
    super(sentence, null, false, false);
  }
}
