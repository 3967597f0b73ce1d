package vn.sogoc;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import vn.sogoc.bench.Bench;

/** Entry point of the jar: the first argument is the verb, as in {@code ./sogoc VERB}. */
@QuarkusMain
public final class Main {
  /** Exit code for a command line nobody understands (as in BSD's sysexits.h, EX_USAGE). */
  private static final int USAGE = 64;

  private Main() {}

  /** Does what the verb says and ends the process with its exit code. */
  public static void main(String... arguments) {
    System.exit(dispatch(Arrays.asList(arguments), System.out, System.err));
  }

  private static int dispatch(List<String> arguments, PrintStream out, PrintStream err) {
    String verb = arguments.isEmpty() ? "" : arguments.getFirst();
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    Settings settings = Settings.ofProcess();
    return switch (verb) {
      case "demo" ->
          rest.equals(List.of("--tamper"))
              ? new TamperCommand(out, err).run()
              : new Service(Service.Mode.DEMO, settings, err).run(rest);
      case "run" -> new Service(Service.Mode.PRODUCTION, settings, err).run(rest);
      case "bench" -> new Bench(settings.data(), out, err).run(rest);
      case "keys" -> new KeysCommand(settings, out, err).run(rest);
      case "witness" -> new WitnessCommand(System.in, out, err).run(rest);
      case "audit" -> new AuditCommand(settings, out, err).run(rest);
      case "job" -> new JobCommand(settings, out, err).run(rest);
      case "canary" -> new CanaryCommand(settings, out, err).run(rest);
      case "monitor" -> new MonitorCommand(settings, out, err).run(rest);
      case "verify" -> new VerifyCommand(settings, out, err).run(rest);
      default -> {
        err.println("sogoc: unknown verb \"" + verb + "\"; ./sogoc help names them all.");
        yield USAGE;
      }
    };
  }
}
