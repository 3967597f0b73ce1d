package vn.sogoc.platform.store;

import java.io.IOException;

/** The store cannot be started; the message is a sentence for the operator and says what to do. */
public final class StoreUnavailable extends IOException {
  private static final long serialVersionUID = 1L;

  StoreUnavailable(String sentence) {
    super(sentence);
  }

  StoreUnavailable(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
