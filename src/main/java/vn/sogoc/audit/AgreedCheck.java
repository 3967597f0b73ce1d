package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.trail.Deed;

/**
 * What two persons of an office agreed to is there as they agreed to it, and of mandates and
 * supervisions there is nothing else: one from before offices has a line of the audit trail alone.
 */
final class AgreedCheck {
  private static final String OUTCOME = "proposal_outcome";
  private static final String MANDATE = "mandate";
  private static final String SUPERVISION = "supervision";

  /** A mandate as it is stored. */
  private record Row(
      UUID id,
      int institution,
      UUID person,
      Map<String, String> words,
      List<String> kinds,
      LocalDate from,
      @Nullable LocalDate until,
      String key) {
    boolean isHead() {
      return Objects.equals(words.get("signsAs"), "");
    }

    LocalDate last() {
      return until == null ? LocalDate.MAX : until;
    }
  }

  private final Evidence e;
  private final ToldRights told;
  private final Map<UUID, Row> mandates = new HashMap<>();
  private final Map<String, UUID> persons = new HashMap<>();
  private final List<Row> ofOffice = new ArrayList<>();
  private final Map<Integer, List<String>> supervisors = new TreeMap<>();

  AgreedCheck(Evidence e, ToldRights told) {
    this.e = e;
    this.told = told;
  }

  void run() throws SQLException {
    e.store().each("select * from mandate", this::mandate);
    e.store()
        .each(
            "select id, person_id from account",
            row ->
                persons.put(PublicId.of("acc", row.uuid("id")).toString(), row.uuid("person_id")));
    e.store()
        .each(
            """
            select o.proposal_id, o.institution_id, o.decided_person, p.kind, p.subject, p.terms
            from proposal_outcome o join proposal p on p.id = o.proposal_id
            where o.outcome = 'approved' order by o.decided_at, o.proposal_id
            """,
            this::agreed);
    for (Row one : ofOffice) {
      others(one);
    }
    supervisions();
  }

  private void mandate(Cells row) throws SQLException {
    Map<String, String> words = new HashMap<>();
    words.put("name", row.text("person_name"));
    words.put("titleVi", row.text("title_vi"));
    words.put("titleEn", row.text("title_en"));
    words.put("kinds", row.text("kinds"));
    words.put("from", row.date("valid_from").toString());
    words.put("decisionNumber", row.text("decision_number"));
    words.put("decisionDate", row.date("decision_date").toString());
    words.put("signsAs", row.text("signs_as"));
    String key = row.bytesIfAny("key_id").map(Bytes::hex).orElse("");
    if (!key.isEmpty()) {
      words.put("key", key);
    }
    UUID id = row.uuid("id");
    mandates.put(
        id,
        new Row(
            id,
            row.integer("institution_id"),
            row.uuid("person_id"),
            words,
            Arrays.asList(row.text("kinds").split(" ")),
            row.date("valid_from"),
            row.dateOrNull("valid_until"),
            key));
  }

  private void agreed(Cells row) throws SQLException {
    UUID id = row.uuid("proposal_id");
    int institution = row.integer("institution_id");
    Map<String, String> terms = terms(row.text("terms"));
    String subject = row.text("subject");
    switch (row.text("kind")) {
      case "mandate" -> granted(id, institution, terms);
      case "mandate-end" -> ended(id, subject, terms);
      case "role" -> {
        String role = terms.getOrDefault("role", "");
        effect(
            id,
            told.grants(terms.getOrDefault("account", ""), institution, role) > 0,
            "a line that gives the role " + role);
      }
      case "supervision" ->
          supervisors
              .computeIfAbsent(institution, none -> new ArrayList<>())
              .add(terms.getOrDefault("supervisor", ""));
      default -> {
        // ways in are looked at from their own rows
      }
    }
  }

