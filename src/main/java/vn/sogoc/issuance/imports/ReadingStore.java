package vn.sogoc.issuance.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.person.Persons;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** The transactions of a reading: what it keeps, and where it goes on. */
@ApplicationScoped
class ReadingStore {
  private static final int AT_ONCE = 1000;

  private final ImportRepository imports;
  private final ImportRows rows;
  private final ImportFindings findings;
  private final Persons persons;
  private final RecordCodec codec;
  private final ObjectMapper json;
  private final RowSeal seal;
  private final Clock clock;

  ReadingStore(
      ImportRepository imports,
      ImportRows rows,
      ImportFindings findings,
      Persons persons,
      Catalogue catalogue,
      ObjectMapper json,
      Secrets secrets,
      Clock clock) {
    this.imports = imports;
    this.rows = rows;
    this.findings = findings;
    this.persons = persons;
    this.codec = new RecordCodec(catalogue);
    this.json = json;
    this.seal = new RowSeal(secrets, "import-rows");
    this.clock = clock;
  }

  /** What a run has kept so far; one thread uses it. */
  static final class Progress {
    private final RowChain chain = new RowChain();
    private final Tally tally;

    Progress(Tally tally) {
      this.tally = tally;
    }

    /** Takes note of rows whose transaction was committed. */
    void kept(RowChecks.Checked checked) {
      for (CheckedRow row : checked.rows()) {
        chain.add(row.line(), row.claims(), row.likeness(), row.numberHash());
      }
    }
  }

  /**
   * The import of a job.
   *
   * @throws Refusal where it was read anew since, or is gone
   */
  @Transactional
  ImportEntity current(int institution, PublicId id, int reading) {
    return imports
        .of(institution, id.key())
        .filter(list -> list.reading == reading)
        .orElseThrow(() -> new Refusal(ImportProblem.STATE, "the file is read in another way"));
  }

  ImportLayout layout(ImportEntity list) {
    try {
      return json.readValue(list.chosenLayout(), ImportLayout.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the layout of an import is not readable", e);
    }
  }

  /** What earlier runs of the job kept, told to the checks. */
  @Transactional
  Progress resume(ImportEntity list, RowChecks checks) {
    List<FindingGroup> groups = findings.groups(list.id, 0, Integer.MAX_VALUE);
    Progress progress = new Progress(new Tally(groups, list.findings));
    int position = 0;
    List<ImportRows.Kept> page = rows.from(list.id, position, AT_ONCE);
    while (!page.isEmpty()) {
      Map<Integer, PersonalNumber> numbers = numbers(list.id, page);
      Map<PersonalNumber, UUID> owners = persons.withNumbers(numbers.values());
      for (ImportRows.Kept row : page) {
        Bytes hash = row.numberHash();
        progress.chain.add(row.line(), row.claims(), row.likeness(), hash);
        checks.remember(
            row.line(),
            claims(row),
            Optional.ofNullable(hash),
            Optional.ofNullable(numbers.get(row.position())).map(owners::get));
      }
      position += page.size();
      page = rows.from(list.id, position, AT_ONCE);
    }
    return progress;
  }

  /**
   * Keeps what was found in some rows, in the transaction of the job.
   *
   * @return how many rows have faults by now
   */
  @Transactional(TxType.MANDATORY)
  int keep(ImportEntity asked, Progress progress, RowChecks.Checked checked, int read) {
    ImportEntity list = locked(asked);
    rows.keep(list.institutionId, list.id, list.rowsValid, checked.rows());
    add(list, progress, checked.findings());
    list.rowsRead += read;
    list.rowsValid += checked.rows().size();
    list.rowsFaulty += read - checked.rows().size();
    return list.rowsFaulty;
  }

  /** Ends the reading: ready where nothing is wrong, in the transaction of the job. */
  @Transactional(TxType.MANDATORY)
  void end(ImportEntity asked, Progress progress, List<Finding> last) {
    ImportEntity list = locked(asked);
    List<Finding> all = new ArrayList<>(last);
    if (list.rowsRead == 0 && last.stream().noneMatch(Finding::isFault)) {
      all.add(new Finding(true, "no_rows", 0, "", "", ""));
    }
    add(list, progress, all);
    list.readAt = clock.instant();
    if (list.faults > 0) {
      list.moveTo(ImportState.FAULTY);
    } else {
      list.rowsSeal = seal(list, progress.chain);
      list.moveTo(ImportState.READY);
    }
  }

  /** The seal over all rows of an import, in their order. */
  byte[] seal(ImportEntity list, RowChain chain) {
    return seal.of(list.id, list.reading, chain.count(), chain.digest());
  }

  private void add(ImportEntity list, Progress progress, List<Finding> found) {
    Tally.Added added = progress.tally.add(found);
    findings.keep(list.institutionId, list.id, added);
    list.faults += added.faults();
    list.warnings += added.warnings();
    list.findings += added.kept().size();
  }

  private ImportEntity locked(ImportEntity asked) {
    ImportEntity list =
        imports
            .lock(asked.institutionId, asked.id)
            .filter(l -> l.reading == asked.reading)
            .orElseThrow(() -> new Refusal(ImportProblem.STATE, "the file is read in another way"));
    if (list.importState() != ImportState.READING) {
      throw new Refusal(ImportProblem.STATE, "the import is in state " + list.state);
    }
    return list;
  }

  private Map<Integer, PersonalNumber> numbers(UUID id, List<ImportRows.Kept> page) {
    Map<Integer, PersonalNumber> numbers = new HashMap<>();
    for (ImportRows.Kept row : page) {
      Bytes sealed = row.numberSealed();
      if (sealed != null) {
        numbers.put(row.position(), rows.open(id, row.position(), sealed));
      }
    }
    return numbers;
  }

  private Claims claims(ImportRows.Kept row) {
    try {
      return codec.decodeClaims(row.claims());
    } catch (MalformedRecord e) {
      throw new Refusal(
          ImportProblem.CONTENT_CHANGED, "the claims of row " + row.line() + " are not readable");
    }
  }
}
