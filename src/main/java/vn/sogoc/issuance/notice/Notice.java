package vn.sogoc.issuance.notice;

import java.time.Instant;
import vn.sogoc.kernel.PublicId;

/**
 * What somebody was told: that a credential was issued, to them or to somebody they act for.
 *
 * @param id {@code ntc_...}
 * @param credential {@code crd_...}
 * @param institution that issued it
 */
public record Notice(PublicId id, PublicId credential, int institution, Instant at) {}
