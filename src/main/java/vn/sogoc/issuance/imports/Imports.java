package vn.sogoc.issuance.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.issuance.BatchRow;
import vn.sogoc.issuance.DraftBatches;
import vn.sogoc.issuance.imports.ImportView.ColumnView;
import vn.sogoc.issuance.intake.Columns;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.jobs.JobView;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.platform.tables.RowStream;
import vn.sogoc.platform.tables.TableFile;

/**
 * The door to imports: a file comes in, somebody says how it is to be read, every row is checked by
 * a job, and a list without faults becomes a draft batch. Every method acts for the actor's own
 * institution; other institutions' imports do not exist for it.
 */
@ApplicationScoped
public class Imports {
  private static final int AT_ONCE = 5000;

  private final ImportStore store;
  private final CommitStore commits;
  private final ReadingStore reading;
  private final ImportRepository imports;
  private final ImportRows rows;
  private final ImportFindings findings;
  private final StoredFiles files;
  private final BadRows badRows;
  private final TableTurns turns;
  private final ColumnMemory memory;
  private final ImportFrames frames;
  private final DraftBatches drafts;
  private final Jobs jobs;
  private final Catalogue catalogue;
  private final RecordCodec codec;
  private final ObjectMapper json;
  private final Clock clock;

  Imports(
      ImportStore store,
      CommitStore commits,
      ReadingStore reading,
      ImportRepository imports,
      ImportRows rows,
      ImportFindings findings,
      StoredFiles files,
      BadRows badRows,
      TableTurns turns,
      ColumnMemory memory,
      ImportFrames frames,
      DraftBatches drafts,
      Jobs jobs,
      Catalogue catalogue,
      RecordCodec codec,
      ObjectMapper json,
      Clock clock) {
    this.store = store;
    this.commits = commits;
    this.reading = reading;
    this.imports = imports;
    this.rows = rows;
    this.findings = findings;
    this.files = files;
    this.badRows = badRows;
    this.turns = turns;
    this.memory = memory;
    this.frames = frames;
    this.drafts = drafts;
    this.jobs = jobs;
    this.catalogue = catalogue;
    this.codec = codec;
    this.json = json;
    this.clock = clock;
  }

  /** An import, and whether this request made it. */
  public record Uploaded(ImportView list, boolean isNew) {}

  /**
   * Keeps a file and says what it looks like. The same file for the same kind and decision is the
   * same import.
   *
   * @throws Refusal where the particulars do not stand, or the file is no table; nothing is kept
   *     then
   */
  public Uploaded upload(Actor actor, UploadList upload) {
    int institution = institutionOf(actor);
    Instant now = clock.instant();
    DraftBatches.Agreed agreed = drafts.agree(institution, upload.particulars(), LegalDay.of(now));
    Digest file = digest(upload.file());
    Optional<UUID> before = store.again(agreed, file);
    if (before.isPresent()) {
      return new Uploaded(get(actor, PublicId.of(ImportIds.IMPORT, before.get())), false);
    }
    store.requireRoom(institution, upload.size());
    FileDescription description = look(institution, upload.file());
    ImportStore.Kept kept = store.keep(actor, agreed, upload, file, description, now);
    return new Uploaded(get(actor, PublicId.of(ImportIds.IMPORT, kept.id())), kept.isNew());
  }

  private FileDescription look(int institution, Path file) {
    TableTurns.Turn turn = turns.toLook(institution);
    try {
      return FileLook.of(file, catalogue);
    } finally {
      turn.end();
    }
  }

  /** One import. */
  @Transactional
  public ImportView get(Actor actor, PublicId id) {
    return view(find(actor, id));
  }

  /**
   * Newest first.
   *
   * @param after the last import of the page before, or null
   */
  @Transactional
  public List<ImportView> list(Actor actor, @Nullable PublicId after, int limit) {
    int institution = institutionOf(actor);
    ImportEntity last =
        after == null
            ? null
            : imports
                .of(institution, after.key())
                .orElseThrow(
                    () -> new Refusal(HttpProblem.CURSOR_INVALID, "no import has this identifier"));
    return imports.page(institution, last, limit).stream().map(this::view).toList();
  }

