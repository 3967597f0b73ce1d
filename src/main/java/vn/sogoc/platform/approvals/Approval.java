package vn.sogoc.platform.approvals;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;

/**
 * What was asked for, and who has approved it.
 *
 * @param state one of the words open, approved, consumed, lapsed
 * @param expiresAt until when it can be approved (open) or used (approved)
 */
public record Approval(
    Digest content,
    long count,
    String state,
    UUID requesterAccount,
    UUID requesterPerson,
    Instant requestedAt,
    Instant expiresAt,
    @Nullable UUID approverAccount,
    @Nullable UUID approverPerson,
    @Nullable Instant approvedAt,
    @Nullable Instant consumedAt) {}
