package vn.sogoc;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.monitor.Approval;
import vn.sogoc.monitor.Approvals;
import vn.sogoc.monitor.ApprovedList;
import vn.sogoc.monitor.ApprovedRecords;
import vn.sogoc.monitor.LogReader;
import vn.sogoc.monitor.MalformedApprovals;
import vn.sogoc.monitor.Monitor;
import vn.sogoc.monitor.MonitorMemory;
import vn.sogoc.platform.SystemClock;
import vn.sogoc.publication.ListRow;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.witness.DurableFile;

/**
 * Keeps the institution's note of what it approved. What a person approved is typed in, or copied,
 * by that person; what the service gives is taken only where it follows from that.
 */
final class MonitorNote {
  private static final java.time.Duration TIMEOUT = java.time.Duration.ofSeconds(20);
  private static final int PAGE = 500;
  private static final Set<String> OPTIONS =
      Set.of(
          "institution",
          "approvals",
          "url",
          "policy",
          "data",
          "hash",
          "rows",
          "batch",
          "records",
          "type",
          "digest",
          "about");

  private final Settings settings;
  private final PrintStream err;
  private final Clock clock = SystemClock.utc();

  MonitorNote(Settings settings, PrintStream err) {
    this.settings = settings;
    this.err = err;
  }

  int run(List<String> arguments)
      throws Unstartable, MalformedApprovals, IOException, InterruptedException {
    if (arguments.isEmpty()) {
      throw new Unstartable("name what is to be noted");
    }
    Options options = Options.parse(arguments.subList(1, arguments.size()), OPTIONS);
    int institution = MonitorCommand.institution(options);
    Path file = MonitorCommand.approvals(settings, options, institution);
    if (!Files.exists(file)) {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      Files.createDirectories(folder);
      DurableFile.onDisk()
          .replace(
              file.toAbsolutePath(), Approvals.empty(institution).getBytes(StandardCharsets.UTF_8));
    }
    Approvals before = MonitorCommand.read(file, institution);
    List<? extends Approval> lines =
        switch (arguments.getFirst()) {
          case "batch" -> List.of(batch(options));
          case "records" -> records(options, before);
          case "entry" -> List.of(entry(options));
          case "lists" -> lists(options, before);
          case "before" -> List.of(before(options, institution));
          default -> throw new Unstartable("nothing is called " + arguments.getFirst());
        };
    add(file, lines);
    err.println("sogoc: " + lines.size() + " lines added to " + file);
    return 0;
  }

