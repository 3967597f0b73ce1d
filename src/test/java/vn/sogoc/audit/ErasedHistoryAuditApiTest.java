package vn.sogoc.audit;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.AuditRun;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.crypto.bundle.BundleRoots;
import vn.sogoc.crypto.bundle.RotatedBundles;
import vn.sogoc.crypto.bundle.TrustBundle;
import vn.sogoc.crypto.bundle.TrustBundles;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.crypto.note.SignatureLine;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.InstitutionStatement;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.KeySuspension;
import vn.sogoc.institution.StatementCodec;
import vn.sogoc.institution.TrustAnchor;
import vn.sogoc.issuance.IssuedBatches;
import vn.sogoc.issuance.VoidedBatches;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.trail.TrailLine;
import vn.sogoc.status.StatusLists;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/**
 * A hand that has the whole database, and makes all of it fit again: history is erased, invented or
 * cut off, and the auditor has a dump and the public keys.
 */
@QuarkusTest
@TestProfile(HandDatabase.class)
@Tag("service")
class ErasedHistoryAuditApiTest {
  private static final AuditScope FULL = new AuditScope.Full();
  private static final int FEW = 4;

  private static boolean made;

  @Inject DemoSchools schools;
  @Inject TestSchools others;
  @Inject VoidedBatches voided;
  @Inject StatusLists lists;
  @Inject TrustAnchor anchor;
  @Inject Catalogue catalogue;
  @Inject Secrets secrets;
  @Inject Clock clock;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String password;

  @ConfigProperty(name = "sogoc.secrets.master")
  String master;

  @ConfigProperty(name = "sogoc.log.witnesses")
  String witnesses;

  private static final Predicate<String> CUT_OFF =
      said -> said.contains("whether newer entries were cut off");

  private RegisterCopy hand;
  private AuditTrust insider;
  private AuditTrust outsider;

  @BeforeEach
  void copy() throws Exception {
    if (!made) {
      scene();
      made = true;
    }
    WitnessPolicy policy = WitnessPolicy.parse(Files.readString(Path.of("keys-dev/log-policy")));
    insider =
        new AuditTrust(
            policy, anchor, catalogue, Optional.empty(), List.of(), Optional.of(secrets));
    outsider =
        new AuditTrust(policy, anchor, catalogue, Optional.empty(), List.of(), Optional.empty());
    hand = new RegisterCopy(url, password);
  }

  @AfterEach
  void end() throws SQLException {
    hand.close();
  }

  @Test
  void a_copy_that_nobody_altered_is_clean() throws Exception {
    assertThat(hand.audited(insider, clock, FULL).findings()).isEmpty();
    assertThat(hand.audited(outsider, clock, FULL).findings()).isEmpty();
    hand.rebuild();
    assertThat(hand.audited(insider, clock, FULL).findings()).isEmpty();
  }

  @Test
  void an_event_that_cites_anothers_decision_is_named_by_everybody() throws Exception {
    long size = Long.parseLong(hand.one("select size from log_state"));
    hand.append(cited(credential(3)), credential(3));
    for (AuditTrust trust : new AuditTrust[] {insider, outsider}) {
      for (AuditScope scope : new AuditScope[] {FULL, new AuditScope.SinceIndex(size)}) {
        AuditReport report = hand.audited(trust, clock, scope);
        assertThat(report.findings())
            .as(scope.toString())
            .anyMatch(
                f ->
                    f.table().equals("log_entry")
                        && f.key().equals(Long.toString(size))
                        && f.expected().equals("a decision that two persons took"));
        assertThat(report.from()).isEqualTo(scope.equals(FULL) ? 0 : size);
      }
    }
  }

  @Test
  void an_event_that_the_log_does_not_have_is_named_whatever_time_it_names() throws Exception {
    long size = Long.parseLong(hand.one("select size from log_state"));
    UUID id = UUID.randomUUID();
    LogEntry now = cited(credential(3));
    LogEntry old =
        new LogEntry(
            now.type(),
            Instant.parse("2020-01-01T00:00:00Z"),
            now.institution(),
            now.digest(),
            now.slot(),
            now.subject());
    hand.event(id, old, credential(3));
    assertThat(hand.audited(insider, clock, new AuditScope.SinceIndex(size)).findings())
        .anyMatch(f -> f.table().equals("register_event") && f.key().equals(id.toString()));
  }

