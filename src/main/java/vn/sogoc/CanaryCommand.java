package vn.sogoc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.kernel.Digest;
import vn.sogoc.monitor.Approvals;
import vn.sogoc.monitor.CanaryReport;
import vn.sogoc.monitor.CanaryReport.Outcome;
import vn.sogoc.monitor.LogReader;
import vn.sogoc.monitor.MalformedApprovals;
import vn.sogoc.monitor.Monitor;
import vn.sogoc.monitor.MonitorMemory;
import vn.sogoc.monitor.Watch;
import vn.sogoc.platform.SystemClock;
import vn.sogoc.tlog.EntryType;

/**
 * The verb {@code canary}: has a credential issued to nobody on the ordinary way, as the staff of
 * an institution that exists for this, and then looks from outside whether what was acknowledged
 * stands in the published tree (decision 0006).
 */
final class CanaryCommand {
  private static final int DROPPED = 1;
  private static final int ALARM = 2;
  private static final int USAGE = 64;

  /** EX_UNAVAILABLE of BSD's sysexits.h: nothing can be said. */
  private static final int CANNOT_TELL = 69;

  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final DateTimeFormatter NUMBER =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZONE);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long REST = 500;
  private static final String COLUMNS =
      "Họ và tên,Ngày sinh,Giới tính,Mã ngành,Xếp loại,Năm tốt nghiệp\n";
  private static final String NOBODY = "Nguyễn Thị Thử,17/05/2003,Nữ,7480201,Giỏi,";

  private static final Set<String> OPTIONS =
      Set.of("institution", "kind", "mandate", "url", "policy", "data", "report", "bound", "every");

  private static final String USE =
      """
      usage: ./sogoc canary [--institution iss_108] [--kind BCN] [--mandate ID] [--url URL] [--policy FILE]
            [--data DIR] [--report FILE] [--bound DURATION] [--once | --every DURATION]
      SOGOC_CANARY_PREPARE, SOGOC_CANARY_APPROVE and SOGOC_CANARY_SIGN hold the API keys of three people of
      the institution; without them those of the demo in SOGOC_DATA are taken. Exit code 0: seen, 1: dropped,
      2: the log contradicts itself or what was seen before, 69: cannot tell.
      """;

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock = SystemClock.utc();

  CanaryCommand(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  /** Who acts. */
  private record Keys(String prepare, String approve, String sign) {}

  /** The service did not do what it does for everybody; nothing was acknowledged. */
  private static final class NotAccepted extends Exception {
    private static final long serialVersionUID = 1L;

    NotAccepted(String sentence) {
      super(sentence, null, false, false);
    }
  }

  int run(List<String> arguments) {
    List<String> words = new ArrayList<>(arguments);
    boolean once = words.remove("--once");
    try {
      Options options = Options.parse(words, OPTIONS);
      if (!options.words().isEmpty() || (once && options.find("every").isPresent())) {
        throw new Unstartable("expected options alone, and one of --once and --every");
      }
      return probe(options);
    } catch (Unstartable e) {
      err.println("sogoc: " + e.getMessage());
      err.print(USE);
      return USAGE;
    } catch (IOException | MalformedApprovals e) {
      err.println("sogoc: " + e.getMessage());
      return CANNOT_TELL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CANNOT_TELL;
    }
  }

  private int probe(Options options)
      throws Unstartable, IOException, InterruptedException, MalformedApprovals {
    String text = options.find("institution").orElse("iss_108").replaceFirst("^iss_", "");
    if (!text.matches("[1-9][0-9]{0,8}")) {
      throw new Unstartable("--institution is iss_ and a number");
    }
    int institution = Integer.parseInt(text);
    URI url = MonitorCommand.url(settings, options);
    Duration bound = MonitorCommand.duration(options, "bound", Duration.ofSeconds(60));
    Duration every = MonitorCommand.duration(options, "every", Duration.ZERO);
    Keys keys = keys();
    Path data =
        options
            .find("data")
            .map(settings::path)
            .orElse(settings.data().resolve("canary/" + institution));
    Path report =
        options.find("report").map(settings::path).orElse(settings.data().resolve("canary/report"));
    try (LogReader reader = new LogReader(url, TIMEOUT);
        MonitorMemory memory = MonitorMemory.open(data)) {
      Monitor monitor =
          new Monitor(
              reader,
              MonitorCommand.policy(settings, options),
              memory,
              institution,
              new Monitor.Patience(bound, bound),
              clock);
      while (true) {
        Instant began = clock.instant();
        CanaryReport round = round(monitor, institution, particulars(options), url, keys, bound);
        round.write(report);
        out.print(round.line());
        out.flush();
        if (every.isZero()) {
          return switch (round.outcome()) {
            case SEEN -> 0;
            case DROPPED -> DROPPED;
            case ALARM -> ALARM;
            case CANNOT_TELL -> CANNOT_TELL;
          };
        }
        Duration rest = Duration.between(clock.instant(), began.plus(every));
        Thread.sleep(Math.max(1000, rest.toMillis()));
      }
    }
  }

  private static Map<String, String> particulars(Options options) {
    Map<String, String> particulars = new HashMap<>();
    particulars.put("kind", options.find("kind").orElse("BCN"));
    options.find("mandate").ifPresent(mandate -> particulars.put("mandateId", mandate));
    return particulars;
  }

  private CanaryReport round(
      Monitor monitor,
      int institution,
      Map<String, String> particulars,
      URI url,
      Keys keys,
      Duration bound)
      throws IOException, InterruptedException, MalformedApprovals {
    List<Digest> acknowledged;
    try {
      acknowledged = issue(url, particulars, keys);
    } catch (NotAccepted | IOException e) {
      err.println("sogoc: " + e.getMessage());
      return new CanaryReport(clock.instant(), Outcome.CANNOT_TELL, Duration.ZERO);
    }
    Instant since = clock.instant();
    Approvals none = Approvals.parse(Approvals.empty(institution));
    Outcome last = Outcome.CANNOT_TELL;
    while (true) {
      switch (monitor.look(none)) {
        case Watch.Seen ignored -> {
          boolean isThere = acknowledged.stream().allMatch(d -> monitor.holds(EntryType.ISSUED, d));
          last = isThere ? Outcome.SEEN : Outcome.DROPPED;
        }
        case Watch.Alarm alarm -> {
          err.println("sogoc: ALARM: " + alarm.sentence());
          last = Outcome.ALARM;
        }
        case Watch.CannotTell cannot -> {
          err.println("sogoc: " + cannot.reason());
          last = Outcome.CANNOT_TELL;
        }
      }
      Duration took = Duration.between(since, clock.instant());
      boolean isOver = last == Outcome.SEEN || last == Outcome.ALARM;
      if (isOver || took.compareTo(bound) > 0) {
        return new CanaryReport(clock.instant(), last, took);
      }
      Thread.sleep(REST);
    }
  }

  /** One class of one, until the service acknowledges it; digests of what it acknowledged. */
  private List<Digest> issue(URI url, Map<String, String> particulars, Keys keys)
      throws NotAccepted, IOException, InterruptedException {
    Instant now = clock.instant();
    String number = "CANARY-" + NUMBER.format(now);
    String today = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZONE).format(now);
    Map<String, String> fields = new HashMap<>(particulars);
    fields.putAll(Map.of("decisionNumber", number, "decisionDate", today, "issueDate", today));
    JsonNode batch =
        good(
            new ServiceClient(url, keys.prepare(), "prepare-" + number)
                .upload(
                    "/api/v1/batches",
                    fields,
                    COLUMNS + NOBODY + now.atZone(ZONE).getYear() + "\n"));
    String path = "/api/v1/batches/" + batch.path("id").asText();
    if (batch.path("faults").asInt() > 0) {
      throw new NotAccepted("the list of the canary has faults: " + path + "/faults");
    }
    good(
        new ServiceClient(url, keys.approve(), "approve-" + number)
            .post(
                path + "/approvals",
                Map.of(
                    "approvedHash",
                    batch.path("approvedHash").asText(),
                    "count",
                    batch.path("rows").asLong(),
                    "acknowledgeWarnings",
                    true)));
    ServiceClient signer = new ServiceClient(url, keys.sign(), "sign-" + number);
    String job = good(signer.post(path + "/signing", Map.of())).path("url").asText();
    String state = "";
    for (int i = 0; i < 240 && !Set.of("recorded", "done").contains(state); i++) {
      state = good(signer.get(job)).path("state").asText();
      if (state.equals("failed")) {
        throw new NotAccepted("the job of the canary failed: " + job);
      }
      Thread.sleep(REST / 2);
    }
    List<Digest> digests = new ArrayList<>();
    for (JsonNode record : good(signer.get(path + "/records")).path("data")) {
      digests.add(Digest.ofHex(record.path("digest").asText()));
    }
    if (digests.isEmpty()) {
      throw new NotAccepted("the canary's batch was not recorded in two minutes: " + path);
    }
    return digests;
  }

  private static JsonNode good(ServiceClient.Answer answer) throws NotAccepted, IOException {
    JsonNode json = new ObjectMapper().readTree(answer.body().toArray());
    if (!answer.isGood()) {
      throw new NotAccepted(
          "the service answered " + answer.status() + ": " + json.path("code").asText());
    }
    return json;
  }

  private Keys keys() throws Unstartable, IOException {
    Optional<String> prepare = settings.find("canary.prepare");
    if (prepare.isPresent()) {
      return new Keys(prepare.get(), needed("canary.approve"), needed("canary.sign"));
    }
    Path demo = settings.data().resolve("demo.json");
    if (!Files.isReadable(demo)) {
      throw new Unstartable(
          "SOGOC_CANARY_PREPARE holds no key, and there is no demo in SOGOC_DATA");
    }
    JsonNode known = new ObjectMapper().readTree(demo.toFile()).path("apiKeys");
    return new Keys(
        known.path("canary-prepare").asText(),
        known.path("canary-approve").asText(),
        known.path("canary-sign").asText());
  }

  private String needed(String name) throws Unstartable {
    return settings
        .find(name)
        .orElseThrow(() -> new Unstartable(Settings.variable(name) + " holds no key"));
  }
}
