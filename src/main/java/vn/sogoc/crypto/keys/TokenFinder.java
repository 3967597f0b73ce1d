package vn.sogoc.crypto.keys;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds a PKCS#11 token by its label. Slot numbers change when tokens are added or the machine is
 * started anew, so a slot number in a configuration would one day name another token.
 *
 * <p>SunPKCS11 chooses by slot only, and the one place where it tells a token's label is the text
 * it prints with {@code showInfo}. So each slot is opened once with that text caught, and the
 * provider whose label fits is kept. Nothing logs in on the way: no token counts a wrong PIN.
 */
final class TokenFinder {
  private static final Pattern LABEL = Pattern.compile("(?m)^Token info .*\\R +label: (.{1,32})$");
  private static final int MAX_SLOTS = 256;

  /** Sign only, in the token, never out of it; the same for keys made and keys brought in. */
  private static final String ATTRIBUTES =
      """
      attributes(*,CKO_PRIVATE_KEY,*) = {
        CKA_TOKEN = true
        CKA_PRIVATE = true
        CKA_SENSITIVE = true
        CKA_EXTRACTABLE = false
        CKA_SIGN = true
      }
      """;

  private final Path library;
  private final Provider template;

  TokenFinder(Path library) throws KeyUnavailable {
    Provider found = Security.getProvider("SunPKCS11");
    if (found == null) {
      throw new KeyUnavailable("this Java has no SunPKCS11 (module jdk.crypto.cryptoki)");
    }
    this.library = library;
    this.template = found;
  }

  /**
   * The provider of the one token with the label.
   *
   * @throws KeyUnavailable where the library does not load, or no token or several have the label
   */
  Provider find(String label) throws KeyUnavailable {
    List<Provider> found = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    for (int slot = 0; slot < MAX_SLOTS; slot++) {
      ByteArrayOutputStream caught = new ByteArrayOutputStream();
      Provider provider;
      try {
        provider = open(slot, caught);
      } catch (ProviderException e) {
        if (slot == 0 && !caught.toString(StandardCharsets.UTF_8).contains("All slots")) {
          throw new KeyUnavailable("the PKCS#11 library " + library + " does not start", e);
        }
        if (e.getCause() instanceof ProviderException) {
          break; // "slotListIndex is n but token only has n slots": past the last one
        }
        continue; // a slot with an empty or unreadable token
      }
      Matcher matcher = LABEL.matcher(caught.toString(StandardCharsets.UTF_8));
      String name = matcher.find() ? matcher.group(1).stripTrailing() : "";
      seen.add(name);
      if (name.equals(label)) {
        found.add(provider);
      }
    }
    if (found.size() != 1) {
      throw new KeyUnavailable(
          (found.isEmpty() ? "no token" : "more than one token")
              + " is labelled '"
              + label
              + "'; tokens seen: "
              + seen);
    }
    return found.getFirst();
  }

  private String configuration(int slot) {
    return "--name=sogoc"
        + slot
        + "\nlibrary="
        + library
        + "\nslotListIndex="
        + slot
        + "\nshowInfo=true\n"
        + ATTRIBUTES;
  }

  /**
   * Opens the slot at an index while what this thread prints goes to {@code caught}; other threads
   * print as before.
   */
  private Provider open(int slot, ByteArrayOutputStream caught) {
    synchronized (TokenFinder.class) {
      PrintStream before = System.out;
      PrintStream fork = new Fork(before, Thread.currentThread(), caught);
      System.setOut(fork);
      try {
        return template.configure(configuration(slot));
      } finally {
        System.setOut(before);
      }
    }
  }

  private static final class Fork extends PrintStream {
    private final PrintStream others;
    private final Thread watched;
    private final ByteArrayOutputStream caught;

    Fork(PrintStream others, Thread watched, ByteArrayOutputStream caught) {
      super(others, true, StandardCharsets.UTF_8);
      this.others = others;
      this.watched = watched;
      this.caught = caught;
    }

    @Override
    public void write(int b) {
      if (Thread.currentThread() == watched) {
        caught.write(b);
      } else {
        others.write(b);
      }
    }

    @Override
    public void write(byte[] content, int from, int length) {
      if (Thread.currentThread() == watched) {
        caught.write(content, from, length);
      } else {
        others.write(content, from, length);
      }
    }

    @Override
    public void print(@Nullable String text) {
      byte[] content = String.valueOf(text).getBytes(StandardCharsets.UTF_8);
      write(content, 0, content.length);
    }

    @Override
    public void println(@Nullable String text) {
      print(text + System.lineSeparator());
    }

    @Override
    public void println(@Nullable Object value) {
      println(String.valueOf(value));
    }

    @Override
    public void println() {
      print(System.lineSeparator());
    }
  }
}
