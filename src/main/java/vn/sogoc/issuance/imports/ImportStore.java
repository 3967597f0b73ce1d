package vn.sogoc.issuance.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.issuance.DraftBatches;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;

/** The transactions that people make on an import: each whole or not at all. */
@ApplicationScoped
class ImportStore {
  private static final int LONGEST = 900;

  private final ImportRepository imports;
  private final StoredFiles files;
  private final ImportRows rows;
  private final ImportFindings findings;
  private final ColumnMemory memory;
  private final DraftBatches drafts;
  private final Jobs jobs;
  private final Trail trail;
  private final PublicIds ids;
  private final ImportConfig config;
  private final ObjectMapper json;

  ImportStore(
      ImportRepository imports,
      StoredFiles files,
      ImportRows rows,
      ImportFindings findings,
      ColumnMemory memory,
      DraftBatches drafts,
      Jobs jobs,
      Trail trail,
      PublicIds ids,
      ImportConfig config,
      ObjectMapper json) {
    this.imports = imports;
    this.files = files;
    this.rows = rows;
    this.findings = findings;
    this.memory = memory;
    this.drafts = drafts;
    this.jobs = jobs;
    this.trail = trail;
    this.ids = ids;
    this.config = config;
    this.json = json;
  }

  /** An import, and whether it was made just now. */
  record Kept(UUID id, boolean isNew) {}

  /**
   * The import that was already made of this file for this kind and decision, and still stands.
   *
   * @throws Refusal where its other particulars differ
   */
  @Transactional
  Optional<UUID> again(DraftBatches.Agreed agreed, Digest file) {
    Frame frame = agreed.frame();
    imports.oneAtATime(frame.institution(), file);
    Optional<ImportEntity> before =
        imports
            .ofFile(
                frame.institution(),
                file,
                frame.kind().code(),
                DecisionKey.of(frame.decisionNumber()))
            .stream()
            .filter(this::stands)
            .findFirst();
    before.ifPresent(
        list -> {
          if (!NewImport.isSame(list, agreed)) {
            throw new Refusal(
                ImportProblem.EXISTS,
                "this file is imported for this decision with other particulars: "
                    + list.publicId());
          }
        });
    return before.map(list -> list.id);
  }

  /**
   * That an institution may import one more file.
   *
   * @throws Refusal where it has too many open, or too much stored
   */
  @Transactional
  void requireRoom(int institution, long size) {
    ImportRepository.Open open = imports.open(institution);
    if (open.count() >= config.open() || open.bytes() + size > config.bytes()) {
      throw new Refusal(
          ImportProblem.TOO_MANY,
          "%d imports are open with files of %d bytes; at most %d and %d bytes may be"
              .formatted(open.count(), open.bytes(), config.open(), config.bytes()));
    }
  }

  /** Keeps a file. Where another request kept the same one meanwhile, that import is the answer. */
  @Transactional
  @TransactionConfiguration(timeout = LONGEST)
  Kept keep(
      Actor actor,
      DraftBatches.Agreed agreed,
      UploadList upload,
      Digest file,
      FileDescription description,
      Instant now) {
    Optional<UUID> before = again(agreed, file);
    if (before.isPresent()) {
      return new Kept(before.get(), false);
    }
    imports.oneAtATime(agreed.frame().institution());
    requireRoom(agreed.frame().institution(), upload.size());
    ImportEntity list =
        NewImport.of(ids.next(ImportIds.IMPORT).key(), actor, agreed, upload, file, now);
    list.description = written(description);
    imports.persistAndFlush(list);
    files.keep(list.institutionId, list.id, upload.file());
    tell(actor, "upload", list, file);
    return new Kept(list.id, true);
  }

  /**
   * Begins to read the file in the way that was chosen; what an earlier reading found goes.
   *
   * @param seen the reading that was current when the choice was looked at
   * @param header names of the columns under the layout
   */
  @Transactional
  @TransactionConfiguration(timeout = LONGEST)
  void read(
      Actor actor,
      int institution,
      UUID id,
      int seen,
      ImportLayout layout,
      List<String> header,
      Instant now) {
    cancel(institution, id);
    ImportEntity list = lock(institution, id);
    if (list.reading != seen) {
      throw new Refusal(ImportProblem.STATE, "somebody else said meanwhile how to read the file");
    }
    requireOpen(list);
    String chosen = written(layout);
    list.moveTo(ImportState.READING);
    list.reading++;
    list.layout = chosen;
    list.rowsRead = 0;
    list.rowsValid = 0;
    list.rowsFaulty = 0;
    list.faults = 0;
    list.warnings = 0;
    list.findings = 0;
    list.rowsSeal = null;
    list.progressSeal = null;
    list.commitAccount = null;
    list.commitSeal = null;
    list.begunAt = now;
    list.readAt = null;
    imports.flush();
    rows.delete(id);
    findings.delete(id);
    PublicId job =
        jobs.submit(
            actor,
            ImportReading.KIND,
            institution,
            ImportReading.subject(list.publicId(), list.reading),
            0);
    list.jobId = job.key();
    memory.confirm(institution, list.kind, confirmed(layout, header), now);
    tell(actor, "read", list, Digest.sha256(chosen.getBytes(StandardCharsets.UTF_8)));
  }

