package vn.sogoc.issuance.imports;

import vn.sogoc.kernel.PublicId;

/** What became of the wish to make a batch of a list. */
public sealed interface Commitment {
  /** The batch, and whether this request made it. */
  record Made(PublicId batch, boolean isNew) implements Commitment {}

  /** The list is long: a job makes the batch. */
  record Begun(PublicId job) implements Commitment {}
}
