package vn.sogoc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.sogoc.audit.Audit;
import vn.sogoc.audit.AuditReport;
import vn.sogoc.audit.AuditScope;
import vn.sogoc.audit.AuditTrust;
import vn.sogoc.audit.CannotAudit;
import vn.sogoc.audit.Finding;
import vn.sogoc.audit.KeptHeads;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.crypto.bundle.BundleRoots;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.crypto.tsp.TsaCertificate;
import vn.sogoc.demo.DevKeys;
import vn.sogoc.institution.TrustAnchor;
import vn.sogoc.platform.SystemClock;
import vn.sogoc.platform.console.Progress;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.store.EmbeddedPostgres;
import vn.sogoc.platform.store.ReadOnlyStore;
import vn.sogoc.platform.store.StoreAccess;
import vn.sogoc.platform.store.StoreUnavailable;
import vn.sogoc.publication.bundle.BundleRootFiles;
import vn.sogoc.tlog.stamp.Stamps;

/**
 * The verb {@code audit}: re-derives a register through a connection that cannot write, and names
 * every row that is wrong. Needs nothing of the service that runs, or none at all.
 */
final class AuditCommand {
  private static final int FINDINGS = 1;
  private static final int USAGE = 64;

  /** EX_CONFIG of BSD's sysexits.h: nothing was audited. */
  private static final int CANNOT = 78;

  private static final Set<String> WITH_VALUE =
      Set.of(
          "--since",
          "--policy",
          "--root",
          "--list",
          "--bundle-root",
          "--tsa",
          "--url",
          "--user",
          "--password-file");

  /** Heads that the log must extend; each may be given several times. */
  private static final Set<String> HEADS = Set.of("--head", "--witness");

  /**
   * Before Quarkus sets levels its handler keeps whatever it is given, and the driver tells of
   * every message of the store.
   */
  private static final Logger DRIVER = Logger.getLogger("org.postgresql");

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock = SystemClock.utc();
  private final List<Path> headFiles = new ArrayList<>();
  private final List<URI> witnesses = new ArrayList<>();

  AuditCommand(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  int run(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (WITH_VALUE.contains(name) && i + 1 < arguments.size()) {
        String value = arguments.get(++i);
        given.merge(
            name, value, (first, next) -> name.equals("--bundle-root") ? first + "," + next : next);
      } else if (HEADS.contains(name) && i + 1 < arguments.size()) {
        if (!head(name, arguments.get(++i))) {
          return usage();
        }
      } else if (name.equals("--full") || name.equals("--json")) {
        given.put(name, "");
      } else {
        return usage();
      }
    }
    Optional<AuditScope> scope = scope(given.get("--since"));
    boolean hasUrl = given.containsKey("--url");
    if (scope.isEmpty()
        || (given.containsKey("--full") && given.containsKey("--since"))
        || hasUrl != given.containsKey("--user")
        || hasUrl != given.containsKey("--password-file")) {
      return usage();
    }
    DRIVER.setLevel(Level.WARNING);
    try {
      AuditReport report = audit(given, scope.get());
      if (given.containsKey("--json")) {
        out.println(json(report).toPrettyString());
      } else {
        print(report);
      }
      return report.isClean() ? 0 : FINDINGS;
    } catch (Unstartable | StoreUnavailable | CannotAudit | IllegalStateException e) {
      err.println("sogoc: " + e.getMessage());
    } catch (SQLException e) {
      err.println("sogoc: the store does not let us in: " + e.getMessage());
    } catch (IOException e) {
      err.println("sogoc: " + e);
    }
    return CANNOT;
  }

  private boolean head(String name, String value) {
    try {
      if (name.equals("--head")) {
        return headFiles.add(Path.of(value));
      }
      URI address = new URI(value);
      return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
          && address.getHost() != null
          && witnesses.add(address);
    } catch (InvalidPathException | URISyntaxException e) {
      return false;
    }
  }

  /** Those asked for, and what this installation remembers that it signed, where this is its. */
  private List<SignedNote> heads(AuditTrust trust, boolean isOwn) throws IOException {
    List<SignedNote> found = new ArrayList<>();
    for (Path file : headFiles) {
      found.add(KeptHeads.of(file));
    }
    for (URI witness : witnesses) {
      found.addAll(KeptHeads.seen(witness, trust.policy()));
    }
    if (isOwn) {
      Path memory =
          settings.find("log.memory").map(Path::of).orElse(settings.data().resolve("log-memory"));
      found.addAll(KeptHeads.remembered(memory, trust.policy()));
    }
    return found;
  }

