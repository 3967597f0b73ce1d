package vn.sogoc.issuance.supplement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.sogoc.credential.supplement.ContentCodec;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.register.supplement.SupplementProblem;
import vn.sogoc.register.supplement.Supplements;

/** Writes down a list that was checked, and asks for its approval, in one transaction. */
@ApplicationScoped
class SheetKeeping {
  /** Of one batch. */
  static final int MOST_LISTS = 100;

  private static final Duration WAITS = Duration.ofDays(7);
  private static final int AT_ONCE = 500;

  private final SheetStore store;
  private final Supplements supplements;
  private final Approvals approvals;
  private final Trail trail;
  private final PublicIds ids;
  private final Clock clock;

  SheetKeeping(
      SheetStore store,
      Supplements supplements,
      Approvals approvals,
      Trail trail,
      PublicIds ids,
      Clock clock) {
    this.store = store;
    this.supplements = supplements;
    this.approvals = approvals;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  @Transactional
  PublicId keep(Actor actor, BatchView batch, Digest file, List<Sheets.Read> read, int courses) {
    store.lockBatch(batch.institution(), batch.id().key());
    requireRoom(batch);
    Map<UUID, Integer> before =
        supplements.newestRevisions(read.stream().map(r -> r.diploma().entry().id()).toList());
    List<Digest> parts = new ArrayList<>();
    int warnings = 0;
    for (Sheets.Read one : read) {
      int revision = revision(before, one.diploma().entry().id());
      parts.add(
          Supplement.part(
              one.diploma().entry().digest(),
              one.diploma().record().serialNumber(),
              revision,
              one.content()));
      warnings += SupplementForm.isAverageOff(one.content()) ? 1 : 0;
    }
    SheetEntity sheet = new SheetEntity();
    sheet.id = ids.nextUuid();
    sheet.institutionId = batch.institution();
    sheet.batchId = batch.id().key();
    sheet.fileDigest = file.toArray();
    sheet.persons = read.size();
    sheet.courses = courses;
    sheet.warnings = warnings;
    sheet.contentHash = Supplement.approved(batch.institution(), parts).toArray();
    sheet.uploadedPerson = actor.personId();
    sheet.uploadedName = actor.displayName();
    Instant now = Sheets.now(clock);
    sheet.uploadedAt = now;
    store.keep(sheet);
    PublicId id = sheet.publicId();
    trail.tell(
        new Deed(
            actor.as(Role.PREPARE),
            Sheets.APPROVAL + ".upload",
            sheet.institutionId,
            id.toString(),
            sheet.content()));
    approvals.request(
        actor,
        sheet.institutionId,
        Sheets.APPROVAL,
        id.toString(),
        sheet.content(),
        sheet.persons,
        WAITS);
    drafts(sheet, read, before);
    return id;
  }

  private void drafts(SheetEntity sheet, List<Sheets.Read> read, Map<UUID, Integer> before) {
    UUID id = sheet.id;
    int institution = sheet.institutionId;
    for (int i = 0; i < read.size(); i++) {
      DraftEntity row = new DraftEntity();
      row.id = ids.nextUuid();
      row.institutionId = institution;
      row.sheetId = id;
      row.line = i + 1;
      row.entryId = read.get(i).diploma().entry().id();
      row.revision = revision(before, row.entryId);
      store.keep(row, ContentCodec.encode(read.get(i).content()));
      if (row.line % AT_ONCE == 0) {
        store.write();
      }
    }
  }

  private void requireRoom(BatchView batch) {
    List<SheetEntity> newest = store.ofBatch(batch.institution(), batch.id().key(), 1);
    if (!newest.isEmpty() && newest.getFirst().isOpen()) {
      throw new Refusal(
          SupplementProblem.STATE, "another list of this batch waits; sign or discard it first");
    }
    if (store.countOf(batch.id().key()) >= MOST_LISTS) {
      throw new Refusal(SupplementProblem.TOO_MANY, "a batch has at most " + MOST_LISTS + " lists");
    }
  }

  private static int revision(Map<UUID, Integer> before, UUID diploma) {
    int revision = before.getOrDefault(diploma, 0) + 1;
    if (revision > Supplement.MOST_REVISIONS) {
      throw new Refusal(
          SupplementProblem.TOO_MANY,
          "a diploma has at most " + Supplement.MOST_REVISIONS + " supplements");
    }
    return revision;
  }
}
