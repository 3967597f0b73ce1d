package vn.sogoc.issuance;

import java.io.Serializable;
import java.util.UUID;

/** A batch and a position in it, from 0. */
record RowKey(UUID batchId, int position) implements Serializable {}