  private AuditReport audit(Map<String, String> given, AuditScope scope)
      throws Unstartable, IOException, SQLException {
    AuditTrust trust = trust(given);
    String url = given.get("--url");
    if (url != null) {
      String password = Files.readString(file(given, "--password-file", "")).strip();
      return read(url, given.getOrDefault("--user", ""), password, trust, scope, false);
    }
    String set = settings.find("db.url").orElse("embedded");
    if (!set.equals("embedded")) {
      return read(
          set,
          settings.find("db.user").orElse("sogoc_app"),
          settings.find("db.password").orElse(""),
          trust,
          scope,
          true);
    }
    return embedded(trust, scope);
  }

  /** That of a service that runs, or started only for the time of the audit. */
  private AuditReport embedded(AuditTrust trust, AuditScope scope)
      throws Unstartable, IOException, SQLException {
    Path directory = settings.data().resolve("postgres");
    if (!Files.isDirectory(directory.resolve("data"))) {
      throw new Unstartable(
          "There is no register in "
              + settings.data()
              + ". Name its data directory in SOGOC_DATA, or give --url, --user and --password-file.");
    }
    Optional<StoreAccess> running = EmbeddedPostgres.running(directory);
    if (running.isPresent()) {
      StoreAccess access = running.get();
      return read(access.url(), access.user(), access.password(), trust, scope, true);
    }
    Path software =
        settings.find("software").map(Path::of).filter(Files::isWritable).orElse(directory);
    try (EmbeddedPostgres store = EmbeddedPostgres.start(directory, software, new Progress(err))) {
      StoreAccess access = store.access();
      return read(access.url(), access.user(), access.password(), trust, scope, true);
    }
  }

  private AuditReport read(
      String url, String user, String password, AuditTrust trust, AuditScope scope, boolean isOwn)
      throws SQLException, IOException {
    try (Connection connection = ReadOnlyStore.open(url, user, password)) {
      int threads = Runtime.getRuntime().availableProcessors();
      List<SignedNote> heads = heads(trust, isOwn);
      return new Audit(trust, clock, threads).run(connection, scope, heads);
    }
  }

  private AuditTrust trust(Map<String, String> given) throws Unstartable, IOException {
    String keys = settings.find("keys-dev").orElse("keys-dev");
    Path policy = file(given, "--policy", settings.find("log.policy").orElse(keys + "/log-policy"));
    Path root = file(given, "--root", settings.find("trust.root").orElse(keys + "/root.pem"));
    Path list = file(given, "--list", settings.find("trust.list").orElse(keys + "/trust-list.pem"));
    try {
      return new AuditTrust(
          WitnessPolicy.parse(Files.readString(policy, StandardCharsets.UTF_8)),
          new TrustAnchor(root, list, clock.instant()),
          Catalogue.load(),
          bundleRoots(given, keys),
          authorities(given, keys),
          secrets());
    } catch (MalformedNote e) {
      throw new Unstartable(policy + " is not a policy: " + e.getMessage());
    }
  }

  /** As they are given or set; those of the demo where its keys are here. */
  private Optional<BundleRoots> bundleRoots(Map<String, String> given, String keys)
      throws Unstartable {
    String threshold = settings.find("bundle.threshold").orElse("2");
    @Nullable String named = given.get("--bundle-root");
    if (named == null) {
      named = settings.find("bundle.roots").orElse(null);
    }
    List<Path> files =
        named == null
            ? IntStream.rangeClosed(1, DevKeys.BUNDLE_KEYS)
                .mapToObj(i -> Path.of(keys, "bundle-" + i + ".pem"))
                .filter(Files::isReadable)
                .toList()
            : Stream.of(named.split(",")).map(String::strip).map(Path::of).toList();
    if (files.isEmpty()) {
      return Optional.empty();
    }
    if (!threshold.matches("[0-9]")) {
      throw new Unstartable("SOGOC_BUNDLE_THRESHOLD is a digit, found \"" + threshold + "\".");
    }
    try {
      return Optional.of(BundleRootFiles.read(Integer.parseInt(threshold), files));
    } catch (IllegalArgumentException e) {
      throw new Unstartable("The root keys of the trust bundle: " + e.getMessage());
    }
  }

