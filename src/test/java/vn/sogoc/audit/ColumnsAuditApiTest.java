package vn.sogoc.audit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.AuditRun;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.QrText;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.SoftwareKey;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.Mandates;
import vn.sogoc.institution.TrustAnchor;
import vn.sogoc.issuance.Confirmed;
import vn.sogoc.issuance.IssuedBatches;
import vn.sogoc.issuance.ProvisionalScene;
import vn.sogoc.issuance.SupplementScene;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.platform.secrets.Randomness;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.publication.ListChanges;
import vn.sogoc.publication.bundle.BundleRootFiles;
import vn.sogoc.status.StatusLists;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogConfig;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Submission;
import vn.sogoc.tlog.TransparencyLog;
import vn.sogoc.tlog.stamp.Stamps;

/**
 * Every column of every table, changed by hand: the audit names each committed and derived one, and
 * no answer becomes valid by any. On a register that went the whole way it finds nothing.
 */
@QuarkusTest
@TestProfile(OwnDatabase.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("service")
class ColumnsAuditApiTest {
  /** More than one tile of the log. */
  private static final int ROWS = 260;

  private static final int FEW = 4;

  /** Diplomas that have a supplement. */
  private static final int SUPPLEMENTED = 2;

  /** Temporary certificates that ended, and their diplomas. */
  private static final int PROVISIONAL = 4;

  /**
   * What stands for all columns of a row at once: which of them differs from the bytes or the seal
   * over them cannot be told. A suspension stands under its id in the log, a line of the trail is
   * one hash.
   */
  private static final Set<String> WHOLE =
      Set.of("seal", "content", "leaf", "signed", "id", "hash", "the row");

  /** After these the service halts, rightly: they are altered last. */
  private static final List<String> LOG =
      List.of("log_pending", "log_entry", "log_tile", "log_state", "log_head");

  @Inject AuditSchedule schedule;
  @Inject Jobs jobs;
  @Inject DemoSchools schools;
  @Inject TestSchools ownKeys;
  @Inject IssuedCredentials credentials;
  @Inject StatusLists lists;
  @Inject ListChanges changes;
  @Inject Trail trail;
  @Inject TransparencyLog log;
  @Inject Stamps stamps;
  @Inject Clock clock;
  @Inject Accounts accounts;
  @Inject Mandates mandates;
  @Inject LogConfig logConfig;
  @Inject TrustAnchor anchor;
  @Inject Catalogue catalogue;
  @Inject BundleRootFiles bundleRoots;
  @Inject Secrets secrets;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String password;

  @ConfigProperty(name = "sogoc.secrets.master")
  String master;

  @TempDir Path folder;

  @Test
  @Order(1)
  void a_register_that_went_the_whole_way_is_clean() throws Exception {
    scene();
    AuditReport report = audited();
    assertThat(report.findings()).isEmpty();
    assertThat(report.isClean()).isTrue();
    assertThat(report.notChecked()).isEmpty();
    assertThat(report.notes()).isEmpty();
    assertThat(report.read())
        .containsEntry("trust_bundle", 2L)
        .containsEntry("key_change", 3L)
        .containsEntry("key_change_outcome", 3L)
        .containsEntry("key_suspension", 1L);
    assertThat(report.read().get("register_entry"))
        .isEqualTo(ROWS + FEW + 2L + PROVISIONAL + SUPPLEMENTED);
    assertThat(report.read()).containsKeys("log_tile", "decision_change", "verification_receipt");
    assertThat(new AuditHealth(schedule).call().getStatus())
        .isEqualTo(org.eclipse.microprofile.health.HealthCheckResponse.Status.UP);
  }

  @Test
  @Order(2)
  void a_run_since_an_index_begins_at_a_cosigned_head_and_sees_what_came_after() throws Exception {
    AuditReport clean = audited(new AuditScope.SinceIndex(ROWS + 2));
    assertThat(clean.findings()).isEmpty();
    assertThat(clean.from()).isBetween(1L, ROWS + 2L);
    assertThat(clean.notChecked()).hasSize(1);
    String suspended = credential(2).toString();
    try (Hand hand = new Hand(url, password)) {
      hand.execute(
          "update register_entry set full_name = full_name || 'x' where id = '%s'"
              .formatted(suspended));
      assertThat(audited(new AuditScope.SinceIndex(ROWS + 2)).findings())
          .anyMatch(f -> f.key().equals(suspended) && f.column().equals("full_name"));
      hand.execute(
          "update register_entry set full_name = rtrim(full_name, 'x') where id = '%s'"
              .formatted(suspended));
    }
  }

  /** Entries are sequenced in the order they are found, which is not that of their times. */
  @Test
  @Order(2)
  void a_list_before_an_entry_of_an_older_time_is_no_finding_of_a_run_since_that_entry()
      throws Exception {
    try (Hand hand = new Hand(url, password)) {
      awaitLogged(hand);
      long size = Long.parseLong(hand.column("select size from log_state").getFirst());
      Instant published =
          Instant.parse(
              hand.column(
                      "select to_char(max(published_at) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from issuance_list")
                  .getFirst());
      LogEntry older =
          new LogEntry(
              EntryType.DOCUMENT,
              published.minusSeconds(1).truncatedTo(java.time.temporal.ChronoUnit.MILLIS),
              schools.university(),
              Digest.sha256("a page".getBytes(UTF_8)),
              Optional.empty(),
              Optional.of(Digest.sha256("its record".getBytes(UTF_8))));
      QuarkusTransaction.requiringNew()
          .run(() -> log.submit(List.of(new Submission(UUID.randomUUID(), older))));
      awaitLogged(hand);
      AuditReport report = audited(new AuditScope.SinceIndex(size));
      assertThat(report.from()).isEqualTo(size);
      assertThat(report.read()).containsKey("issuance_list");
      assertThat(report.findings()).isEmpty();
    }
  }

  @Test
  @Order(2)
  void the_command_says_it_in_words_and_in_json_and_begins_where_it_is_told() throws Exception {
    AuditRun words = command("--full");
    assertThat(words.code()).as(words.err()).isZero();
    assertThat(words.out()).contains("entries from 0 on", "nothing is wrong");
    JsonNode json = new ObjectMapper().readTree(command("--json").out());
    assertThat(json.path("clean").asBoolean()).isTrue();
    assertThat(json.path("from").asLong()).isZero();
    assertThat(json.path("cosigned").asLong()).isEqualTo(json.path("size").asLong()).isPositive();
    assertThat(json.path("read").path("register_entry").asLong())
        .isEqualTo(ROWS + FEW + 2L + PROVISIONAL + SUPPLEMENTED);
    assertThat(json.path("findings")).isEmpty();
    assertThat(json.path("notes")).isEmpty();
    assertThat(json.path("notChecked")).hasSize(1);
    assertThat(json.path("notChecked").get(0).asText())
        .contains("no head from elsewhere is at hand");

    String signed;
    String size;
    try (Hand hand = new Hand(url, password)) {
      String half =
          " from log_head where published_at is not null and size > 100 order by size limit 1";
      signed =
          hand.column(
                  "select to_char(signed_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                      + half)
              .getFirst();
      size = hand.column("select size" + half).getFirst();
    }
    JsonNode since = new ObjectMapper().readTree(command("--json", "--since", signed).out());
    assertThat(since.path("from").asLong()).isBetween(1L, Long.parseLong(size));
    assertThat(since.path("findings")).isEmpty();
    assertThat(since.path("clean").asBoolean()).isTrue();
    assertThat(since.path("notChecked")).hasSize(2);
    JsonNode never =
        new ObjectMapper().readTree(command("--json", "--since", "1970-01-01T00:00:00Z").out());
    assertThat(never.path("from").asLong()).isZero();
    JsonNode last =
        new ObjectMapper().readTree(command("--json", "--since", "2999-01-01T00:00:00Z").out());
    assertThat(last.path("from").asLong()).isEqualTo(json.path("size").asLong());
    for (String wrong : List.of("yesterday", "-1", "2026-13-01T00:00:00Z")) {
      assertThat(command("--since", wrong).code()).isEqualTo(64);
    }
    assertThat(command("--full", "--since", "1").code()).isEqualTo(64);

    String altered = credential(3).toString();
    try (Hand hand = new Hand(url, password)) {
      hand.execute(
          "update register_entry set full_name = full_name || 'x' where id = '" + altered + "'");
      AuditRun run = command("--json");
      hand.execute(
          "update register_entry set full_name = rtrim(full_name, 'x') where id = '"
              + altered
              + "'");
      assertThat(run.code()).isEqualTo(1);
      assertThat(new ObjectMapper().readTree(run.out()).path("findings"))
          .anyMatch(
              f ->
                  f.path("table").asText().equals("register_entry")
                      && f.path("key").asText().equals(altered)
                      && f.path("column").asText().equals("full_name")
                      && f.path("found").asText().equals("another value"));
    }
  }

  private AuditRun command(String... words) throws Exception {
    Path secret = folder.resolve("password");
    Files.writeString(
        secret, ConfigProvider.getConfig().getValue("quarkus.datasource.password", String.class));
    List<String> all =
        new ArrayList<>(
            List.of("--url", url, "--user", "sogoc_app", "--password-file", secret.toString()));
    all.addAll(List.of(words));
    return AuditRun.of(
        Map.of(
            "sogoc.secrets.master",
            master,
            "sogoc.keys-dev",
            "keys-dev",
            "sogoc.data",
            folder.toString()),
        all);
  }

  @Test
  @Order(2)
  void a_bundle_that_too_few_roots_signed_is_named() throws Exception {
    TrustScene scene = new TrustScene(schools);
    Bytes draft = scene.draft();
    Map<Bytes, String> kept = new LinkedHashMap<>();
    kept.put(TrustScene.signed(draft, 2), "UNDER_SIGNED");
    kept.put(draft, "UNDER_SIGNED");
    try (Hand hand = new Hand(url, password)) {
      for (var one : kept.entrySet()) {
        hand.execute(
            "insert into trust_bundle select 3, decode('%s', 'hex'), decode('%s', 'hex'), content, issued_at, expires_at from trust_bundle where version = 2"
                .formatted(one.getKey().hex(), Digest.sha256(one.getKey()).hex()));
        assertThat(audited().findings())
            .anyMatch(
                f ->
                    f.table().equals("trust_bundle")
                        && f.key().equals("3")
                        && f.column().equals("file")
                        && f.found().equals(one.getValue()));
        hand.execute("delete from trust_bundle where version = 3");
      }
    }
    assertThat(audited().isClean()).isTrue();
  }

  @Test
  @Order(2)
  void the_schedule_reads_again_and_again_until_the_service_ends() throws Exception {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    AuditSchedule own = schedule(Duration.ofMillis(1), metrics);
    assertThat(own.standing()).isInstanceOf(AuditStanding.NotRun.class);
    own.start(new StartupEvent());
    Set<Instant> runs = new HashSet<>();
    for (int i = 0; i < 3000 && runs.size() < 2; i++) {
      if (own.standing() instanceof AuditStanding.Ended ended) {
        assertThat(ended.report().findings()).isEmpty();
        runs.add(ended.report().at());
      }
      LockSupport.parkNanos(10_000_000);
    }
    // before the end: a run that the end of the service breaks off is no clean one
    assertThat(metrics.get("sogoc.audit.findings").gauge().value()).isZero();
    assertThat(metrics.get("sogoc.audit.last").gauge().value()).isPositive();
    own.stop(new ShutdownEvent());
    assertThat(runs).hasSize(2);
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("audit"))
        .forEach(ColumnsAuditApiTest::ends);

    AuditSchedule never = schedule(Duration.ZERO, new SimpleMeterRegistry());
    never.start(new StartupEvent());
    LockSupport.parkNanos(200_000_000);
    assertThat(never.standing()).isInstanceOf(AuditStanding.NotRun.class);
  }

  private static void ends(Thread thread) {
    try {
      thread.join(30_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(thread.isAlive()).isFalse();
  }

  private AuditSchedule schedule(Duration interval, SimpleMeterRegistry metrics) {
    AuditConfig config =
        new AuditConfig() {
          @Override
          public Duration interval() {
            return interval;
          }

          @Override
          public Duration first() {
            return Duration.ofMillis(1);
          }
        };
    return new AuditSchedule(
        config,
        jobs,
        logConfig,
        anchor,
        catalogue,
        bundleRoots,
        stamps,
        secrets,
        clock,
        metrics,
        url,
        "sogoc_app",
        ConfigProvider.getConfig().getValue("quarkus.datasource.password", String.class));
  }

  @Test
  @Order(3)
  void what_a_withdrawal_takes_back_is_told_and_is_no_finding() throws Exception {
    TestSchools.School school = ownKeys.school();
    school.issue("Đỗ Trước");
    Instant since =
        clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).plusSeconds(1);
    while (clock.instant().isBefore(since)) {
      LockSupport.parkNanos(5_000_000);
    }
    school.issue("Đỗ Sau");
    school.issue("Đỗ Sau Nữa");
    try (Hand hand = new Hand(url, password)) {
      awaitLogged(hand);
      assertThat(audited().notes()).isEmpty();
      Set<Finding> before = new HashSet<>(audited().findings());
      new TrustScene(schools).withdraw(school, since);
      awaitLogged(hand);
      AuditReport report = audited();
      assertThat(report.notes())
          .containsExactly(
              "key %s of institution %d is withdrawn from %s on: 2 entries lose their standing"
                  .formatted(school.recordKey(), school.number(), since));
      assertThat(report.findings()).allMatch(before::contains);
    }
  }

  @Test
  @Order(3)
  void rows_put_in_by_hand_are_named() throws Exception {
    Set<Finding> before = new HashSet<>(audited().findings());
    IssuedCredentials.Issued thiefs = credentials.signedByThief("Đoàn Giả");
    try (Hand hand = new Hand(url, password)) {
      UUID genuine =
          UUID.fromString(
              hand.column("select id from register_entry order by batch_id, batch_row limit 1")
                  .getFirst());
      Bytes cose =
          Bytes.ofHex(
              hand.column(
                      "select encode(cose, 'hex') from register_entry where id = '" + genuine + "'")
                  .getFirst());
      SoftwareKey stranger = SoftwareKey.generate(Randomness.ofSystem());
      CoseSign1 unregistered =
          CoseSign1.sign(
              stranger.signer(Purpose.RECORD),
              vn.sogoc.credential.AuthenticRecord.AAD,
              CoseSign1.parse(cose).payload());
      Map<String, Bytes> forged = new LinkedHashMap<>();
      forged.put("a copy with a new name", cose);
      forged.put("no signature", Bytes.of(new byte[] {(byte) 0xa0}));
      forged.put("an unregistered key", unregistered.bytes());
      forged.put("a valid signature without a leaf", thiefs.cose());
      for (var one : forged.entrySet()) {
        UUID id = UUID.randomUUID();
        insert(hand, id, genuine, one.getValue());
        assertThat(audited().findings())
            .as(one.getKey())
            .filteredOn(f -> !before.contains(f))
            .anyMatch(f -> f.table().equals("register_entry") && f.key().equals(id.toString()));
        assertThat(new AuditHealth(schedule).call().getStatus())
            .isEqualTo(org.eclipse.microprofile.health.HealthCheckResponse.Status.DOWN);
        hand.execute("delete from register_entry where id = '" + id + "'");
      }
      UUID id = thiefs.record().id().key();
      insert(hand, id, genuine, thiefs.cose());
      hand.execute(
          "update register_event set entry_id = '%s' where entry_id = '%s' and type = 'issued'"
              .formatted(id, genuine));
      assertThat(audited().findings())
          .as("another's leaf")
          .anyMatch(f -> f.table().equals("register_event") && f.column().equals("entry_id"))
          .anyMatch(f -> f.table().equals("register_entry") && f.key().equals(id.toString()));
      assertThat(verdict(thiefs.cose())).isNotEqualTo("valid");
      hand.execute(
          "update register_event set entry_id = '%s' where entry_id = '%s'".formatted(genuine, id));
      hand.execute("delete from register_entry where id = '" + id + "'");
    }
  }

  /** Each row fits its seal: it is one that the service wrote, only not the newest. */
  @Test
  @Order(3)
  void a_right_that_was_taken_and_put_back_by_hand_is_named() throws Exception {
    int school = ownKeys.school().number();
    DemoSchools.Person clerk = schools.person(school, Role.PREPARE, Role.VERIFY);
    UUID mandate = schools.mandate(school, clerk.person(), clerk.name(), "BCN");
    try (Hand hand = new Hand(url, password)) {
      String account = "account where id = '" + clerk.account() + "'";
      String role =
          "account_role where account_id = '%s' and role = 'verify'".formatted(clerk.account());
      String ofMandate = "mandate where id = '" + mandate + "'";
      String invitation = "invitation where ended = 'used'";
      String supervision =
          "supervision where (institution_id, version) in (select institution_id, max(version) from supervision group by institution_id)";
      List<String> kept = List.of(account, role, ofMandate);
      for (int i = 0; i < kept.size(); i++) {
        hand.execute("create table kept_" + i + " as select * from " + kept.get(i));
      }
      accounts.revokeRole(clerk.account(), school, Role.VERIFY);
      mandates.end(mandate, LegalDay.of(clock.instant()).plusDays(1));
      accounts.disable(clerk.account());
      List<String> found = new ArrayList<>();
      for (int i = 0; i < kept.size(); i++) {
        hand.execute("create table now as select * from " + kept.get(i));
        Set<Finding> before = new HashSet<>(audited().findings());
        hand.execute("delete from " + kept.get(i));
        hand.execute(
            "insert into %s select * from kept_%d".formatted(kept.get(i).split(" ")[0], i));
        audited().findings().stream()
            .filter(f -> !before.contains(f))
            .forEach(f -> found.add(f.table() + " " + f.column()));
        hand.execute("delete from " + kept.get(i));
        hand.execute("insert into " + kept.get(i).split(" ")[0] + " select * from now");
        hand.execute("drop table now");
        hand.execute("drop table kept_" + i);
      }
      assertThat(found)
          .containsExactlyInAnyOrder(
              "account session_epoch",
              "account disabled_at",
              "account_role account_id,institution_id,role",
              "mandate ");
      for (String gone : List.of(supervision, invitation, ofMandate, account)) {
        String table = gone.split(" ")[0];
        Set<Finding> before = new HashSet<>(audited().findings());
        hand.execute("create table now as select * from " + gone);
        hand.execute("delete from %1$s where id in (select id from now)".formatted(table));
        assertThat(audited().findings())
            .as(table)
            .anyMatch(f -> !before.contains(f) && f.table().equals(table));
        hand.execute("insert into " + table + " select * from now");
        hand.execute("drop table now");
      }
      Set<Finding> before = new HashSet<>(audited().findings());
      hand.execute(
          "update proposal set terms = replace(terms, 'Giam doc', 'Hieu truong') where kind = 'mandate'");
      assertThat(audited().findings())
          .filteredOn(f -> !before.contains(f))
          .anyMatch(f -> f.table().equals("proposal_outcome") && f.column().equals("approval_id"))
          .anyMatch(f -> f.table().equals("mandate") && f.column().isEmpty());
      hand.execute(
          "update proposal set terms = replace(terms, 'Hieu truong', 'Giam doc') where kind = 'mandate'");
    }
  }

  /** Before only days to come could be chosen, a mandate could end before what was signed in it. */
  @Test
  @Order(3)
  void what_was_signed_within_a_mandate_stays_so_when_that_ends() throws Exception {
    UUID batch = IssuedBatches.issued(schools, 1);
    try (Hand hand = new Hand(url, password)) {
      awaitLogged(hand);
      Set<Finding> before = new HashSet<>(audited().findings());
      UUID mandate =
          UUID.fromString(
              hand.column("select mandate_id from batch where id = '" + batch + "'").getFirst());
      String cose =
          hand.column(
                  "select encode(cose, 'hex') from personal_signature where subject = '"
                      + batch
                      + "'")
              .getFirst();
      mandates.end(mandate, LegalDay.of(clock.instant()).minusDays(1));
      assertThat(audited().findings()).allMatch(before::contains);
      hand.execute("update personal_signature set cose = '\\x00' where subject = '" + batch + "'");
      assertThat(audited().findings())
          .anyMatch(
              f ->
                  f.column().equals("mandate_id,signed_person")
                      && f.key().equals(batch.toString()));
      hand.execute(
          "update personal_signature set cose = decode('%s', 'hex') where subject = '%s'"
              .formatted(cose, batch));
    }
  }

  /** The key of one person in the mandate of another, and two heads on one day. */
  @Test
  @Order(3)
  void a_mandate_of_an_office_that_shares_its_key_or_its_days_is_named() throws Exception {
    int school = ownKeys.school().number();
    UUID mandate = new OfficeScene(schools).head(school, accounts);
    Set<Finding> before = new HashSet<>(audited().findings());
    schools.mandate(school, schools.somebody(school), "Người Khác", "BCN");
    assertThat(audited().findings())
        .filteredOn(f -> !before.contains(f))
        .allMatch(f -> f.table().equals("mandate") && f.key().equals(mandate.toString()))
        .extracting(Finding::column)
        .containsExactlyInAnyOrder("key_id", "kinds,valid_from,valid_until");
  }

  @Test
  @Order(4)
  void what_was_taken_out_is_named() throws Exception {
    Set<Finding> before = new HashSet<>(audited().findings());
    try (Hand hand = new Hand(url, password)) {
      for (String table :
          List.of(
              "register_entry",
              "register_event",
              "issuance_list",
              "issuance_list_row",
              "issuance_list_version",
              "issuance_list_change",
              "institution_statement",
              "credential_decision",
              "decision_outcome",
              "decision_document",
              "decision_change",
              "batch",
              "batch_row",
              "number_reservation",
              "number_counter",
              "issuance_claim",
              "trail_line",
              "confirmation_round",
              "confirmation_download",
              "confirmation_link",
              "confirmation_answer",
              "confirmation_verdict",
              "provisional_end",
              "delivery_event",
              "blank_movement",
              "blank_use",
              "institution_key")) {
        hand.execute(
            "create table kept as select * from " + table + " order by md5(ctid::text) limit 1");
        hand.execute(
            "delete from %1$s where %1$s in (select kept::text::%1$s from kept)".formatted(table));
        assertThat(audited().findings()).as(table).anyMatch(f -> !before.contains(f));
        hand.execute("insert into " + table + " select * from kept");
        hand.execute("drop table kept");
      }
    }
    assertThat(new HashSet<>(audited().findings())).isEqualTo(before);
  }

  /** Whoever has the store and the secret could write a trail anew; the log has its head. */
  @Test
  @Order(5)
  void a_trail_whose_end_was_cut_off_is_named_by_the_log_and_by_what_was_done() throws Exception {
    Set<Finding> before = new HashSet<>(audited().findings());
    try (Hand hand = new Hand(url, password)) {
      hand.execute(
          """
          create table kept as select * from trail_line
          where seq >= (select min(seq) from trail_line where action = 'decision.approve')
          """);
      hand.execute("create table kept_head as select * from trail_head");
      hand.execute("delete from trail_line where seq >= (select min(seq) from kept)");
      hand.execute(
          """
          update trail_head set (seq, hash) = (select seq, hash from trail_line order by seq desc limit 1),
            logged_seq = 0
          """);
      List<Finding> found = audited().findings().stream().filter(f -> !before.contains(f)).toList();
      assertThat(found)
          .anyMatch(f -> f.table().equals("trail_head") && f.expected().contains("of the log"))
          .anyMatch(f -> f.table().equals("approval") && f.column().equals("approver_account"));
      hand.execute("insert into trail_line select * from kept");
      hand.execute("delete from trail_head");
      hand.execute("insert into trail_head select * from kept_head");
      hand.execute("drop table kept");
      hand.execute("drop table kept_head");
    }
    assertThat(new HashSet<>(audited().findings())).isEqualTo(before);
  }

  /**
   * One column of each table at a time; what is not named by its own column among the others is
   * altered again alone, and that decides.
   */
  @Test
  @Order(6)
  void every_column_that_counts_is_named_and_none_makes_anything_valid() throws Exception {
    verdict(credentials.signedByThief("Vũ Trước").cose()); // an incident nobody raises again
    List<Bytes> never =
        List.of(
            cose("revocation"), cose("suspension"), credentials.signedByThief("Trần Trộm").cose());
    Altered altered = new Altered(never);
    List<Hand.Column> columns = Hand.columns();
    try (Hand hand = new Hand(url, password);
        Hand sequencer = new Hand(url, password)) {
      altered.before = new HashSet<>(audited().findings());
      for (List<Hand.Column> round : rounds(columns)) {
        for (Hand.Column again : altered.round(hand, round)) {
          altered.alone(hand, again);
        }
      }
      // nothing is sequenced while this transaction holds the state, so something waits
      sequencer.execute("begin");
      sequencer.execute("select from log_state for update");
      decide("suspension", credential(3), Map.of());
      altered.before = new HashSet<>(audited().findings());
      boolean isHeld = true;
      for (Hand.Column column : ofLog(columns)) {
        if (isHeld && !column.table().equals(LOG.getFirst())) {
          sequencer.execute("rollback");
          isHeld = false;
        }
        altered.alone(hand, column);
      }
    }
    assertThat(altered.becameValid).isEmpty();
    assertThat(altered.unnamed).isEmpty();
    assertThat(altered.byAnother).as("named by another column").isEmpty();
    assertThat(altered.empty).isEmpty();
    assertThat(altered.counted)
        .isEqualTo(columns.stream().filter(c -> !c.sort().equals("operational")).count());
  }

  /** Each column outside of the log once; of a table one in each round. */
  private static List<List<Hand.Column>> rounds(List<Hand.Column> columns) {
    Map<String, Integer> seen = new LinkedHashMap<>();
    List<List<Hand.Column>> rounds = new ArrayList<>();
    for (Hand.Column column : columns) {
      if (!LOG.contains(column.table())) {
        int round = seen.merge(column.table(), 1, Integer::sum) - 1;
        while (rounds.size() <= round) {
          rounds.add(new ArrayList<>());
        }
        rounds.get(round).add(column);
      }
    }
    return rounds;
  }

  private static List<Hand.Column> ofLog(List<Hand.Column> columns) {
    return columns.stream()
        .filter(column -> LOG.contains(column.table()))
        .sorted(java.util.Comparator.comparingInt(c -> LOG.indexOf(c.table())))
        .toList();
  }

  /** What came of altering columns. */
  private final class Altered {
    private final List<Bytes> never;
    private final List<String> unnamed = new ArrayList<>();
    private final Map<String, Set<String>> byAnother = new TreeMap<>();
    private final List<String> becameValid = new ArrayList<>();
    private final List<String> empty = new ArrayList<>();
    private Set<Finding> before = Set.of();
    private int counted;

    Altered(List<Bytes> never) {
      this.never = never;
    }

    /** Alters all of them at once; gives those that are to be looked at alone. */
    List<Hand.Column> round(Hand hand, List<Hand.Column> columns) throws SQLException {
      List<Hand.Change> changes = new ArrayList<>();
      List<Hand.Column> again = new ArrayList<>();
      try {
        for (Hand.Column column : columns) {
          Optional<Hand.Change> change = change(hand, column);
          change.ifPresent(changes::add);
          if (change.isEmpty() && counts(column)) {
            empty.add(column.toString());
          }
        }
        boolean isAnyValid = isAnyValid();
        List<Finding> found = news();
        for (Hand.Change change : changes) {
          Set<String> named = named(change, found);
          boolean isNamed =
              named.contains(change.column().name()) || named.stream().anyMatch(WHOLE::contains);
          if (isAnyValid || (counts(change.column()) && !isNamed)) {
            again.add(change.column());
          } else if (counts(change.column())) {
            counted++;
          }
        }
      } finally {
        for (Hand.Change change : changes.reversed()) {
          hand.undo(change);
        }
      }
      return again;
    }

    /** Alters one column, and says what is wrong with how it is told. */
    void alone(Hand hand, Hand.Column column) throws SQLException {
      Optional<Hand.Change> change = change(hand, column);
      if (change.isEmpty()) {
        if (counts(column)) {
          empty.add(column.toString());
        }
        return;
      }
      if (isAnyValid()) {
        becameValid.add(column.toString());
      }
      if (counts(column)) {
        counted++;
        Set<String> named = named(change.get(), news());
        if (named.isEmpty()) {
          unnamed.add(column.toString());
        } else if (!named.contains(column.name()) && named.stream().noneMatch(WHOLE::contains)) {
          byAnother.put(column.toString(), named);
        }
      }
      hand.undo(change.get());
    }

    private boolean isAnyValid() {
      return never.stream().anyMatch(one -> verdict(one).equals("valid"));
    }

    private List<Finding> news() {
      return audited().findings().stream().filter(f -> !before.contains(f)).toList();
    }

    private static boolean counts(Hand.Column column) {
      return !column.sort().equals("operational");
    }
  }

  private static Optional<Hand.Change> change(Hand hand, Hand.Column column) throws SQLException {
    String first = "(select id from incident order by first_seen limit 1)";
    String where =
        switch (column.table()) {
          // others are nobody's event
          case "log_entry" ->
              column.toString().equals("log_entry.event_id")
                  ? "event_id in (select id from register_event)"
                  : "true";
          // those of records that are asked about meanwhile are raised again
          case "incident" -> "id = " + first;
          case "incident_sighting" -> "incident_id = " + first;
          default -> "true";
        };
    try {
      return hand.change(column, where);
    } catch (SQLException e) {
      if (column.sort().equals("operational")) {
        return Optional.empty(); // an identity, or one value only
      }
      throw new SQLException(column + " cannot be altered", e);
    }
  }

  /** The columns that new findings about the row name; {@code the row} where it is all of it. */
  private static Set<String> named(Hand.Change change, List<Finding> found) {
    Set<String> names = new TreeSet<>();
    found.stream()
        .filter(f -> f.table().equals(change.column().table()))
        .filter(
            f ->
                f.key().equals(change.keyBefore())
                    || f.key().equals(change.keyAfter())
                    || f.key().startsWith("event "))
        .forEach(
            f ->
                names.addAll(
                    f.column().isEmpty() ? List.of("the row") : List.of(f.column().split(","))));
    return names;
  }

  private AuditReport audited() {
    return audited(new AuditScope.Full());
  }

  private AuditReport audited(AuditScope scope) {
    AuditStanding standing = schedule.run(scope);
    assertThat(standing).isInstanceOf(AuditStanding.Ended.class);
    return ((AuditStanding.Ended) standing).report();
  }

  private static void insert(Hand hand, UUID id, UUID genuine, Bytes cose) throws SQLException {
    hand.execute(
        """
        insert into register_entry
        select '%s', institution_id, gen_random_uuid(), 0, kind, regime, 'Kẻ Khác', birth_date,
          serial_number, serial_key || 'X', register_number, register_year, register_seq + 900000,
          decision_number, decision_key, decision_date, issue_date, status_list + 1, status_index,
          key_id, gen_random_uuid(), lookup, decode('%s', 'hex'), decode('%s', 'hex'), recorded_at, seal
        from register_entry where id = '%s'
        """
            .formatted(
                id, cose.hex(), Digest.sha256(id.toString().getBytes(UTF_8)).hex(), genuine));
  }

  /** A batch that fills tiles, one that waits, and a decision of each type about a small one. */
  private void scene() throws Exception {
    IssuedBatches.issued(schools, ROWS);
    IssuedBatches.issued(schools, FEW);
    IssuedBatches.prepared(schools, 2);
    decide(
        "correction",
        credential(0),
        Map.of(
            "reason",
            "civil_status_changed",
            "changes",
            "[{\"field\":\"dateOfBirth\",\"oldValue\":\"2003-05-17\",\"newValue\":\"2003-05-18\"}]"));
    decide("revocation", credential(1), Map.of());
    decide("suspension", credential(2), Map.of());
    List<UUID> twice = IssuedBatches.issuedTwiceToOne(schools);
    try (Hand hand = new Hand(url, password)) {
      decide(
          "supersession",
          credential(hand, twice.getFirst()),
          Map.of(
              "reason",
              "issuer_error_reissued",
              "successor",
              PublicId.of("crd", credential(hand, twice.getLast())).toString()));
      awaitLogged(hand);
      awaitNoted(hand, 3);
      awaitLogged(hand);
      schools.registry();
      new TrustScene(schools).play(ownKeys.school(), clock.instant());
      new OfficeScene(schools).play(ownKeys.school().number());
      new LegacyScene(schools).play(ownKeys.school().number());
      SupplementScene.play(schools);
      Confirmed.play(schools, clock);
      ProvisionalScene.play(schools, ownKeys, clock);
      awaitLogged(hand);
      new OutputScene(schools).play(credential(ROWS, 4), credential(ROWS, 5), credential(ROWS, 6));
      assertThat(lists.publish(clock.instant())).isEqualTo(3);
      tellTrail();
      awaitLogged(hand);
      stampHead(hand);
      hand.unguard();
    }
    verdict(cose("revocation"));
    verdict(cose("suspension"));
  }

  /** The head of the audit trail, as the clock of the log submits it. */
  private void tellTrail() {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                log.submit(
                    List.of(
                        new Submission(
                            UUID.randomUUID(),
                            LogEntry.auditHead(
                                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                                1,
                                trail.takeHead(Duration.ZERO).orElseThrow().hash())))));
  }

  /** As the clock of the log has it stamped, once this node has computed the newest head. */
  private void stampHead(Hand hand) throws Exception {
    long size = Long.parseLong(hand.column("select size from log_state").getFirst());
    for (int i = 0;
        i < 600 && log.head().filter(h -> h.checkpoint().size() == size).isEmpty();
        i++) {
      LockSupport.parkNanos(50_000_000);
    }
    assertThat(stamps.stamp(log.head().orElseThrow())).isPresent();
  }

  /** Publishes versions of lists until so many decisions are named; the node reads the log anew. */
  private void awaitNoted(Hand hand, int decisions) throws SQLException {
    for (int i = 0; i < 600; i++) {
      changes.publish(clock.instant());
      if (hand.column("select count(*) from issuance_list_change")
          .equals(List.of("" + decisions))) {
        return;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("the decisions were not named in versions of their lists");
  }

  private static void awaitLogged(Hand hand) throws SQLException {
    for (int i = 0; i < 600; i++) {
      if (hand.column("select count(*) from log_pending").equals(List.of("0"))
          && hand.column(
                  "select s.size - coalesce(max(h.size), 0) from log_state s left join log_head h on h.cosigned_at is not null group by s.size")
              .equals(List.of("0"))) {
        return;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("the log did not come to rest");
  }

  /** Of the small batch, by place. */
  private UUID credential(int place) throws SQLException {
    return credential(FEW, place);
  }

  /** Of a batch of so many. */
  private UUID credential(int rows, int place) throws SQLException {
    try (Hand hand = new Hand(url, password)) {
      return UUID.fromString(
          hand.column(
                  """
                  select e.id from register_entry e join batch b on b.id = e.batch_id
                  where b.row_count = %d and e.batch_row = %d
                  """
                      .formatted(rows, place))
              .getFirst());
    }
  }

  private static UUID credential(Hand hand, UUID batch) throws SQLException {
    return UUID.fromString(
        hand.column("select id from register_entry where batch_id = '" + batch + "'").getFirst());
  }

  private Bytes cose(String type) throws SQLException {
    try (Hand hand = new Hand(url, password)) {
      return Bytes.ofHex(
          hand.column(
                  """
                  select encode(e.cose, 'hex') from register_entry e
                  join credential_decision d on d.entry_id = e.id where d.type = '%s' limit 1
                  """
                      .formatted(type))
              .getFirst());
    }
  }

  private void decide(String type, UUID credential, Map<String, String> more) throws SQLException {
    int university = schools.university();
    String clerk = schools.person(university, Role.PREPARE).key();
    String approver = schools.person(university, Role.APPROVE).key();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("type", type);
    fields.put("reason", type.equals("revocation") ? "fraud" : "under_inspection");
    fields.put("decisionNumber", "QĐ-" + UUID.randomUUID().toString().substring(0, 8));
    fields.put("decisionDate", "2026-08-03");
    fields.putAll(more);
    var request = as(clerk);
    fields.forEach((name, value) -> request.multiPart(name, value, "text/plain; charset=UTF-8"));
    String about = PublicId.of("crd", credential).toString();
    Response asked =
        request
            .multiPart(
                "document", "qđ.pdf", "%PDF-1.4\nquyết định".getBytes(UTF_8), "application/pdf")
            .post("/api/v1/credentials/" + about + "/decisions");
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    Response approved =
        as(approver)
            .contentType("application/json")
            .body(Map.of("contentHash", asked.<String>path("contentHash")))
            .post("/api/v1/decisions/" + asked.path("id") + "/approval");
    assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(202);
  }

  private static io.restassured.specification.RequestSpecification as(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Accept-Language", "en")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private static String verdict(Bytes cose) {
    return given()
        .contentType("application/json")
        .body(Map.of("qr", QrText.fragment(cose)))
        .post("/api/v1/verifications")
        .then()
        .extract()
        .path("verdict");
  }
}
