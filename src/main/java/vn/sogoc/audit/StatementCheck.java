package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.institution.CheckedStatement;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.InstitutionStatement;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.MalformedStatement;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/**
 * Who holds which key: every statement signed under the pinned root, in its place in a chain
 * without gaps, and in the log; names, numbers and keys beside them are what the newest one says.
 */
final class StatementCheck implements Check {
  private static final String TABLE = "institution_statement";

  private record Before(int version, Digest digest) {}

  @Override
  public void run(Evidence e) throws SQLException {
    Map<Integer, Before> before = new HashMap<>();
    e.store()
        .each(
            50,
            "select institution_id, version, statement, created_at from institution_statement"
                + " order by institution_id, version",
            row -> {
              e.count(TABLE);
              int institution = row.integer("institution_id");
              int version = row.integer("version");
              String key = institution + "/" + version;
              Bytes signed = row.bytes("statement");
              Digest digest = Digest.sha256(signed);
              @Nullable Before last = before.put(institution, new Before(version, digest));
              e.findings()
                  .same(TABLE, key, "version", last == null ? 1 : last.version() + 1, version);
              try {
                CheckedStatement checked = e.trust().anchor().check(signed);
                InstitutionStatement statement = checked.statement();
                e.findings()
                    .same(TABLE, key, "institution_id", statement.facts().id(), institution);
                e.findings().same(TABLE, key, "version", statement.version(), version);
                e.findings()
                    .same(
                        TABLE,
                        key,
                        "statement",
                        Optional.ofNullable(last).map(Before::digest),
                        statement.prior());
                e.nonces().take(TABLE, key, "statement", CoseSign1.parse(signed));
                long position = position(e, statement, digest, row.instant("created_at"));
                if (position < 0) {
                  e.findings()
                      .add(TABLE, key, "statement", "its entry in the log", "no such entry");
                } else {
                  e.log().told(position);
                }
                e.keys().add(new KeyHistory.Version(position, checked));
              } catch (MalformedStatement | MalformedCose malformed) {
                e.findings()
                    .add(
                        TABLE,
                        key,
                        "statement",
                        "a statement under the pinned root",
                        String.valueOf(malformed.getMessage()));
              }
            });
    institutions(e);
    keys(e);
  }

  /** By what it says: the time beside the row only finds one before the entries that are read. */
  private static long position(
      Evidence e, InstitutionStatement statement, Digest digest, Instant created)
      throws SQLException {
    int institution = statement.facts().id();
    EntryType type = takesBack(statement) ? EntryType.KEY_WITHDRAWN : EntryType.KEY_ADDED;
    Optional<LogIndex.Placed> placed =
        e.log()
            .byContent(digest)
            .filter(p -> p.entry().type() == type && p.entry().institution() == institution);
    if (placed.isPresent() || created.isBefore(Instant.EPOCH)) {
      return placed.map(LogIndex.Placed::position).orElse(-1L);
    }
    return e.position(
        LogEntry.statement(
                type == EntryType.KEY_WITHDRAWN,
                created.truncatedTo(ChronoUnit.MILLIS),
                institution,
                digest)
            .encode());
  }

  private static boolean takesBack(InstitutionStatement statement) {
    return statement.keys().stream().anyMatch(key -> key.state() != KeyState.ACTIVE);
  }

  private static void institutions(Evidence e) throws SQLException {
    e.store()
        .each(
            "select * from institution",
            row -> {
              e.count("institution");
              int id = row.integer("id");
              Optional<KeyHistory.Version> newest = e.keys().newest(id);
              if (newest.isEmpty()) {
                e.findings().add("institution", id, "id", "a statement about it", "none");
                return;
              }
              InstitutionFacts facts = newest.get().checked().statement().facts();
              Findings findings = e.findings();
              findings.same("institution", id, "code", facts.code(), row.text("code"));
              findings.same("institution", id, "name_vi", facts.nameVi(), row.text("name_vi"));
              findings.same("institution", id, "name_en", facts.nameEn(), row.text("name_en"));
              findings.same("institution", id, "domain", facts.domain(), row.text("domain"));
              findings.same(
                  "institution",
                  id,
                  "serial_prefix",
                  facts.serialPrefix(),
                  row.text("serial_prefix"));
              findings.same("institution", id, "place", facts.place(), row.integer("place"));
            });
  }

  private static void keys(Evidence e) throws SQLException {
    Map<String, String> expected = new TreeMap<>();
    Set<Integer> known = new HashSet<>();
    e.store()
        .each(
            "select distinct institution_id from institution_statement",
            row -> known.add(row.integer("institution_id")));
    for (int institution : known) {
      e.keys()
          .newest(institution)
          .ifPresent(
              version -> {
                for (InstitutionKey key : version.checked().statement().keys()) {
                  expected.put(key.id().value().hex(), institution + " " + key.purpose());
                }
              });
    }
    e.store()
        .each(
            "select key_id, institution_id, purpose from institution_key",
            row -> {
              e.count("institution_key");
              String id = row.bytes("key_id").hex();
              String found = row.integer("institution_id") + " " + row.text("purpose");
              @Nullable String named = expected.remove(id);
              if (named == null) {
                e.findings()
                    .add("institution_key", id, "key_id", "a key of a statement", "no statement");
              } else {
                e.findings().same("institution_key", id, "institution_id,purpose", named, found);
              }
            });
    expected.forEach(
        (id, named) -> e.findings().add("institution_key", id, "", "a row for it", "none"));
  }
}