  /**
   * Has the file read in a way, or in another way than before.
   *
   * @throws Refusal where the file cannot be read so, or the kind needs a field that no column has
   */
  public ImportView read(Actor actor, PublicId id, ImportLayout layout) {
    int institution = institutionOf(actor);
    ImportEntity list = find(actor, id);
    ImportStore.requireOpen(list);
    List<String> header = checkedHeader(list, layout);
    store.read(actor, institution, list.id, list.reading, layout, header, clock.instant());
    return get(actor, id);
  }

  /** What repairs would mend, in the order in which it was found first. */
  @Transactional
  public List<FindingGroup> groups(Actor actor, PublicId id, int from, int limit) {
    return findings.groups(find(actor, id).id, from, limit);
  }

  /**
   * What will be signed of a list without faults, from a position (0 for the first) on; of another
   * list nothing.
   */
  @Transactional
  public List<BatchRow> rows(Actor actor, PublicId id, int from, int limit) {
    ImportEntity list = find(actor, id);
    return list.importState() == ImportState.READY
        ? rows.from(list.id, from, limit).stream().map(this::row).toList()
        : List.of();
  }

  /** The rows of a list without faults that have the longest names, the longest first. */
  @Transactional
  public List<BatchRow> longestNames(Actor actor, PublicId id, int most) {
    ImportEntity list = find(actor, id);
    PriorityQueue<BatchRow> longest = new PriorityQueue<>(Comparator.comparingInt(Imports::length));
    List<ImportRows.Kept> page =
        list.importState() == ImportState.READY ? rows.from(list.id, 0, AT_ONCE) : List.of();
    while (!page.isEmpty()) {
      for (ImportRows.Kept kept : page) {
        longest.add(row(kept));
        if (longest.size() > most) {
          longest.remove();
        }
      }
      page = rows.from(list.id, page.getLast().position() + 1, AT_ONCE);
    }
    return longest.stream()
        .sorted(
            Comparator.comparingInt(Imports::length)
                .reversed()
                .thenComparingInt(BatchRow::position))
        .toList();
  }

  private static int length(BatchRow row) {
    return row.claims().fullName().value().length();
  }

  private BatchRow row(ImportRows.Kept kept) {
    try {
      return new BatchRow(kept.position(), kept.line(), codec.decodeClaims(kept.claims()), null);
    } catch (MalformedRecord e) {
      throw new Refusal(ImportProblem.CONTENT_CHANGED, "the stored claims are not readable");
    }
  }

  /**
   * Every row with a fault, as it stands in the file, with the reasons behind its cells. That it
   * was asked for is told.
   */
  BadRows.Download badRows(Actor actor, PublicId id) {
    ImportEntity list = store.takenOut(actor, institutionOf(actor), id.key());
    return badRows.of(list, reading.layout(list));
  }

  /**
   * Makes a draft batch of a list without faults; of a long one by a job. Again is the same batch,
   * and the same job while it goes on.
   *
   * @throws Refusal while anything is wrong: a part of a list is never taken
   */
  public Commitment commit(Actor actor, PublicId id) {
    Optional<PublicId> begun = committing(actor, get(actor, id));
    return begun.isPresent()
        ? new Commitment.Begun(begun.get())
        : commits.commit(actor, institutionOf(actor), id.key(), clock.instant());
  }

  /**
   * The same once the job is at its end, or the time is over.
   *
   * @param most the longest that is waited
   */
  public Commitment awaited(Actor actor, PublicId id, Commitment begun, Duration most) {
    return switch (begun) {
      case Commitment.Made made -> made;
      case Commitment.Begun running -> {
        jobs.await(actor, running.job(), most);
        PublicId batch = get(actor, id).batch();
        yield batch == null ? running : new Commitment.Made(batch, true);
      }
    };
  }

