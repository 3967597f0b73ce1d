package vn.sogoc.issuance.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vn.sogoc.issuance.ImportedList;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.Secrets;

/** What somebody writes between two ways through the rows does not become a batch. */
@SuppressWarnings("NullAway") // no store is behind the rows
class ReadListTest {
  private static final Secrets SECRETS = Secrets.of("5e".repeat(32));

  private final Rows rows = new Rows();
  private final Findings findings = new Findings();
  private final ReadingSeal seal = new ReadingSeal(SECRETS);
  private final ImportEntity list = entity();

  @Test
  void every_way_through_the_rows_is_compared_with_the_seal() {
    seal();
    ReadList read = read();
    assertThat(all(read)).hasSize(5);
    assertThat(all(read)).extracting(ImportedList.Row::isNumbered).containsOnly(false);
    ImportRows.Kept second = rows.kept.get(1);
    rows.kept.set(
        1,
        new ImportRows.Kept(
            1, second.line(), Bytes.of(new byte[] {9}), second.likeness(), null, null));
    assertThat(refused(read)).isEqualTo(ImportProblem.CONTENT_CHANGED);
    rows.kept.set(1, second);
    assertThat(all(read)).hasSize(5);
    rows.kept.removeLast();
    assertThat(refused(read)).isEqualTo(ImportProblem.CONTENT_CHANGED);
  }

  @Test
  void counters_particulars_and_warnings_are_under_the_seal() {
    seal();
    list.warnings++;
    assertThat(refused(read())).isEqualTo(ImportProblem.CONTENT_CHANGED);
    list.warnings--;
    list.issueDate = list.issueDate.plusDays(1);
    assertThat(refused(read())).isEqualTo(ImportProblem.CONTENT_CHANGED);
    list.issueDate = list.issueDate.minusDays(1);
    list.reading++;
    assertThat(refused(read())).isEqualTo(ImportProblem.CONTENT_CHANGED);
    list.reading--;
    assertThat(all(read())).hasSize(5);
    assertThat(read().warnings(0, 10)).hasSize(1);
    findings.kept.set(0, new Tally.One(0, 0, 3, "another"));
    assertThat(refused(read())).isEqualTo(ImportProblem.CONTENT_CHANGED);
  }

  private void seal() {
    RowChain chain = new RowChain();
    rows.kept.forEach(r -> chain.add(r.line(), r.claims(), r.likeness(), r.numberHash()));
    FindingChain found = new FindingChain();
    found.addGroups(findings.groups);
    found.addKept(findings.kept);
    list.rowsSeal = seal.ofWhole(list, chain, found);
  }

  private ReadList read() {
    return new ReadList(list, null, rows, findings, seal);
  }

  private static List<ImportedList.Row> all(ReadList read) {
    List<ImportedList.Row> all = new ArrayList<>();
    for (int from = 0; from < read.rowCount(); from += 2) {
      all.addAll(read.rows(from, 2));
    }
    return all;
  }

  private static Object refused(ReadList read) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> all(read));
    return refusal == null ? "taken" : refusal.type();
  }

  private static ImportEntity entity() {
    ImportEntity list = new ImportEntity();
    list.id = new UUID(1, 2);
    list.institutionId = 101;
    list.kind = "BCN";
    list.regime = "x";
    list.decisionNumber = "1";
    list.decisionDate = LocalDate.of(2026, 6, 12);
    list.issueDate = LocalDate.of(2026, 6, 15);
    list.mandateId = new UUID(3, 4);
    list.signerName = "a";
    list.signerTitleVi = "b";
    list.signerTitleEn = "c";
    list.signsAs = "";
    list.fileDigest = new byte[32];
    list.layout = "{}";
    list.reading = 1;
    list.rowsRead = 5;
    list.rowsValid = 5;
    list.warnings = 1;
    list.findings = 1;
    return list;
  }

  private static final class Rows extends ImportRows {
    final List<Kept> kept = new ArrayList<>();

    Rows() {
      super(null, SECRETS, new SecureRandom());
      for (int i = 0; i < 5; i++) {
        kept.add(
            new Kept(
                i, i + 2, Bytes.of(new byte[] {(byte) i}), Bytes.of(new byte[32]), null, null));
      }
    }

    @Override
    List<Kept> from(UUID id, int position, int limit) {
      int end = Math.min(kept.size(), position + limit);
      return position >= end ? List.of() : kept.subList(position, end);
    }
  }

  private static final class Findings extends ImportFindings {
    final List<FindingGroup> groups =
        List.of(new FindingGroup(0, false, "age_unusual", "Ngày sinh", "", 1, List.of()));
    final List<Tally.One> kept = new ArrayList<>(List.of(new Tally.One(0, 0, 3, "2020")));

    Findings() {
      super(null);
    }

    @Override
    List<FindingGroup> groups(UUID id, int from, int limit) {
      return groups;
    }

    @Override
    void eachKept(UUID id, Consumer<List<Tally.One>> taker) {
      taker.accept(kept);
    }
  }
}