  /** The mandate has the number of its proposal; before that was so, it is known by its words. */
  private void granted(UUID id, int institution, Map<String, String> terms) {
    Map<String, String> wanted = new HashMap<>(terms);
    List.of("account", "username", "document", "replaces", "until").forEach(wanted::remove);
    @Nullable UUID person = persons.get(terms.getOrDefault("account", ""));
    Optional<Row> found =
        Optional.ofNullable(mandates.get(id))
            .or(
                () ->
                    mandates.values().stream()
                        .filter(m -> m.institution() == institution && m.words().equals(wanted))
                        .filter(m -> m.person().equals(person))
                        .findFirst());
    effect(id, found.isPresent(), "the mandate");
    if (found.isEmpty()) {
      return;
    }
    Row one = found.get();
    ofOffice.add(one);
    boolean isSame =
        one.words().equals(wanted)
            && one.institution() == institution
            && one.person().equals(person)
            && (Objects.toString(one.until(), "").equals(terms.getOrDefault("until", ""))
                || told.ended(PublicId.of("man", one.id()).toString()).isPresent());
    e.findings()
        .require(isSame, MANDATE, one.id(), "", "what two persons agreed to", "something else");
  }

  private void ended(UUID id, String subject, Map<String, String> terms) {
    Optional<Row> found = PublicId.parse("man", subject).map(of -> mandates.get(of.key()));
    String last = terms.getOrDefault("last", "");
    effect(
        id,
        found
            .filter(m -> m.until() != null && m.until().toString().compareTo(last) <= 0)
            .filter(m -> told.ended(subject).isPresent())
            .isPresent(),
        "a mandate that ended by " + last);
  }

  /** Its key is nobody else's, and no other head has one of its kinds on one of its days. */
  private void others(Row one) {
    for (Row other : mandates.values()) {
      if (other.institution() != one.institution() || other.id().equals(one.id())) {
        continue;
      }
      e.findings()
          .require(
              one.key().isEmpty()
                  || !one.key().equals(other.key())
                  || one.person().equals(other.person()),
              MANDATE,
              one.id(),
              "key_id",
              "a key of one person",
              "one that stands in mandate " + other.id() + " of another");
      boolean isDoubled =
          one.isHead()
              && other.isHead()
              && one.kinds().stream().anyMatch(other.kinds()::contains)
              && !one.last().isBefore(other.from())
              && !other.last().isBefore(one.from());
      e.findings()
          .require(
              !isDoubled,
              MANDATE,
              one.id(),
              "kinds,valid_from,valid_until",
              "one head for a kind on a day",
              "another in mandate " + other.id());
    }
  }

  private void supervisions() throws SQLException {
    Map<Integer, List<String>> named = new TreeMap<>();
    Map<Integer, List<Digest>> ended = new TreeMap<>();
    Map<Integer, Integer> versions = new TreeMap<>();
    e.store()
        .each(
            "select id, institution_id, version, supervisor_id from supervision"
                + " order by institution_id, version",
            row -> {
              int institution = row.integer("institution_id");
              int version = row.integer("version");
              e.findings()
                  .same(
                      SUPERVISION,
                      row.uuid("id"),
                      "version",
                      versions.merge(institution, 1, Integer::sum),
                      version);
              if (row.isNull("supervisor_id")) {
                ended
                    .computeIfAbsent(institution, none -> new ArrayList<>())
                    .add(Deed.hash(version));
              } else {
                named
                    .computeIfAbsent(institution, none -> new ArrayList<>())
                    .add("iss_" + row.integer("supervisor_id"));
              }
            });
    Map<Integer, Integer> all = new TreeMap<>(versions);
    supervisors.keySet().forEach(institution -> all.putIfAbsent(institution, 0));
    for (int institution : all.keySet()) {
      e.findings()
          .require(
              named
                      .getOrDefault(institution, List.of())
                      .equals(supervisors.getOrDefault(institution, List.of()))
                  && ended
                      .getOrDefault(institution, List.of())
                      .equals(told.unsupervised("iss_" + institution)),
              SUPERVISION,
              "institution " + institution,
              "institution_id,version,supervisor_id",
              "those that two persons agreed to, and the ends that were told",
              "others, or fewer");
    }
  }

  private void effect(UUID proposal, boolean isThere, String expected) {
    e.findings().require(isThere, OUTCOME, proposal, "outcome", expected, "none");
  }

  /** By name; a line that is none is left out, and then nothing fits. */
  static Map<String, String> terms(String lines) {
    Map<String, String> terms = new TreeMap<>();
    lines
        .lines()
        .forEach(
            line -> {
              int tab = line.indexOf('\t');
              if (tab >= 0) {
                terms.put(line.substring(0, tab), line.substring(tab + 1));
              }
            });
    return terms;
  }
}