  /** The job that makes a batch of a list, while it goes on; nobody waits for what it locks. */
  public Optional<PublicId> committing(Actor actor, ImportView list) {
    return Optional.ofNullable(list.job())
        .filter(job -> list.state() == ImportState.READY)
        .map(job -> jobs.get(actor, job))
        .filter(job -> job.kind().equals(ImportCommitting.KIND) && !job.state().isFinished())
        .map(JobView::id);
  }

  /** Gives up an import; its file and rows go, its header stays as evidence. */
  public void discard(Actor actor, PublicId id) {
    store.discard(actor, institutionOf(actor), id.key(), clock.instant());
  }

  private ImportEntity find(Actor actor, PublicId id) {
    return imports
        .of(institutionOf(actor), id.key())
        .orElseThrow(() -> new Refusal(ImportProblem.NOT_FOUND, "no such import"));
  }

  private List<String> checkedHeader(ImportEntity list, ImportLayout layout) {
    Frame frame = frames.of(list);
    TableTurns.Turn turn = turns.toLook(list.institutionId);
    try (StoredFiles.Copy copy = files.copy(list.id, list.file());
        TableFile table = copy.open();
        RowStream rows = table.rows(layout.table())) {
      Columns.chosen(rows.header(), layout.fields(), layout.orders(), frame, catalogue);
      return rows.header();
    } finally {
      turn.end();
    }
  }

  private ImportView view(ImportEntity list) {
    FileDescription description = description(list);
    Frame frame = frames.of(list);
    List<ColumnView> columns = description == null ? List.of() : columns(list, description, frame);
    Set<String> suggested = new HashSet<>();
    columns.forEach(
        c -> {
          if (c.field() != null) {
            suggested.add(c.field());
          }
        });
    UUID job = list.jobId;
    return new ImportView(
        list.publicId(),
        list.importState(),
        list.kind,
        list.regime,
        list.decisionNumber,
        list.decisionDate,
        list.issueDate,
        list.graduationYear,
        list.place,
        list.signerName,
        list.fileName,
        list.file(),
        list.fileSize,
        list.uploadedName,
        list.uploadedAt,
        description,
        columns,
        description == null ? List.of() : Columns.fields(frame, catalogue),
        description == null ? List.of() : Columns.missing(suggested, frame),
        list.layout == null ? null : reading.layout(list),
        new ImportView.Counts(
            list.rowsRead, list.rowsValid, list.rowsFaulty, list.faults, list.warnings),
        list.endedAt == null && list.rowsValid > 0
            ? drafts.standing(frame, list.rowsValid)
            : List.of(),
        job == null ? null : PublicId.of("job", job),
        list.begunAt,
        list.readAt,
        list.endedAt,
        ImportStore.batch(list).orElse(null),
        list.endedAt == null
            ? imports.besides(list).stream().map(ImportEntity::publicId).toList()
            : List.of());
  }

  /** What the institution chose before comes first; a field is suggested for one column only. */
  private List<ColumnView> columns(ImportEntity list, FileDescription description, Frame frame) {
    List<String> header = description.header();
    Map<String, String> remembered = memory.of(list.institutionId, list.kind, header);
    List<String> known = Columns.fields(frame, catalogue);
    Set<String> taken = new HashSet<>();
    List<ColumnView> columns = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String before = remembered.get(memory.key(list.institutionId, header.get(i)));
      String field =
          before == null
              ? Columns.fieldOf(header.get(i), catalogue).filter(known::contains).orElse(null)
              : before;
      boolean isFree = field != null && known.contains(field) && taken.add(field);
      columns.add(new ColumnView(i + 1, header.get(i), isFree ? field : null, before != null));
    }
    return columns;
  }

  private @Nullable FileDescription description(ImportEntity list) {
    String written = list.description;
    try {
      return written == null ? null : json.readValue(written, FileDescription.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the description of an import is not readable", e);
    }
  }

  private static Digest digest(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Digest.sha256(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the uploaded file is not readable", e);
    }
  }

  private static int institutionOf(Actor actor) {
    Integer institution = actor.institutionId();
    if (institution == null) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you act for no institution");
    }
    return institution;
  }
}
