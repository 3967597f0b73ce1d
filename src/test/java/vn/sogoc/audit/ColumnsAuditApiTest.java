package vn.sogoc.audit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import vn.sogoc.credential.QrText;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.SoftwareKey;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.issuance.IssuedBatches;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.secrets.Randomness;
import vn.sogoc.status.StatusLists;

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

  /** Nobody changes a key or signs a bundle in this register: no row to alter. */
  private static final List<String> EMPTY =
      List.of(
          "key_change",
          "key_change_outcome",
          "key_suspension",
          "trust_bundle",
          "trust_bundle_proposal");

  /** After these the service halts, rightly: they are altered last. */
  private static final List<String> LOG =
      List.of("log_pending", "log_entry", "log_tile", "log_state", "log_head");

  @Inject AuditSchedule schedule;
  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;
  @Inject StatusLists lists;
  @Inject Clock clock;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String password;

  @Test
  @Order(1)
  void a_register_that_went_the_whole_way_is_clean() throws Exception {
    scene();
    AuditReport report = audited();
    assertThat(report.findings()).isEmpty();
    assertThat(report.isClean()).isTrue();
    assertThat(report.notChecked()).isEmpty();
    assertThat(report.read().get("register_entry")).isEqualTo(ROWS + FEW + 2L);
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

  @Test
  @Order(5)
  void every_column_that_counts_is_named_and_none_makes_anything_valid() throws Exception {
    Bytes revoked = cose("revocation");
    Bytes suspended = cose("suspension");
    Bytes thiefs = credentials.signedByThief("Trần Trộm").cose();
    Set<Finding> before = new HashSet<>(audited().findings());
    List<String> unnamed = new ArrayList<>();
    List<String> becameValid = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    int counted = 0;
    List<Hand.Column> columns = new ArrayList<>(Hand.columns());
    columns.removeIf(column -> EMPTY.contains(column.table()));
    columns.sort(java.util.Comparator.comparingInt(c -> LOG.indexOf(c.table())));
    try (Hand hand = new Hand(url, password);
        Hand sequencer = new Hand(url, password)) {
      boolean isHeld = false;
      for (Hand.Column column : columns) {
        if (LOG.contains(column.table()) && !isHeld) {
          // nothing is sequenced while this transaction holds the state, so something waits
          sequencer.execute("begin");
          sequencer.execute("select from log_state for update");
          decide("suspension", credential(3), Map.of());
          isHeld = true;
          before = new HashSet<>(audited().findings());
        }
        if (!column.table().equals("log_pending") && isHeld) {
          sequencer.execute("rollback");
        }
        boolean counts = !column.sort().equals("operational");
        Optional<Hand.Change> change = change(hand, column);
        if (change.isEmpty()) {
          if (counts) {
            empty.add(column.toString());
          }
          continue;
        }
        for (Bytes one : List.of(revoked, suspended, thiefs)) {
          if (verdict(one).equals("valid")) {
            becameValid.add(column.toString());
          }
        }
        if (counts) {
          counted++;
          if (!isNamed(change.get(), before)) {
            unnamed.add(column.toString());
          }
        }
        hand.undo(change.get());
      }
    }
    assertThat(becameValid).isEmpty();
    assertThat(unnamed).isEmpty();
    assertThat(empty).isEmpty();
    assertThat(counted + empty.size())
        .isEqualTo(columns.stream().filter(c -> !c.sort().equals("operational")).count());
  }

  private static Optional<Hand.Change> change(Hand hand, Hand.Column column) throws SQLException {
    String where =
        column.toString().equals("log_entry.event_id")
            ? "event_id in (select id from register_event)" // others are nobody's event
            : "true";
    try {
      return hand.change(column, where);
    } catch (SQLException e) {
      if (column.sort().equals("operational")) {
        return Optional.empty(); // an identity, or one value only
      }
      throw new SQLException(column + " cannot be altered", e);
    }
  }

  private boolean isNamed(Hand.Change change, Set<Finding> before) {
    return audited().findings().stream()
        .filter(f -> !before.contains(f))
        .filter(f -> f.table().equals(change.column().table()))
        .anyMatch(
            f ->
                f.key().equals(change.keyBefore())
                    || f.key().equals(change.keyAfter())
                    || f.key().startsWith("event "));
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
      schools.registry();
      assertThat(lists.publish(clock.instant())).isEqualTo(3);
      awaitLogged(hand);
      hand.unguard();
    }
    verdict(cose("revocation"));
    verdict(cose("suspension"));
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
    try (Hand hand = new Hand(url, password)) {
      return UUID.fromString(
          hand.column(
                  """
                  select e.id from register_entry e join batch b on b.id = e.batch_id
                  where b.row_count = %d and e.batch_row = %d
                  """
                      .formatted(FEW, place))
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
