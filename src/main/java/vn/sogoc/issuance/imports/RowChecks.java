package vn.sogoc.issuance.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.issuance.DraftBatches;
import vn.sogoc.issuance.intake.Columns;
import vn.sogoc.issuance.intake.DraftRow;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.issuance.intake.ListRows;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.person.Persons;
import vn.sogoc.platform.tables.Row;

/**
 * Checks the rows of one list, some at a time: each on its own, against those before it, against
 * the register. Of the rows before it keeps digests, so that a list of a million needs no more than
 * some 100 MB. Used by one thread.
 */
final class RowChecks {
  private final ListRows reader;
  private final Frame frame;
  private final Columns columns;
  private final DraftBatches drafts;
  private final Persons persons;
  private final RecordCodec codec;
  private final Seen numbers = new Seen();
  private final Seen owners = new Seen();
  private final Seen names = new Seen();

  RowChecks(
      Catalogue catalogue, Frame frame, Columns columns, DraftBatches drafts, Persons persons) {
    this.reader = new ListRows(catalogue, frame, columns);
    this.frame = frame;
    this.columns = columns;
    this.drafts = drafts;
    this.persons = persons;
    this.codec = new RecordCodec(catalogue);
  }

  /**
   * What became of some rows.
   *
   * @param rows those in which nothing is wrong, in order
   * @param findings of all of them, by row
   */
  record Checked(List<CheckedRow> rows, List<Finding> findings) {}

  /** Takes note of rows that an earlier run of the job has kept. */
  void remember(int line, Claims claims, Optional<Bytes> numberHash, Optional<UUID> owner) {
    numberHash.ifPresent(hash -> numbers.before(hash, line));
    owner.ifPresent(person -> owners.before(person, line));
    names.before(nameKey(claims), line);
  }

  Checked check(List<Row> rows) {
    List<Finding> findings = new ArrayList<>();
    List<DraftRow> drafted = new ArrayList<>();
    for (Row row : rows) {
      checkAlone(row, findings).ifPresent(drafted::add);
    }
    List<DraftRow> distinct = withoutRepeated(drafted, findings);
    findings.addAll(compared(distinct));
    Set<Integer> bad =
        findings.stream().filter(Finding::isFault).map(Finding::row).collect(Collectors.toSet());
    List<CheckedRow> good =
        distinct.stream().filter(row -> !bad.contains(row.line())).map(this::kept).toList();
    return new Checked(
        good,
        findings.stream()
            .map(f -> f.in(FileLook.shown(f.column()), FileLook.shown(f.found())))
            .sorted(Comparator.comparingInt(Finding::row))
            .toList());
  }

  /**
   * What the table itself says of a row comes first; where its cells moved, nothing else counts.
   */
  private Optional<DraftRow> checkAlone(Row row, List<Finding> findings) {
    row.warnings().forEach(w -> findings.add(guarded(Finding.ofRow(false, w))));
    if (row.faults().isEmpty()) {
      return reader.read(row, findings);
    }
    Set<String> faulty = new HashSet<>();
    row.faults()
        .forEach(
            fault -> {
              findings.add(guarded(Finding.ofRow(true, fault)));
              faulty.add(fault.column());
            });
    if (!faulty.contains("")) {
      List<Finding> more = new ArrayList<>();
      Optional<DraftRow> ignored = reader.read(row, more);
      more.stream().filter(f -> !faulty.contains(f.column())).forEach(findings::add);
    }
    return Optional.empty();
  }

  /** The same number twice is a fault, the same name and birth date a warning and never a merge. */
  private List<DraftRow> withoutRepeated(List<DraftRow> rows, List<Finding> findings) {
    List<DraftRow> distinct = new ArrayList<>(rows.size());
    for (DraftRow row : rows) {
      int sameNumber =
          row.holder()
              .personalNumber()
              .map(number -> numbers.before(persons.lookup(number), row.line()))
              .orElse(0);
      int sameName = names.before(nameKey(row.claims()), row.line());
      if (sameNumber != 0) {
        findings.add(twice(row.line(), sameNumber));
        continue;
      }
      if (sameName != 0) {
        findings.add(
            new Finding(
                false,
                "same_name_and_birth",
                row.line(),
                columns.nameOf("fullName"),
                "",
                Integer.toString(sameName)));
      }
      distinct.add(row);
    }
    return distinct;
  }

  /**
   * What the register says. Two rows may be about one person under an old number and a new one,
   * however far apart they stand: whoever the register knows is remembered too.
   */
  private List<Finding> compared(List<DraftRow> rows) {
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : drafts.compare(frame, rows)) {
      if (!finding.code().equals("same_person_twice")) {
        findings.add(finding.in(columns.nameOf(finding.column()), finding.found()));
      }
    }
    Map<PersonalNumber, UUID> known =
        persons.withNumbers(
            rows.stream().flatMap(row -> row.holder().personalNumber().stream()).toList());
    for (DraftRow row : rows) {
      UUID owner = row.holder().personalNumber().map(known::get).orElse(null);
      int before = owner == null ? 0 : owners.before(owner, row.line());
      if (before != 0) {
        findings.add(twice(row.line(), before));
      }
    }
    return findings;
  }

  private Finding twice(int line, int before) {
    return new Finding(
        true,
        "same_person_twice",
        line,
        columns.nameOf(Columns.NUMBER),
        "",
        Integer.toString(before));
  }

  private CheckedRow kept(DraftRow row) {
    PersonalNumber number = row.holder().personalNumber().orElse(null);
    return new CheckedRow(
        row.line(),
        codec.encodeClaims(row.claims()),
        drafts.likeness(row),
        number == null ? null : persons.lookup(number),
        number);
  }

  /** A personal number stands in no report, whatever is wrong with it. */
  private Finding guarded(Finding finding) {
    return finding.column().equals(columns.nameOf(Columns.NUMBER))
        ? finding.in(finding.column(), "")
        : finding;
  }

  private static Bytes nameKey(Claims claims) {
    String key = claims.fullName().searchKey() + "|" + claims.birthDate();
    return Digest.sha256(key.getBytes(StandardCharsets.UTF_8)).bytes();
  }
}
