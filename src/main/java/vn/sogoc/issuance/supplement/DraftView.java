package vn.sogoc.issuance.supplement;

import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.kernel.PublicId;

/**
 * What will be signed of one person.
 *
 * @param diploma {@code crd_...}
 * @param averageOff whether the stated average is not the recomputed one
 */
public record DraftView(
    int line,
    PublicId diploma,
    String serialNumber,
    int revision,
    SupplementContent content,
    boolean averageOff) {}
