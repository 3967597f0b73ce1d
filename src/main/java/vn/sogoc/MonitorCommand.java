package vn.sogoc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.monitor.Approvals;
import vn.sogoc.monitor.Finding;
import vn.sogoc.monitor.LogReader;
import vn.sogoc.monitor.MalformedApprovals;
import vn.sogoc.monitor.Monitor;
import vn.sogoc.monitor.MonitorMemory;
import vn.sogoc.monitor.Watch;
import vn.sogoc.platform.SystemClock;

/**
 * The verb {@code monitor}: watches the log from outside for one institution. It belongs on a
 * machine of the institution, with the policy that the institution pinned itself.
 */
final class MonitorCommand {
  private static final int FINDINGS = 1;
  private static final int ALARM = 2;
  private static final int USAGE = 64;

  /** EX_UNAVAILABLE of BSD's sysexits.h: nothing can be said. */
  private static final int CANNOT_TELL = 69;

  /** EX_CONFIG of BSD's sysexits.h. */
  private static final int MISCONFIGURED = 78;

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final Set<String> OPTIONS =
      Set.of("institution", "url", "approvals", "policy", "data", "every", "bound", "stale");

  private static final String USE =
      """
      usage: ./sogoc monitor --institution iss_101 [--url URL] [--approvals FILE] [--policy FILE]
            [--data DIR] [--bound DURATION] [--stale DURATION] [--once | --every DURATION] [--json]
        ./sogoc monitor note batch --hash HASH --rows N
        ./sogoc monitor note records --batch bat_... | --records FILE
        ./sogoc monitor note entry --type TYPE --digest DIGEST [--about DIGEST]
        ./sogoc monitor note lists
        ./sogoc monitor note before
      A note takes --institution, --approvals and, where it asks a service, --url as well. Durations
      are such as PT15M. Exit code 0: clean, 1: findings, 2: the log contradicts itself or what was
      seen before, 69: cannot tell.
      """;

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock = SystemClock.utc();

  MonitorCommand(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  int run(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    boolean json = words.remove("--json");
    boolean once = words.remove("--once");
    try {
      if (!words.isEmpty() && words.getFirst().equals("note")) {
        return new MonitorNote(settings, err).run(words.subList(1, words.size()));
      }
      Options options = Options.parse(words, OPTIONS);
      if (!options.words().isEmpty() || (once && options.find("every").isPresent())) {
        throw new Unstartable("expected options alone, and one of --once and --every");
      }
      return watch(options, json);
    } catch (Unstartable e) {
      err.println("sogoc: " + e.getMessage());
      err.print(USE);
      return USAGE;
    } catch (MalformedApprovals | IOException e) {
      err.println("sogoc: " + e.getMessage());
      return MISCONFIGURED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CANNOT_TELL;
    }
  }

  private int watch(Options options, boolean json)
      throws Unstartable, MalformedApprovals, IOException, InterruptedException {
    int institution = institution(options);
    Path note = approvals(settings, options, institution);
    Monitor.Patience patience =
        new Monitor.Patience(
            duration(options, "bound", Duration.ofDays(1)),
            duration(options, "stale", Duration.ofDays(1)));
    Duration every = duration(options, "every", Duration.ZERO);
    try (LogReader reader = new LogReader(url(settings, options), TIMEOUT);
        MonitorMemory memory = MonitorMemory.open(data(settings, options, institution))) {
      Monitor monitor =
          new Monitor(reader, policy(settings, options), memory, institution, patience, clock);
      while (true) {
        // read anew each time: the institution goes on approving
        Watch watch = monitor.look(read(note, institution));
        if (json) {
          out.println(json(watch).toString());
        } else {
          print(watch);
        }
        out.flush();
        if (every.isZero()) {
          return code(watch);
        }
        Thread.sleep(every.toMillis());
      }
    }
  }

  /** The note of an institution, which must be of that institution. */
  static Approvals read(Path file, int institution) throws IOException, MalformedApprovals {
    if (!Files.isReadable(file)) {
      throw new IOException(
          file
              + " cannot be read: without what the institution approved nothing can be compared."
              + " Begin it with ./sogoc monitor note.");
    }
    Approvals approvals = Approvals.parse(Files.readString(file, StandardCharsets.UTF_8));
    if (approvals.institution() != institution) {
      throw new IOException(file + " is the note of institution " + approvals.institution());
    }
    return approvals;
  }

  static int institution(Options options) throws Unstartable {
    String text = options.need("institution").replaceFirst("^iss_", "");
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new Unstartable("--institution is iss_ and a number");
    }
    return Integer.parseInt(text);
  }