  /** Gives up an import. */
  @Transactional
  @TransactionConfiguration(timeout = LONGEST)
  void discard(Actor actor, int institution, UUID id, Instant now) {
    cancel(institution, id);
    ImportEntity list = lock(institution, id);
    switch (list.importState()) {
      case UPLOADED, READING, FAULTY, READY -> {
        end(list, ImportState.DISCARDED, now);
        tell(actor, "discard", list, list.file());
      }
      case DISCARDED -> {
        // done already
      }
      case COMMITTED -> throw state(list);
    }
  }

  /** Open imports that were last touched before a time, the oldest first. */
  @Transactional
  List<UUID> untouched(Instant last, int limit) {
    return imports.untouched(last, limit);
  }

  /** Gives up an import in the registry's name, unless somebody touched it since a time. */
  @Transactional
  @TransactionConfiguration(timeout = LONGEST)
  boolean giveUp(UUID id, Instant last, Instant now) {
    ImportEntity found = imports.findById(id);
    if (found == null || isTouched(found, last)) {
      return false;
    }
    cancel(found.institutionId, id);
    ImportEntity list = lock(found.institutionId, id);
    if (isTouched(list, last)) {
      return false;
    }
    end(list, ImportState.DISCARDED, now);
    tell(Doer.REGISTRY, "discard", list, list.file());
    return true;
  }

  private static boolean isTouched(ImportEntity list, Instant last) {
    return list.endedAt != null
        || !list.uploadedAt.isBefore(last)
        || (list.begunAt != null && !list.begunAt.isBefore(last))
        || (list.readAt != null && !list.readAt.isBefore(last));
  }

  /**
   * An import whose rows with faults somebody takes with them: whole numbers of persons stand in
   * them, so that is told.
   *
   * @throws Refusal where it was not read yet, or has ended
   */
  @Transactional
  ImportEntity takenOut(Actor actor, int institution, UUID id) {
    ImportEntity list =
        imports
            .of(institution, id)
            .orElseThrow(() -> new Refusal(ImportProblem.NOT_FOUND, "no such import"));
    requireOpen(list);
    if (list.importState() == ImportState.UPLOADED) {
      throw state(list);
    }
    tell(actor, "download", list, list.file());
    return list;
  }

  static Refusal state(ImportEntity list) {
    return new Refusal(ImportProblem.STATE, "the import is in state " + list.state);
  }

  static void requireOpen(ImportEntity list) {
    switch (list.importState()) {
      case UPLOADED, READING, FAULTY, READY -> {
        // its file is there
      }
      case COMMITTED, DISCARDED -> throw state(list);
    }
  }

  static Optional<PublicId> batch(ImportEntity list) {
    return Optional.ofNullable(list.batchId).map(id -> PublicId.of("bat", id));
  }

  /** A running job is ended first, and before the import is locked, as its own commits do. */
  private void cancel(int institution, UUID id) {
    imports
        .of(institution, id)
        .map(list -> list.jobId)
        .ifPresent(job -> jobs.cancel(PublicId.of("job", job)));
    imports.getEntityManager().clear(); // what is locked next is read anew
  }

  /** What was uploaded and read goes; to be called with the import locked. */
  void end(ImportEntity list, ImportState state, Instant now) {
    list.description = null;
    list.endedAt = now;
    list.moveTo(state);
    imports.flush();
    files.delete(list.id);
    rows.delete(list.id);
    findings.delete(list.id);
  }

  private boolean stands(ImportEntity list) {
    UUID batch = list.batchId;
    return batch == null || drafts.stands(list.institutionId, batch);
  }

  /** What the institution made of each column; a column that was left out was chosen so too. */
  private static Map<String, String> confirmed(ImportLayout layout, List<String> header) {
    Map<Integer, String> fields = layout.fields();
    Map<String, String> confirmed = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      confirmed.put(header.get(i), fields.getOrDefault(i, ""));
    }
    return confirmed;
  }

  /** The import, which nobody else changes until the transaction ends. */
  ImportEntity lock(int institution, UUID id) {
    return imports
        .lock(institution, id)
        .orElseThrow(() -> new Refusal(ImportProblem.NOT_FOUND, "no such import"));
  }

  /** Tells what a person did with an import. */
  void tell(Actor actor, String verb, ImportEntity list, Digest details) {
    tell(actor.as(Role.PREPARE), verb, list, details);
  }

  private void tell(Doer doer, String verb, ImportEntity list, Digest details) {
    trail.tell(
        new Deed(doer, "import." + verb, list.institutionId, list.publicId().toString(), details));
  }

  private String written(Object content) {
    try {
      return json.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what an import keeps is not writable", e);
    }
  }
}
