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
  private final ReadingSeal seal;
  private final Clock clock;

  ReadingStore(
      ImportRepository imports,
      ImportRows rows,
      ImportFindings findings,
      Persons persons,
      Catalogue catalogue,
      ObjectMapper json,
      ReadingSeal seal,
      Clock clock) {
    this.imports = imports;
    this.rows = rows;
    this.findings = findings;
    this.persons = persons;
    this.codec = new RecordCodec(catalogue);
    this.json = json;
    this.seal = seal;
    this.clock = clock;
  }

  /** What a run has kept so far; one thread uses it. */
  static final class Progress {
    private final Tally tally;
    private RowChain rows = new RowChain();
    private FindingChain findings = new FindingChain();
    private RowChain nextRows = rows;
    private FindingChain nextFindings = findings;

    Progress(Tally tally) {
      this.tally = tally;
    }

    /** What is added from here on counts once {@link #committed} says so. */
    private void begin() {
      nextRows = rows.copy();
      nextFindings = findings.copy();
    }

    /** Takes note that the transaction of {@link #keep} was committed. */
    void committed() {
      rows = nextRows;
      findings = nextFindings;
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

  /**
   * What earlier runs of the job kept, told to the checks.
   *
   * @throws Refusal where it is not what they kept
   */
  @Transactional
  Progress resume(ImportEntity list, RowChecks checks) {
    List<FindingGroup> groups = findings.groups(list.id, 0, Integer.MAX_VALUE);
    Progress progress = new Progress(new Tally(groups, list.findings));
    progress.findings.addGroups(groups);
    findings.eachKept(list.id, progress.findings::addKept);
    int position = 0;
    List<ImportRows.Kept> page = rows.from(list.id, position, AT_ONCE);
    while (!page.isEmpty()) {
      Map<Integer, PersonalNumber> numbers = numbers(list, page);
      Map<PersonalNumber, UUID> owners = persons.withNumbers(numbers.values());
      for (ImportRows.Kept row : page) {
        Bytes hash = row.numberHash();
        progress.rows.add(row.line(), row.claims(), row.likeness(), hash);
        checks.remember(
            row.line(),
            claims(row),
            Optional.ofNullable(hash),
            Optional.ofNullable(numbers.get(row.position())).map(owners::get));
      }
      position += page.size();
      page = rows.from(list.id, position, AT_ONCE);
    }
    requireSealed(list, progress);
    if (count(groups, true) != list.faults || count(groups, false) != list.warnings) {
      throw changed("the findings are not as many as were found");
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
    requireSealed(list, progress);
    rows.keep(list, list.rowsValid, checked.rows());
    progress.begin();
    add(list, progress, checked.findings());
    list.rowsRead += read;
    list.rowsValid += checked.rows().size();
    list.rowsFaulty += read - checked.rows().size();
    for (CheckedRow row : checked.rows()) {
      progress.nextRows.add(row.line(), row.claims(), row.likeness(), row.numberHash());
    }
    list.progressSeal = seal.ofProgress(list, progress.nextRows, progress.nextFindings);
    return list.rowsFaulty;
  }

  /** Ends the reading: ready where nothing is wrong, in the transaction of the job. */
  @Transactional(TxType.MANDATORY)
  void end(ImportEntity asked, Progress progress, List<Finding> last) {
    ImportEntity list = locked(asked);
    requireSealed(list, progress);
    progress.begin();
    List<Finding> all = new ArrayList<>(last);
    if (list.rowsRead == 0 && last.stream().noneMatch(Finding::isFault)) {
      all.add(new Finding(true, "no_rows", 0, "", "", ""));
    }
    add(list, progress, all);
    list.readAt = clock.instant();
    list.progressSeal = null;
    if (list.faults > 0) {
      list.moveTo(ImportState.FAULTY);
    } else {
      list.rowsSeal = seal.ofWhole(list, progress.nextRows, progress.nextFindings);
      list.moveTo(ImportState.READY);
    }
  }

  private void requireSealed(ImportEntity list, Progress progress) {
    boolean isBeginning =
        list.progressSeal == null && list.rowsRead == 0 && list.rowsFaulty == 0 && isBlank(list);
    boolean isSealed =
        isBeginning
            ? progress.findings.digest().equals(new FindingChain().digest())
            : seal.fitsProgress(list, progress.rows, progress.findings);
    if (!isSealed || progress.rows.count() != list.rowsValid) {
      throw changed("what was read so far is not what the reading kept");
    }
  }

  private static boolean isBlank(ImportEntity list) {
    return list.faults == 0 && list.warnings == 0 && list.findings == 0;
  }

  private static long count(List<FindingGroup> groups, boolean isFault) {
    return groups.stream().filter(g -> g.isFault() == isFault).mapToLong(FindingGroup::count).sum();
  }

  private static Refusal changed(String detail) {
    return new Refusal(ImportProblem.CONTENT_CHANGED, detail);
  }

  private void add(ImportEntity list, Progress progress, List<Finding> found) {
    Tally.Added added = progress.tally.add(found);
    findings.keep(list.institutionId, list.id, added);
    progress.nextFindings.addGroups(added.fresh());
    progress.nextFindings.addKept(added.kept());
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

  private Map<Integer, PersonalNumber> numbers(ImportEntity list, List<ImportRows.Kept> page) {
    Map<Integer, PersonalNumber> numbers = new HashMap<>();
    for (ImportRows.Kept row : page) {
      Bytes sealed = row.numberSealed();
      if (sealed != null) {
        numbers.put(row.position(), rows.open(list, row.position(), sealed));
      }
    }
    return numbers;
  }

  private Claims claims(ImportRows.Kept row) {
    try {
      return codec.decodeClaims(row.claims());
    } catch (MalformedRecord e) {
      throw changed("the claims of row " + row.line() + " are not readable");
    }
  }
}