  /** Appends, and checks the whole before it takes the place of the old one. */
  private static void add(Path file, List<? extends Approval> lines)
      throws IOException, MalformedApprovals {
    StringBuilder text = new StringBuilder(Files.readString(file, StandardCharsets.UTF_8));
    lines.forEach(line -> text.append(line.line()).append('\n'));
    Approvals.parse(text.toString());
    DurableFile.onDisk()
        .replace(file.toAbsolutePath(), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Approval batch(Options options) throws Unstartable {
    String rows = options.need("rows");
    if (!rows.matches("[1-9][0-9]{0,6}")) {
      throw new Unstartable("--rows is how many rows were approved");
    }
    return new Approval.Batch(digest(options, "hash"), Integer.parseInt(rows), now());
  }

  private Approval entry(Options options) throws Unstartable {
    EntryType type =
        EntryType.ofCode(options.need("type"))
            .filter(t -> t != EntryType.ISSUED) // those are tied to their batch by their bytes
            .orElseThrow(() -> new Unstartable("--type is a type of entry such as revoked"));
    Optional<Digest> about =
        options.find("about").isPresent()
            ? Optional.of(digest(options, "about"))
            : Optional.empty();
    return new Approval.Entry(type, digest(options, "digest"), about, now());
  }

  private List<Approval> records(Options options, Approvals before)
      throws Unstartable, MalformedApprovals, IOException, InterruptedException {
    List<Bytes> given =
        options.find("records").isPresent()
            ? ofFile(settings.path(options.need("records")))
            : ofService(options);
    ApprovedRecords records = ApprovedRecords.of(given, Catalogue.load());
    Approval.Batch batch =
        before
            .batch(records.approved())
            .orElseThrow(
                () ->
                    new Unstartable(
                        "nobody noted that a batch of the hash "
                            + records.approved()
                            + " was approved; where it was, note it first"));
    if (batch.rows() != records.digests().size()) {
      throw new Unstartable("the batch has " + batch.rows() + " rows");
    }
    List<Approval> lines = new ArrayList<>();
    for (Digest digest : records.digests()) {
      if (!before.has(EntryType.ISSUED, digest)) {
        lines.add(
            new Approval.Entry(EntryType.ISSUED, digest, Optional.of(records.approved()), now()));
      }
    }
    return lines;
  }

  /** One record a line, in base64url, in the order of the batch. */
  private static List<Bytes> ofFile(Path file) throws IOException, Unstartable {
    List<Bytes> records = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
      records.add(bytes(line));
    }
    return records;
  }

  private List<Bytes> ofService(Options options)
      throws Unstartable, IOException, InterruptedException {
    String batch = options.need("batch");
    if (!batch.matches("bat_[a-z2-7]{26}")) {
      throw new Unstartable("--batch is an identifier such as bat_...");
    }
    ServiceClient service = new ServiceClient(settings, options, "");
    List<Bytes> records = new ArrayList<>();
    for (JsonNode item : pages(service, "/api/v1/batches/" + batch + "/records?limit=" + PAGE)) {
      records.add(bytes(item.path("record").asText()));
    }
    return records;
  }

  /** The lists of the institution that are not noted yet and name noted records alone. */
  private List<Approval> lists(Options options, Approvals before)
      throws Unstartable, IOException, InterruptedException {
    ServiceClient service = new ServiceClient(settings, options, "");
    List<Approval> lines = new ArrayList<>();
    String all = "/api/v1/publications?limit=" + PAGE + "&issuer=iss_" + before.institution();
    for (JsonNode list : pages(service, all)) {
      Bytes header = bytes(list.path("signedHeader").asText());
      if (before.has(EntryType.LIST_PUBLISHED, Digest.sha256(header))) {
        continue;
      }
      String id = list.path("id").asText();
      try {
        Digest digest = ApprovedList.of(before, header, rows(service, id));
        lines.add(new Approval.Entry(EntryType.LIST_PUBLISHED, digest, Optional.empty(), now()));
      } catch (MalformedApprovals e) {
        err.println("sogoc: not noted: " + id + ": " + e.getMessage());
      }
    }
    return lines;
  }

  private static List<ListRow> rows(ServiceClient service, String id)
      throws IOException, InterruptedException, Unstartable, MalformedApprovals {
    List<ListRow> rows = new ArrayList<>();
    for (JsonNode row : pages(service, "/api/v1/publications/" + id + "/entries?limit=" + PAGE)) {
      if (!row.hasNonNull("salt")) {
        return List.of(); // rows that are not shown to everybody do not give the root
      }
      rows.add(
          new ListRow(
              bytes(row.path("salt").asText()),
              Digest.ofHex(row.path("credential").asText()),
              bytes(row.path("encodedFields").asText())));
    }
    return rows;
  }

  /** All that was logged before the watch began was looked through by a person. */
  private Approval before(Options options, int institution)
      throws Unstartable, IOException, InterruptedException {
    try (LogReader reader = new LogReader(MonitorCommand.url(settings, options), TIMEOUT);
        MonitorMemory memory =
            MonitorMemory.open(MonitorCommand.data(settings, options, institution))) {
      Monitor.Patience any = new Monitor.Patience(TIMEOUT, TIMEOUT);
      return new Monitor(
              reader, MonitorCommand.policy(settings, options), memory, institution, any, clock)
          .before();
    }
  }

  private static List<JsonNode> pages(ServiceClient service, String first)
      throws IOException, InterruptedException, Unstartable {
    List<JsonNode> items = new ArrayList<>();
    String after = "";
    while (true) {
      ServiceClient.Answer answer = service.get(first + after);
      if (!answer.isGood()) {
        throw new Unstartable("the service answered " + answer.status() + " to " + first);
      }
      JsonNode page = service.json(answer);
      page.path("data").forEach(items::add);
      if (!page.at("/page/hasMore").asBoolean()) {
        return items;
      }
      after = "&after=" + page.at("/page/next").asText();
    }
  }

  private static Bytes bytes(String text) throws Unstartable {
    try {
      return Bytes.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new Unstartable("expected base64url, found something else");
    }
  }

  private static Digest digest(Options options, String name) throws Unstartable {
    String text = options.need(name);
    if (!text.matches("[0-9a-f]{64}")) {
      throw new Unstartable("--" + name + " is 64 hexadecimal digits");
    }
    return Digest.ofHex(text);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