  @Test
  void a_record_put_in_is_named_by_a_later_run_whatever_time_it_names() throws Exception {
    long size = Long.parseLong(hand.one("select size from log_state"));
    UUID id = UUID.randomUUID();
    hand.change(
        "insert into register_entry select (jsonb_populate_record(e, jsonb_build_object('id', '%s', 'batch_id', gen_random_uuid(), 'recorded_at', '2020-01-01T00:00:00Z'))).* from register_entry e where id = '%s'"
            .formatted(id, credential(3)));
    assertThat(hand.audited(insider, clock, new AuditScope.SinceIndex(size)).findings())
        .anyMatch(f -> f.table().equals("register_entry") && f.key().equals(id.toString()));
  }

  @Test
  void when_a_head_was_signed_is_what_its_witnesses_say() throws Exception {
    hand.change("update log_head set signed_at = '2000-01-01', published_at = '2000-01-01'");
    AuditScope since = new AuditScope.SinceTime(Instant.parse("2001-01-01T00:00:00Z"));
    assertThat(hand.audited(insider, clock, since).from()).isZero();
    since = new AuditScope.SinceTime(clock.instant().plusSeconds(60));
    assertThat(hand.audited(insider, clock, since).from())
        .isEqualTo(Long.parseLong(hand.one("select size from log_state")));
  }

  @Test
  void a_log_without_any_head_is_named_and_one_that_only_the_log_signed_covers_nothing()
      throws Exception {
    hand.change("delete from log_head");
    assertThat(tables(hand.audited(insider, clock, FULL))).containsExactly("log_head");
  }

  @Test
  void a_head_without_its_witnesses_covers_nothing() throws Exception {
    for (String size : hand.column("select size from log_head")) {
      SignedNote note = note(size);
      List<SignatureLine> own =
          note.signatures().stream()
              .filter(line -> line.name().equals(outsider.policy().logs().getFirst().key().name()))
              .toList();
      assertThat(own).hasSizeLessThan(note.signatures().size());
      hand.change(
          "update log_head set published_at = null, note = decode('%s', 'hex') where size = %s"
              .formatted(new SignedNote(note.text(), own).encode().hex(), size));
    }
    assertThat(tables(hand.audited(insider, clock, FULL))).containsExactly("log_head");
  }

  @Test
  void entries_that_no_head_covers_are_named_once_they_had_time_for_one() throws Exception {
    hand.change("delete from log_head where size = (select max(size) from log_head)");
    Instant written = written();
    Clock soon = Clock.fixed(written.plusSeconds(60), ZoneOffset.UTC);
    assertThat(hand.audited(insider, soon, FULL).findings()).isEmpty();
    Clock later = Clock.fixed(written.plusSeconds(600), ZoneOffset.UTC);
    assertThat(tables(hand.audited(insider, later, FULL))).containsExactly("log_entry");
  }

  @Test
  void a_tail_that_was_cut_off_is_named_where_a_head_is_at_hand_from_elsewhere() throws Exception {
    SignedNote kept = note(hand.one("select max(size) from log_head"));
    SignedNote older = note(hand.one("select min(size) from log_head"));
    forgetLastRevocation();
    Clock soon = Clock.fixed(written().plusSeconds(60), ZoneOffset.UTC);
    assertThat(hand.audited(insider, soon, FULL).findings())
        .as("nobody can tell from the store alone")
        .isEmpty();
    assertThat(hand.audited(insider, soon, FULL).notChecked()).anyMatch(CUT_OFF);
    assertThat(hand.audited(insider, soon, FULL, older).findings()).isEmpty();
    assertThat(hand.audited(insider, soon, FULL, older).notChecked()).noneMatch(CUT_OFF);
    assertThat(hand.audited(insider, soon, FULL, older, kept).findings())
        .anyMatch(f -> f.table().equals("log_entry") && f.expected().contains("the signed size"));
  }

