package vn.sogoc.demo;

import java.io.PrintStream;
import java.nio.file.Path;

/** What somebody reads who has just started the demo. */
final class DemoGreeting {
  private DemoGreeting() {}

  static void print(PrintStream out, DemoFile made, Path file) {
    StringBuilder text = new StringBuilder(4096);
    text.append("\nSogoc demo is ready: ")
        .append(made.credentials().size())
        .append(" credentials issued to people who do not exist.\n\n");
    line(text, "Pages", made.baseUrl() + "/");
    line(text, "HTTPS", made.httpsUrl() + "/  (its own certificate)");
    line(text, "Sign in", made.baseUrl() + "/login");
    line(text, "API", made.baseUrl() + "/swagger");
    line(text, "For scripts", file.toAbsolutePath().toString());
    text.append("\nSign in (password of all: ").append(DemoPeople.PASSWORD).append(")\n");
    for (DemoPeople.Shown account : made.accounts()) {
      line(text, account.username(), String.join(", ", account.roles()) + " - " + account.name());
    }
    text.append("\nOne sample of each verdict\n");
    for (DemoSample sample : made.samples()) {
      String qr = sample.qr();
      line(
          text,
          sample.verdict(),
          qr == null
              ? "number " + sample.serialNumber() + ", name " + sample.fullName()
              : sample.pdf() + "\n" + " ".repeat(18) + qr);
    }
    text.append("\nStop with Ctrl-C; the data stays.\n");
    out.println(text);
    out.flush();
  }

  private static void line(StringBuilder text, String word, String value) {
    text.append("  ")
        .append(word)
        .append(" ".repeat(Math.max(1, 16 - word.length())))
        .append(value)
        .append('\n');
  }
}
