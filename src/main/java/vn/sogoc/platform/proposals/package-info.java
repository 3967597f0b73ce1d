/**
 * Floor 2. What one person asked for and another must agree to before it happens: the shape that
 * everything of an office has which gives somebody a right ({@link
 * vn.sogoc.platform.proposals.Proposals} is the door).
 *
 * <p>A proposal is a kind, a subject and named terms; what the second person approves is the hash
 * of exactly these ({@link vn.sogoc.platform.approvals.Approvals} compares persons and content).
 * The feature that knows what a kind does is a {@link vn.sogoc.platform.proposals.ProposalKind}: it
 * says who may look and who may decide, and carries out. It is carried out in the transaction of
 * the approval: a crash leaves both or neither. Both rows are sealed and never change; one that
 * somebody else wrote counts for nobody.
 *
 * <p>This package owns the tables {@code proposal} and {@code proposal_outcome}.
 */
@NullMarked
package vn.sogoc.platform.proposals;

import org.jspecify.annotations.NullMarked;