  @Test
  void a_tail_that_was_cut_off_is_named_by_the_command_that_asks_a_witness(@TempDir Path folder)
      throws Exception {
    assertThat(witnesses.split(",")).hasSize(2);
    for (String witness : witnesses.split(",")) {
      AuditRun whole = command(folder, "--witness", witness);
      assertThat(whole.out()).as(whole.err()).doesNotContain("no head from elsewhere");
      assertThat(whole.code()).as(whole.out()).isZero();
    }
    forgetLastRevocation();
    AuditRun alone = command(folder);
    assertThat(alone.out()).contains("no head from elsewhere").doesNotContain("the signed size");
    for (String witness : witnesses.split(",")) {
      AuditRun asked = command(folder, "--witness", witness);
      assertThat(asked.code()).isEqualTo(1);
      assertThat(asked.out()).contains("the signed size");
    }
  }

  @Test
  void a_witness_that_does_not_answer_is_no_clean_audit(@TempDir Path folder) throws Exception {
    int nobody;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = free.getLocalPort();
    }
    AuditRun run = command(folder, "--witness", "http://127.0.0.1:" + nobody);
    assertThat(run.code()).isEqualTo(78);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("witness");
    assertThat(command(folder, "--witness", "ftp://127.0.0.1").code()).isEqualTo(64);
  }

  /**
   * The verb on the copy, by a user who has the password of the store and the installation's
   * secret.
   */
  private AuditRun command(Path folder, String... words) throws Exception {
    Path secret = Files.writeString(folder.resolve("password"), password);
    List<String> all =
        new ArrayList<>(
            List.of(
                "--url",
                url + (url.contains("?") ? "&" : "?") + "currentSchema=hand",
                "--user",
                "postgres",
                "--password-file",
                secret.toString()));
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
  void a_trail_that_was_emptied_is_named_by_what_was_done_where_the_log_has_no_head_of_it()
      throws Exception {
    hand.execute(
        "delete from log_entry where convert_from(entry, 'UTF8') like 'sogoc/v1 audit-head%'");
    hand.rebuild();
    hand.change("delete from trail_line");
    hand.change(
        "update trail_head set seq = 0, logged_seq = 0, hash = decode('%s', 'hex')"
            .formatted(TrailLine.BEGINNING.hex()));
    assertThat(hand.audited(insider, clock, FULL).findings())
        .noneMatch(f -> f.table().startsWith("trail_"))
        .anyMatch(f -> f.table().equals("approval") && f.column().equals("approver_account"))
        .anyMatch(f -> f.table().equals("batch") && f.column().equals("recorded_at"))
        .anyMatch(f -> f.table().equals("institution_statement"));
  }

  @Test
  void roots_that_were_rotated_by_the_old_threshold_are_followed_and_others_named()
      throws Exception {
    BundleRoots first = RotatedBundles.FIRST_ROOTS;
    AuditTrust pinned =
        new AuditTrust(
            insider.policy(),
            anchor,
            catalogue,
            Optional.of(first),
            List.of(),
            Optional.of(secrets));
    hand.execute("delete from trust_bundle");
    for (Bytes file : RotatedBundles.byBothThresholds()) {
      bundle(file);
    }
    assertThat(badlySigned(pinned)).isEmpty();
    hand.execute("delete from trust_bundle");
    for (Bytes file : RotatedBundles.byTheNewRootsAlone()) {
      bundle(file);
    }
    assertThat(badlySigned(pinned)).containsExactly("2", "3");
  }

  private Set<String> badlySigned(AuditTrust pinned) throws SQLException {
    return hand.audited(pinned, clock, FULL).findings().stream()
        .filter(f -> f.table().equals("trust_bundle") && f.found().equals("UNDER_SIGNED"))
        .map(Finding::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void bundle(Bytes file) throws Exception {
    TrustBundle bundle = TrustBundles.unverified(file);
    hand.change(
        "insert into trust_bundle values (%d, decode('%s', 'hex'), decode('%s', 'hex'), decode('%s', 'hex'), '%s', '%s')"
            .formatted(
                bundle.version(),
                file.hex(),
                Digest.sha256(file).hex(),
                TrustBundles.content(bundle).hex(),
                bundle.issuedAt(),
                bundle.expiresAt()));
  }

  @Test
  void a_head_from_elsewhere_is_asked_for_even_before_the_entries_that_are_read() throws Exception {
    long size = Long.parseLong(hand.one("select size from log_state"));
    SignedNote older = note(hand.one("select min(size) from log_head"));
    AuditScope since = new AuditScope.SinceIndex(size);
    assertThat(hand.audited(insider, clock, since, older).findings()).isEmpty();
    hand.change("update log_entry set entry = entry || 'x'::bytea where idx = 0");
    assertThat(hand.audited(insider, clock, since, older).findings()).isNotEmpty();
  }

  @Test
  void lists_that_were_taken_out_are_named() throws Exception {
    for (String taken :
        List.of(
            "delete from status_list_version",
            "delete from status_list_version v where purpose = 'revocation' and version = (select max(version) from status_list_version where purpose = v.purpose)",
            "delete from issuance_list")) {
      try (RegisterCopy copy = new RegisterCopy(url, password, "lists")) {
        copy.change(taken);
        if (taken.endsWith("issuance_list")) {
          copy.change("delete from issuance_list_row");
        }
        assertThat(copy.audited(outsider, clock, FULL).findings())
            .as(taken)
            .anyMatch(
                f ->
                    f.table().equals("log_entry")
                        && f.expected()
                            .equals("the list, copy, coverage or supplement that it tells"));
      }
    }
  }

  @Test
  void a_statement_behind_which_no_two_persons_stand_is_named() throws Exception {
    for (String taken :
        List.of(
            "delete from key_change",
            "delete from key_change_outcome",
            "delete from approval where subject_kind = 'key-change'",
            "update approval set approver_person = requester_person where subject_kind = 'key-change'",
            "update key_change set reason = reason || 'x'")) {
      try (RegisterCopy copy = new RegisterCopy(url, password, "lists")) {
        copy.change(taken);
        assertThat(tables(copy.audited(outsider, clock, FULL)))
            .as(taken)
            .contains("institution_statement");
      }
    }
  }

  @Test
  void what_was_recorded_under_a_key_that_rested_is_named() throws Exception {
    Instant issued =
        Instant.parse(
            hand.one(
                "select to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') from register_entry where id = '"
                    + credential(0)
                    + "'"));
    KeySuspension before = suspension(issued.minusSeconds(60), issued.plusSeconds(60));
    hand.log(LogEntry.keySuspended(before.begins(), before.institution(), before.digest()), true);
    assertThat(rested()).hasSize(FEW);
    hand.change("delete from key_suspension");
    assertThat(rested()).isEmpty();
    KeySuspension over = suspension(issued.minusSeconds(60), issued.minusSeconds(30));
    hand.log(LogEntry.keySuspended(over.begins(), over.institution(), over.digest()), true);
    assertThat(rested()).isEmpty();
    KeySuspension after = suspension(issued.plusSeconds(1), issued.plusSeconds(60));
    hand.log(LogEntry.keySuspended(after.begins(), after.institution(), after.digest()), false);
    assertThat(rested()).isEmpty();
  }

  private List<Finding> rested() throws SQLException {
    return hand.audited(outsider, clock, FULL).findings().stream()
        .filter(f -> f.table().equals("register_entry") && f.found().endsWith("while it rested"))
        .toList();
  }

  /** Of the university's record key, in the store and not in the log. */
  private KeySuspension suspension(Instant begins, Instant ends) throws Exception {
    KeyId key =
        new KeyId(
            hand.bytes(
                "select encode(key_id, 'hex') from register_entry where id = '"
                    + credential(0)
                    + "'"));
    KeySuspension made =
        new KeySuspension(UUID.randomUUID(), schools.university(), key, begins, ends, "nghi lộ");
    hand.change(
        "insert into key_suspension values ('%s', %d, decode('%s', 'hex'), '%s', '%s', 'nghi lộ', gen_random_uuid(), 'Ai', '')"
            .formatted(made.id(), made.institution(), key.value().hex(), begins, ends));
    return made;
  }

  @Test
  void minutes_about_another_batch_or_for_another_reason_are_named() throws Exception {
    hand.change("update number_voiding set reason = reason || ' x'");
    assertThat(tables(hand.audited(insider, clock, FULL))).containsExactly("number_voiding");
    hand.change("update number_voiding set reason = rtrim(reason, ' x')");
    assertThat(hand.audited(insider, clock, FULL).findings()).isEmpty();
    // a second batch is given up with the minutes of the first
    UUID second = UUID.randomUUID();
    hand.change(
        "insert into number_reservation select '%s', institution_id, kind, year, count, first_register + count, first_serial + count, first_slot + count, state, reserved_at from number_reservation where state = 'voided'"
            .formatted(second));
    for (String counter : List.of("number_counter", "serial_counter")) {
      hand.change(
          "update %s set next_number = next_number + (select count from number_reservation where batch_id = '%s') where institution_id = 101"
              .formatted(counter, second));
    }
    hand.change(
        "update status_counter set next_slot = next_slot + (select count from number_reservation where batch_id = '%s')"
            .formatted(second));
    hand.change(
        "insert into batch select (jsonb_populate_record(b, jsonb_build_object('id', '%s'))).* from batch b where state = 'voided'"
            .formatted(second));
    hand.change(
        "insert into number_voiding select (jsonb_populate_record(v, jsonb_build_object('batch_id', '%s'))).* from number_voiding v"
            .formatted(second));
    assertThat(hand.audited(insider, clock, FULL).findings())
        .anyMatch(f -> f.table().equals("number_voiding"))
        // that nobody did any of it stands in the audit trail too
        .allMatch(f -> f.key().equals(second.toString()));
  }

  @Test
  void a_status_list_under_a_key_that_had_ended_is_named() throws Exception {
    KeyId ended = keyOf(hand.one("select convert_from(signed, 'UTF8') from status_list_version"));
    Bytes signed =
        hand.bytes(
            "select encode(statement, 'hex') from institution_statement where institution_id = 1");
    InstitutionStatement before = anchor.check(signed).statement();
    InstitutionStatement next =
        before.next(
            signed,
            clock.instant(),
            before.keys().stream()
                .map(k -> k.id().equals(ended) ? k.in(KeyState.RETIRED, k.from()) : k)
                .toList());
    Bytes statement =
        CoseSign1.sign(
                Pkcs12Vault.open(Path.of("keys-dev/trust-list.p12"), "sogoc-dev".toCharArray())
                    .signer("trust-list", Purpose.TRUST_LIST),
                InstitutionStatement.AAD,
                StatementCodec.encode(next))
            .bytes();
    hand.change(
        "insert into institution_statement values (1, 2, decode('%s', 'hex'), now())"
            .formatted(statement.hex()));
    hand.log(
        LogEntry.statement(
            true, clock.instant().truncatedTo(ChronoUnit.MILLIS), 1, Digest.sha256(statement)),
        true);
    assertThat(hand.audited(outsider, clock, FULL).findings())
        .anyMatch(
            f ->
                f.table().equals("status_list_version")
                    && f.expected().contains("that was valid then"));
  }

  @Test
  void a_nonce_that_was_used_twice_under_lists_or_bundles_is_named() throws Exception {
    List<String> versions =
        hand.column(
            "select convert_from(signed, 'UTF8') from status_list_version where purpose = 'revocation'");
    assertThat(versions).hasSizeGreaterThan(1);
    FixedNonce<Purpose.Status> status =
        FixedNonce.of(
            Path.of("keys-dev/institution-1.p12"),
            "status",
            keyOf(versions.getFirst()),
            Purpose.STATUS);
    for (String version : versions) {
      String text = version.substring(0, version.lastIndexOf('.'));
      String again = text + "." + status.sign(Digest.sha256(text.getBytes(UTF_8))).base64Url();
      hand.change(
          "update status_list_version set signed = '%s' where signed = '%s'"
              .formatted(again, version));
    }
    bundles();
    assertThat(hand.audited(outsider, clock, FULL).findings())
        .filteredOn(f -> f.expected().startsWith("a nonce"))
        .extracting(Finding::table)
        .containsOnly("status_list_version", "trust_bundle");
  }

  /** Two versions of a bundle that a root signed with the same nonce. */
  private void bundles() throws Exception {
    List<VerificationKey<Purpose.TrustList>> roots = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      roots.add(
          Pkcs12Vault.open(Path.of("keys-dev/bundle-" + i + ".p12"), "sogoc-dev".toCharArray())
              .certificate("bundle")
              .orElseThrow()
              .verificationKey(Purpose.TRUST_LIST));
    }
    FixedNonce<Purpose.TrustList> first =
        FixedNonce.of(
            Path.of("keys-dev/bundle-1.p12"),
            "bundle",
            roots.getFirst().keyId(),
            Purpose.TRUST_LIST);
    for (int version = 1; version <= 2; version++) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      TrustBundle bundle =
          new TrustBundle(
              version,
              now,
              now.plusSeconds(3600),
              version == 1 ? Optional.empty() : Optional.of(Digest.sha256()),
              Duration.ofDays(7),
              BundleRoots.of(2, roots),
              List.of(),
              new TrustBundle.Tables(1, List.of()),
              List.of());
      Bytes file = TrustBundles.sign(TrustBundles.draft(bundle), first);
      hand.change(
          "insert into trust_bundle values (%d, decode('%s', 'hex'), '', '', now(), now())"
              .formatted(version, file.hex()));
    }
  }

  /** One cell after the other is what no check can compute with: the run ends, and names others. */
  @Test
  void no_single_cell_blinds_the_audit() throws Exception {
    String altered = credential(0).toString();
    hand.change("update register_entry set full_name = 'Kẻ Khác' where id = '" + altered + "'");
    List<String> blind = new ArrayList<>();
    for (String column :
        hand.column(
            """
            select c.relname || '|' || quote_ident(a.attname) || '|' || a.atttypid::regtype
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'hand'::regnamespace and c.relkind = 'r' and a.attnum > 0
              and a.atttypid in ('timestamptz'::regtype, 'bytea'::regtype, 'date'::regtype)
              and c.relname !~ 'account|api_key|idempotency|job|^person'
            """)) {
      String table = column.split("[|]")[0];
      if (hand.column("select 1 from " + table + " limit 1").isEmpty()) {
        continue;
      }
      hand.execute("create table kept as table " + table);
      hand.execute(
          "update %1$s set %2$s = %3$s where ctid = (select ctid from %1$s order by md5(ctid::text) limit 1)"
              .formatted(
                  table, column.split("[|]")[1], column.endsWith("bytea") ? "''" : "'infinity'"));
      try {
        if (hand.audited(insider, clock, FULL).findings().stream()
            .noneMatch(f -> f.table().equals("register_entry") && f.key().equals(altered))) {
          blind.add(column);
        }
      } catch (RuntimeException e) {
        blind.add(column + ": " + e);
      }
      hand.execute("drop table " + table);
      hand.execute("alter table kept rename to " + table);
    }
    assertThat(blind).isEmpty();
  }

  private Instant written() throws SQLException {
    return Instant.parse(
        hand.one(
            "select to_char(max(recorded_at) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from register_event"));
  }

  /**
   * The newest revocation, with all that tells of it, under the head before it. The trail's own
   * entries may lie behind it: they move up, and no head that was signed over them fits any more.
   */
  private void forgetLastRevocation() throws Exception {
    String decision =
        hand.one("select id from credential_decision where entry_id = '" + credential(0) + "'");
    String of = " where decision_id = '" + decision + "'";
    Digest decided =
        Digest.sha256(
            hand.bytes(
                "select encode(content, 'hex') from credential_decision where id = '"
                    + decision
                    + "'"));
    long first = hand.placeOf(decided);
    hand.forget(decided);
    hand.change("delete from decision_outcome" + of);
    hand.change("delete from decision_document" + of);
    hand.change("delete from credential_decision where id = '" + decision + "'");
    String version =
        " where purpose = 'revocation' and version = (select max(version) from status_list_version where purpose = 'revocation')";
    hand.forget(
        Digest.sha256(
            hand.bytes("select encode(signed, 'hex') from status_list_version" + version)));
    hand.change("delete from status_list_version" + version);
    hand.rebuild();
    hand.change("delete from log_head where size > " + first);
  }

  private static Set<String> tables(AuditReport report) {
    return report.findings().stream().map(Finding::table).collect(Collectors.toSet());
  }

  private SignedNote note(String size) throws Exception {
    return SignedNote.parse(
        hand.bytes("select encode(note, 'hex') from log_head where size = " + size));
  }

  private static KeyId keyOf(String jwt) {
    String header =
        new String(Base64.getUrlDecoder().decode(jwt.substring(0, jwt.indexOf('.'))), UTF_8);
    return KeyId.ofHex(header.replaceAll(".*\"kid\":\"([0-9a-f]{16})\".*", "$1"));
  }

  /** A revocation of a credential with the digest of what was decided about another one. */
  private LogEntry cited(UUID about) throws Exception {
    Digest decided =
        Digest.sha256(
            hand.bytes(
                "select encode(content, 'hex') from credential_decision where type = 'revocation' and entry_id = '"
                    + credential(1)
                    + "'"));
    Bytes issued =
        hand.bytes(
            "select encode(entry, 'hex') from register_event where type = 'issued' and entry_id = '"
                + about
                + "'");
    LogEntry first = LogEntry.parse(issued);
    return new LogEntry(
        EntryType.REVOKED,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        first.institution(),
        decided,
        first.slot(),
        Optional.of(Digest.sha256(issued)));
  }

  /** A batch, of which one was suspended and then one revoked; each in status lists. */
  private void scene() throws Exception {
    IssuedBatches.issued(schools, FEW);
    schools.registry();
    awaitLogged();
    lists.publish(clock.instant());
    decide("suspension", "under_inspection", credential(2));
    awaitLogged();
    lists.publish(clock.instant());
    decide("revocation", "fraud", credential(1));
    awaitLogged();
    lists.publish(clock.instant());
    voided.voided(2);
    changeKeys();
    awaitLogged();
    decide("revocation", "fraud", credential(0));
    awaitLogged();
    lists.publish(clock.instant());
    awaitLogged();
  }

  /** Two persons of a school bring in its next statement. */
  private void changeKeys() {
    TestSchools.School school = others.school();
    InstitutionKey next = school.newKey("k" + school.number() + "-2.p12", clock.instant());
    Bytes statement =
        school.statement(all -> Stream.concat(all.stream(), Stream.of(next)).toList());
    Response asked =
        as(schools.person(school.number(), Role.OPERATE))
            .contentType("application/json")
            .body(
                Map.of(
                    "statement", statement.base64Url(),
                    "reason", "theo biên bản mẫu",
                    "places", List.of()))
            .post("/api/v1/institutions/iss_" + school.number() + "/keys/changes");
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    Response approved =
        as(schools.person(school.number(), Role.OPERATE))
            .contentType("application/json")
            .body(Map.of("contentHash", asked.<String>path("contentHash")))
            .post("/api/v1/key-changes/" + asked.path("id") + "/approval");
    assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
  }

  private void awaitLogged() throws SQLException {
    try (Hand sql = new Hand(url, password)) {
      for (int i = 0; i < 600; i++) {
        if (sql.column("select count(*) from log_pending").equals(List.of("0"))
            && sql.column(
                    "select s.size - coalesce(max(h.size), 0) from log_state s left join log_head h on h.cosigned_at is not null group by s.size")
                .equals(List.of("0"))) {
          return;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
    throw new AssertionError("the log did not come to rest");
  }

  /** Of the batch, by place. */
  private UUID credential(int place) throws SQLException {
    try (Hand sql = new Hand(url, password)) {
      return UUID.fromString(
          sql.column(
                  """
                  select e.id from register_entry e join batch b on b.id = e.batch_id
                  where b.row_count = %d and e.batch_row = %d
                  """
                      .formatted(FEW, place))
              .getFirst());
    }
  }

  private void decide(String type, String reason, UUID credential) {
    int university = schools.university();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("type", type);
    fields.put("reason", reason);
    fields.put("decisionNumber", "QĐ-" + UUID.randomUUID().toString().substring(0, 8));
    fields.put("decisionDate", "2026-08-03");
    RequestSpecification request = as(schools.person(university, Role.PREPARE));
    fields.forEach((name, value) -> request.multiPart(name, value, "text/plain; charset=UTF-8"));
    Response asked =
        request
            .multiPart("document", "qđ.pdf", "%PDF-1.4\n".getBytes(UTF_8), "application/pdf")
            .post("/api/v1/credentials/" + PublicId.of("crd", credential) + "/decisions");
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    Response approved =
        as(schools.person(university, Role.APPROVE))
            .contentType("application/json")
            .body(Map.of("contentHash", asked.<String>path("contentHash")))
            .post("/api/v1/decisions/" + asked.path("id") + "/approval");
    assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(202);
  }

  private static RequestSpecification as(DemoSchools.Person person) {
    return given()
        .header("Authorization", "Bearer " + person.key())
        .header("Accept-Language", "en")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }
}
