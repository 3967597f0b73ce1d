package vn.sogoc;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The verb {@code audit} as somebody typed it, for tests of other packages. */
public record AuditRun(int code, String out, String err) {
  /** Runs it with these settings and nothing of the environment. */
  public static AuditRun of(Map<String, String> settings, List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new AuditCommand(
                new Settings(settings::get, name -> null),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(words);
    return new AuditRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
