package vn.sogoc;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** Entry point of the jar: the first argument is the verb, as in {@code ./sogoc VERB}. */
@QuarkusMain
public final class Main {
  /** Exit code for a command line nobody understands (as in BSD's sysexits.h, EX_USAGE). */
  private static final int USAGE = 64;

  private Main() {}

  /** Does what the verb says and ends the process with its exit code. */
  public static void main(String... arguments) {
    System.exit(dispatch(Arrays.asList(arguments), System.err));
  }

  private static int dispatch(List<String> arguments, PrintStream err) {
    String verb = arguments.isEmpty() ? "" : arguments.getFirst();
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    return switch (verb) {
      case "demo" -> new Service(Service.Mode.DEMO, Settings.ofProcess(), err).run(rest);
      case "run" -> new Service(Service.Mode.PRODUCTION, Settings.ofProcess(), err).run(rest);
      default -> {
        err.println("sogoc: unknown verb \"" + verb + "\"; ./sogoc help names them all.");
        yield USAGE;
      }
    };
  }
}
