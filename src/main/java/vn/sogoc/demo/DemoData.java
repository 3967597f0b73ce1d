package vn.sogoc.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.QrText;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.document.DocumentRenderer;
import vn.sogoc.institution.Mandates;
import vn.sogoc.institution.TrustConfig;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.person.Guardians;
import vn.sogoc.person.Persons;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;

/**
 * Loads the demo once the service answers: institutions and people by their doors, the class lists
 * through the public API as a school's program would send them. What it made is written to {@code
 * demo.json}; where that file is there already, only its addresses are brought up to date.
 */
@ApplicationScoped
class DemoData {
  private static final Logger LOG = Logger.getLogger(DemoData.class);
  private static final int PAGE = 500;

  /** Positions in the list of bachelors of those about whom something is decided. */
  private static final int CORRECTED = 10;

  /** The person of the second list, whose ranking was wrong in the first. */
  private static final int SUPERSEDED = 3;

  private static final int REVOKED = 11;
  private static final int SUSPENDED = 12;

  private final DemoConfig config;
  private final PlatformConfig platform;
  private final TrustConfig trustConfig;
  private final TrustRegister trust;
  private final Register register;
  private final Catalogue catalogue;
  private final DocumentRenderer renderer;
  private final DemoPeople people;
  private final PublicIds ids;
  private final SecureRandom random;
  private final Clock clock;
  private final ObjectMapper json;
  private final int port;
  private final int httpsPort;

  DemoData(
      DemoConfig config,
      PlatformConfig platform,
      TrustConfig trustConfig,
      TrustRegister trust,
      Register register,
      Catalogue catalogue,
      DocumentRenderer renderer,
      Accounts accounts,
      Persons persons,
      Guardians guardians,
      Mandates mandates,
      PublicIds ids,
      SecureRandom random,
      Clock clock,
      ObjectMapper json,
      @ConfigProperty(name = "sogoc.port", defaultValue = "8080") int port,
      @ConfigProperty(name = "sogoc.https-port", defaultValue = "8443") int httpsPort) {
    this.config = config;
    this.platform = platform;
    this.trustConfig = trustConfig;
    this.trust = trust;
    this.register = register;
    this.catalogue = catalogue;
    this.renderer = renderer;
    this.people = new DemoPeople(accounts, persons, guardians, mandates, trust, ids);
    this.ids = ids;
    this.random = random;
    this.clock = clock;
    this.json = json.copy().enable(SerializationFeature.INDENT_OUTPUT);
    this.port = port;
    this.httpsPort = httpsPort;
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      Thread thread = new Thread(this::run, "demo");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    try {
      load();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | KeyUnavailable | SigningFailed | RuntimeException e) {
      LOG.error(
          "The demo could not be loaded; stop it, remove its data directory, start again.", e);
    }
  }

  private void load() throws IOException, InterruptedException, KeyUnavailable, SigningFailed {
    URI base = URI.create("http://127.0.0.1:" + port);
    String baseUrl = "http://localhost:" + port;
    String httpsUrl = "https://localhost:" + httpsPort;
    DemoApi api = new DemoApi(base, json);
    api.awaitReady();
    Path file = platform.data().resolve("demo.json");
    DemoFile made;
    if (Files.exists(file)) {
      made =
          json.readValue(file.toFile(), DemoFile.class)
              .at(baseUrl, httpsUrl, platform.address().toString());
    } else if (trust.institutions().isEmpty()) {
      made = make(api, baseUrl, httpsUrl);
    } else {
      throw new IllegalStateException("an earlier start was cut off before the demo was complete");
    }
    if (config.schools() > 0) {
      new MoreSchools(
              trustConfig.keys(), new DemoTrust(trustConfig.keys(), trust), trust, random, clock)
          .admit(config.schools());
    }
    Path fresh = file.resolveSibling("demo.json.new");
    Files.deleteIfExists(fresh);
    createForOwner(fresh); // it holds the passwords and keys of the demo
    json.writeValue(fresh.toFile(), made);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    DemoGreeting.print(System.out, made, file);
  }

