package vn.sogoc.issuance.prints;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.Sealing;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;

/** What the job of a print reads and writes; a part at a time. */
@ApplicationScoped
class PrintStore {
  private final PrintRepository prints;
  private final Register register;
  private final Sealing sealing;
  private final PrintConfig config;
  private final Clock clock;

  PrintStore(
      PrintRepository prints,
      Register register,
      Secrets secrets,
      SecureRandom random,
      PrintConfig config,
      Clock clock) {
    this.prints = prints;
    this.register = register;
    this.sealing = new Sealing(secrets, "print-file", random);
    this.config = config;
    this.clock = clock;
  }

  /** The print of a job; one that was given up meanwhile ends it. */
  @Transactional
  PrintEntity get(PublicId id) {
    return prints
        .findByIdOptional(id.key())
        .orElseThrow(() -> new Refusal(PrintProblem.NOT_FOUND, "the print was given up"));
  }

  /** Signed records of a print, from a row of it on. */
  @Transactional
  List<RegisterEvidence> records(PrintEntity print, int from, int limit) {
    return register.recordedOfBatch(print.batchId, print.firstRow + from - 1, limit);
  }

  /** Keeps a chunk, in the transaction of the job. */
  @Transactional(TxType.MANDATORY)
  int keep(PublicId id, int position, Bytes content, int leftOut) {
    PrintEntity print = get(id);
    add(print, PrintRepository.CHUNK, position, content);
    print.leftOut += leftOut;
    return print.leftOut;
  }

  /** Begins anew with the parts of the whole file. */
  @Transactional(TxType.MANDATORY)
  void beginFile(PublicId id) {
    prints.deleteParts(get(id).id, PrintRepository.FILE);
  }

  @Transactional(TxType.MANDATORY)
  void keepFile(PublicId id, int position, Bytes content) {
    add(get(id), PrintRepository.FILE, position, content);
  }

  /** The file is whole. */
  @Transactional(TxType.MANDATORY)
  void end(PublicId id, Digest digest, long size) {
    PrintEntity print = get(id);
    Instant now = clock.instant();
    print.digest = digest.toArray();
    print.size = size;
    print.doneAt = now;
    print.expiresAt = now.plus(config.kept());
    if (print.printForm() != PrintForm.ZIP) {
      prints.deleteParts(print.id, PrintRepository.CHUNK);
    }
  }

  /**
   * A part as it was kept.
   *
   * @throws Refusal where it is not there, or not what was written there
   */
  @Transactional
  Bytes part(UUID id, String section, int position) {
    Bytes sealed = prints.part(id, section, position);
    if (sealed == null) {
      throw new Refusal(PrintProblem.NOT_FOUND, "the file of the print is gone");
    }
    return sealing
        .open(sealed, context(id, section, position))
        .orElseThrow(
            () -> new Refusal(PrintProblem.CONTENT_CHANGED, "a part of the print does not open"));
  }

  private void add(PrintEntity print, String section, int position, Bytes content) {
    prints.addPart(
        print, section, position, sealing.seal(content, context(print.id, section, position)));
  }

  private static String context(UUID id, String section, int position) {
    return id + "/" + section + "/" + position;
  }
}