  static Path approvals(Settings settings, Options options, int institution) {
    return options
        .find("approvals")
        .map(settings::path)
        .orElse(settings.data().resolve("approvals-" + institution));
  }

  static Path data(Settings settings, Options options, int institution) {
    return options
        .find("data")
        .map(settings::path)
        .orElse(settings.data().resolve("monitor-" + institution));
  }

  static URI url(Settings settings, Options options) throws Unstartable {
    String text = options.find("url").orElse("http://localhost:" + settings.port());
    try {
      URI url = URI.create(text);
      if (url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new Unstartable("--url is an address such as https://sogoc.example.vn");
  }

  static WitnessPolicy policy(Settings settings, Options options) throws Unstartable, IOException {
    Path file =
        options
            .find("policy")
            .map(settings::path)
            .or(() -> settings.find("log.policy").map(Path::of))
            .orElse(Path.of(settings.find("keys-dev").orElse("keys-dev")).resolve("log-policy"));
    if (!Files.isReadable(file)) {
      throw new Unstartable(file + " cannot be read; name the policy you pinned with --policy.");
    }
    try {
      return WitnessPolicy.parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (MalformedNote e) {
      throw new Unstartable(file + " is not a policy: " + e.getMessage());
    }
  }

  static Duration duration(Options options, String name, Duration usual) throws Unstartable {
    try {
      Duration found = options.find(name).map(Duration::parse).orElse(usual);
      if (!found.isNegative()) {
        return found;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw new Unstartable("--" + name + " is a duration such as PT15M");
  }

  private static int code(Watch watch) {
    return switch (watch) {
      case Watch.Seen seen ->
          !seen.findings().isEmpty() ? FINDINGS : seen.doubt().isPresent() ? CANNOT_TELL : 0;
      case Watch.Alarm ignored -> ALARM;
      case Watch.CannotTell ignored -> CANNOT_TELL;
    };
  }

  private void print(Watch watch) {
    switch (watch) {
      case Watch.Seen seen -> {
        seen.findings().forEach(finding -> out.println(finding.sentence()));
        out.printf(
            "%d entries, cosigned %s, root %s; %s%n",
            seen.head().size(),
            seen.cosigned(),
            seen.head().root(),
            seen.before()
                .map(size -> "continues the " + size + " that were seen last")
                .orElse("nothing was seen before"));
        out.printf("%d entries under the institution's number%n", seen.own());
        seen.doubt().ifPresent(doubt -> out.println("cannot tell: " + doubt));
        out.println(
            seen.findings().isEmpty()
                ? "nothing that was not approved, nothing approved is missing"
                : seen.findings().size() + " findings");
      }
      case Watch.Alarm alarm -> {
        out.println("ALARM: " + alarm.sentence());
        out.println("Keep the monitor's folder and what the log serves now; tell the witnesses.");
      }
      case Watch.CannotTell cannot -> out.println("cannot tell: " + cannot.reason());
    }
  }

  private static ObjectNode json(Watch watch) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    switch (watch) {
      case Watch.Seen seen -> {
        json.put("outcome", seen.findings().isEmpty() ? "clean" : "findings");
        json.put("size", seen.head().size());
        json.put("root", seen.head().root().hex());
        json.put("cosigned", seen.cosigned().toString());
        seen.before().ifPresent(size -> json.put("seenBefore", size));
        json.put("own", seen.own());
        seen.doubt()
            .ifPresent(
                doubt -> {
                  json.put("doubt", doubt);
                  if (seen.findings().isEmpty()) {
                    json.put("outcome", "cannot_tell");
                  }
                });
        seen.findings().forEach(f -> add(json.withArray("findings").addObject(), f));
      }
      case Watch.Alarm alarm -> json.put("outcome", "alarm").put("reason", alarm.sentence());
      case Watch.CannotTell cannot ->
          json.put("outcome", "cannot_tell").put("reason", cannot.reason());
    }
    return json;
  }

  private static void add(ObjectNode json, Finding finding) {
    switch (finding) {
      case Finding.Unapproved f ->
          json.put("finding", "unapproved")
              .put("why", f.why().name().toLowerCase(java.util.Locale.ROOT))
              .put("index", f.index())
              .put("type", f.entry().type().code())
              .put("time", f.entry().time().toString())
              .put("digest", f.entry().digest().hex());
      case Finding.Omitted f ->
          json.put("finding", "omitted")
              .put("type", f.type())
              .put("digest", f.digest().hex())
              .put("missing", f.missing())
              .put("noted", f.noted().toString());
      case Finding.Unreadable f ->
          json.put("finding", "unreadable").put("index", f.index()).put("reason", f.reason());
    }
  }
}