  /** An empty file that only its owner reads, where the file system knows such a thing. */
  static void createForOwner(Path file) throws IOException {
    if (Files.getFileStore(file.toAbsolutePath().getParent())
        .supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  private DemoFile make(DemoApi api, String baseUrl, String httpsUrl)
      throws IOException, InterruptedException, KeyUnavailable, SigningFailed {
    DemoTrust ministry = new DemoTrust(trustConfig.keys(), trust);
    ministry.admit(DemoInstitution.REGISTRY, clock.instant());
    Map<Integer, DemoPeople.Keys> staff = new LinkedHashMap<>();
    for (DemoInstitution institution : DemoInstitution.ALL) {
      ministry.admit(institution, clock.instant());
      staff.put(institution.facts().id(), people.staff(institution));
    }
    ministry.admit(DemoInstitution.CANARY, clock.instant());
    people.prober(DemoInstitution.CANARY);
    people.officials();
    people.show(of(staff, DemoInstitution.UNIVERSITY.facts().id()));

    Map<ClassListOfDemo, List<RegisterEvidence.Recorded>> issued = new LinkedHashMap<>();
    for (ClassListOfDemo list : ClassListOfDemo.ALL) {
      issued.put(list, issue(api, list, of(staff, list.by().facts().id())));
    }
    freeze(api, ministry, DemoInstitution.FROZEN);
    decide(api, issued, of(staff, DemoInstitution.UNIVERSITY.facts().id()));
    holders(issued);
    return new DemoFile(
        baseUrl,
        httpsUrl,
        people.shown(),
        people.keys(),
        credentials(issued),
        samples(issued, ministry));
  }

  /** The ministry froze a key: one operator brings its statement in, another confirms it. */
  private void freeze(DemoApi api, DemoTrust ministry, DemoInstitution institution)
      throws InterruptedException, SigningFailed {
    JsonNode asked =
        api.post(
            "/api/v1/institutions/iss_" + institution.facts().id() + "/keys/changes",
            of(people.keys(), "operate"),
            "demo-ask-freeze",
            Map.of(
                "statement",
                ministry.suspendingRecordKey(institution, clock.instant()).base64Url(),
                "reason",
                "Công văn mẫu 03/BGDĐT: tạm dừng khóa để kiểm tra",
                "places",
                List.of()));
    api.post(
        "/api/v1/key-changes/" + asked.path("id").asText() + "/approval",
        people.otherOperator(),
        "demo-confirm-freeze",
        Map.of("contentHash", asked.path("contentHash").asText()));
  }

  /** What happens to diplomas later, with one bachelor each. */
  private void decide(
      DemoApi api,
      Map<ClassListOfDemo, List<RegisterEvidence.Recorded>> issued,
      DemoPeople.Keys staff)
      throws InterruptedException {
    List<RegisterEvidence.Recorded> bachelors = of(issued, ClassListOfDemo.ALL.getFirst());
    DemoDecisions decisions = new DemoDecisions(api, reader(), staff);
    decisions.correct(bachelors.get(CORRECTED));
    decisions.supersede(bachelors.get(SUPERSEDED), of(issued, ClassListOfDemo.REISSUED).getFirst());
    decisions.revoke(bachelors.get(REVOKED));
    decisions.suspend(bachelors.get(SUSPENDED));
  }

  /** One class list on its whole way, as three people would take it. */
  private List<RegisterEvidence.Recorded> issue(
      DemoApi api, ClassListOfDemo list, DemoPeople.Keys keys)
      throws IOException, InterruptedException {
    byte[] content;
    try (InputStream in = DemoData.class.getResourceAsStream("/demo/" + list.file())) {
      if (in == null) {
        throw new IllegalStateException("the class list " + list.file() + " is missing");
      }
      content = in.readAllBytes();
    }
    JsonNode batch =
        api.upload(
            "/api/v1/batches",
            keys.prepare(),
            "demo-prepare-" + list.file(),
            Map.of(
                "kind", list.kind(),
                "decisionNumber", list.decisionNumber(),
                "decisionDate", list.decisionDate(),
                "issueDate", list.issueDate()),
            new DemoApi.File("file", "class.csv", "text/csv", content));
    String id = batch.path("id").asText();
    String path = "/api/v1/batches/" + id;
    if (batch.path("faults").asInt() > 0) {
      throw new IllegalStateException(
          list.file() + ": " + api.get(path + "/faults", keys.prepare()));
    }
    api.post(
        path + "/approvals",
        keys.approve(),
        "demo-approve-" + list.file(),
        Map.of(
            "approvedHash", batch.path("approvedHash").asText(),
            "count", batch.path("rows").asInt(),
            "acknowledgeWarnings", true));
    JsonNode job = api.post(path + "/signing", keys.sign(), "demo-sign-" + list.file(), Map.of());
    api.awaitJob(job.path("url").asText(), keys.sign());
    return recorded(PublicId.parse("bat", id).orElseThrow());
  }

  private List<RegisterEvidence.Recorded> recorded(PublicId batch) {
    List<RegisterEvidence.Recorded> found = new ArrayList<>();
    for (PublicId id : register.ofBatch(batch.key(), -1, PAGE)) {
      if (register.byId(id).orElseThrow() instanceof RegisterEvidence.Recorded entry) {
        found.add(entry);
      }
    }
    return found;
  }

  private void holders(Map<ClassListOfDemo, List<RegisterEvidence.Recorded>> issued) {
    ClassListOfDemo bachelors = ClassListOfDemo.ALL.getFirst();
    RegisterEvidence.Recorded bachelor = of(issued, bachelors).getFirst();
    people.holder("hocvien", name(bachelor), bachelor.person());
    ClassListOfDemo school =
        ClassListOfDemo.ALL.stream()
            .filter(l -> l.kind().equals("BTN_THPT"))
            .findFirst()
            .orElseThrow();
    RegisterEvidence.Recorded pupil = of(issued, school).getFirst();
    people.holder("hocsinh", name(pupil), pupil.person());
    people.guardian("phuhuynh", "Hoàng Thị Phụ Huynh", pupil.institution(), pupil.person());
  }

  private String name(RegisterEvidence.Recorded entry) {
    return reader().read(entry.cose()).claims().fullName().value();
  }

  private List<DemoFile.Issued> credentials(
      Map<ClassListOfDemo, List<RegisterEvidence.Recorded>> issued) {
    DemoSamples reader = reader();
    return issued.values().stream()
        .flatMap(List::stream)
        .map(
            entry -> {
              CredentialRecord record = reader.read(entry.cose());
              return new DemoFile.Issued(
                  record.id().toString(),
                  record.claims().kind().code(),
                  entry.institution(),
                  record.serialNumber(),
                  record.claims().fullName().value(),
                  record.claims().birthDate().toString(),
                  QrText.address(platform.address().toString(), entry.cose()));
            })
        .toList();
  }

  private List<DemoSample> samples(
      Map<ClassListOfDemo, List<RegisterEvidence.Recorded>> issued, DemoTrust ministry)
      throws IOException, SigningFailed, KeyUnavailable {
    DemoSamples samples = reader();
    for (ClassListOfDemo list : ClassListOfDemo.ALL) {
      RegisterEvidence.Recorded first = of(issued, list).getFirst();
      if (list.equals(ClassListOfDemo.ALL.getFirst())) {
        samples.genuine("valid", first.cose(), list.by().facts());
        samples.altered(first.cose(), list.by().facts());
        samples.underUnknownKey(first.cose(), list.by().facts());
        samples.neverRegistered(first.cose(), list.by().facts(), ministry, clock.instant());
        samples.notFound();
        List<RegisterEvidence.Recorded> all = of(issued, list);
        samples.genuine("corrected", all.get(CORRECTED).cose(), list.by().facts());
        samples.genuine("superseded", all.get(SUPERSEDED).cose(), list.by().facts());
        samples.genuine("revoked", all.get(REVOKED).cose(), list.by().facts());
        samples.genuine("suspended", all.get(SUSPENDED).cose(), list.by().facts());
      } else if (list.file().equals("CC_NN-expired.csv")) {
        samples.genuine("expired", first.cose(), list.by().facts());
      } else if (list.by().equals(DemoInstitution.FROZEN)) {
        samples.genuine("undetermined", first.cose(), list.by().facts());
      }
    }
    return samples.made();
  }

  private static <K, V> V of(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("the demo made nothing for " + key);
    }
    return value;
  }

  private DemoSamples reader() {
    return new DemoSamples(
        platform.data().resolve("samples"),
        platform.address().toString(),
        catalogue,
        renderer,
        ids,
        random);
  }
}