  /** Named, or the demo's where this is no production. */
  private List<TsaCertificate> authorities(Map<String, String> given, String keys)
      throws Unstartable {
    List<Path> files = new ArrayList<>();
    for (String one :
        given.getOrDefault("--tsa", settings.find("tsa.certificate").orElse("")).split(",")) {
      if (!one.isBlank()) {
        files.add(Path.of(one.strip()));
      }
    }
    Path demo = Path.of(keys, "tsa.pem");
    if (files.isEmpty() && settings.find("log.policy").isEmpty() && Files.isReadable(demo)) {
      files.add(demo);
    }
    try {
      return Stamps.certificates(files);
    } catch (IllegalStateException e) {
      throw new Unstartable(String.valueOf(e.getMessage()));
    }
  }

  /** Of the installation, where this is its machine. */
  private Optional<Secrets> secrets() throws IOException {
    Optional<String> master = settings.find("secrets.master");
    Path kept = settings.data().resolve("secrets.properties");
    if (master.isEmpty() && Files.isReadable(kept)) {
      Properties properties = new Properties();
      try (Reader in = Files.newBufferedReader(kept, StandardCharsets.US_ASCII)) {
        properties.load(in);
      }
      master = Optional.ofNullable(properties.getProperty("secrets.master"));
    }
    return master.map(Secrets::of);
  }

  private static Path file(Map<String, String> given, String name, String usual)
      throws Unstartable {
    Path file = Path.of(given.getOrDefault(name, usual));
    if (!Files.isReadable(file)) {
      throw new Unstartable(file + " cannot be read; name another one with " + name + ".");
    }
    return file;
  }

  /** An index, or a time as in {@code 2026-11-24T00:00:00Z}. */
  private static Optional<AuditScope> scope(@Nullable String since) {
    if (since == null) {
      return Optional.of(new AuditScope.Full());
    }
    if (since.matches("[0-9]{1,15}")) {
      return Optional.of(new AuditScope.SinceIndex(Long.parseLong(since)));
    }
    try {
      return Optional.of(new AuditScope.SinceTime(Instant.parse(since)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void print(AuditReport report) {
    for (Finding finding : report.findings()) {
      out.println(finding);
    }
    if (report.count() > report.findings().size()) {
      out.println("... and " + (report.count() - report.findings().size()) + " more");
    }
    out.printf(
        "%d entries from %d on, %d of %d under a cosigned head, read in %.1f s%n",
        report.size() - report.from(),
        report.from(),
        report.cosigned(),
        report.size(),
        report.took().toMillis() / 1000.0);
    new TreeMap<>(report.read()).forEach((table, rows) -> out.println("  " + table + " " + rows));
    report.notes().forEach(what -> out.println("note: " + what));
    report.notChecked().forEach(what -> out.println("not checked: " + what));
    out.println(
        report.isClean() ? "nothing is wrong" : report.count() + " findings: " + report.wrong());
  }

  private static ObjectNode json(AuditReport report) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("at", report.at().toString());
    json.put("milliseconds", report.took().toMillis());
    json.put("from", report.from());
    json.put("size", report.size());
    json.put("cosigned", report.cosigned());
    json.put("clean", report.isClean());
    json.put("count", report.count());
    ObjectNode read = json.putObject("read");
    new TreeMap<>(report.read()).forEach(read::put);
    ArrayNode notes = json.putArray("notes");
    report.notes().forEach(notes::add);
    ArrayNode notChecked = json.putArray("notChecked");
    report.notChecked().forEach(notChecked::add);
    ArrayNode findings = json.putArray("findings");
    for (Finding finding : report.findings()) {
      findings
          .addObject()
          .put("table", finding.table())
          .put("key", finding.key())
          .put("column", finding.column())
          .put("expected", finding.expected())
          .put("found", finding.found());
    }
    return json;
  }

  private int usage() {
    err.println(
        "usage: ./sogoc audit [--full | --since INDEX-or-TIME] [--json] [--policy FILE]"
            + " [--root PEM --list PEM] [--bundle-root PEM]... [--tsa PEM,...] [--head FILE]... [--witness URL]..."
            + " [--url JDBC-URL --user NAME --password-file FILE]");
    return USAGE;
  }
}
