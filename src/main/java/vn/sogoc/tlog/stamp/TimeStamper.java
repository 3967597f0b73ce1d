package vn.sogoc.tlog.stamp;

import vn.sogoc.crypto.tsp.TimeStampQuery;
import vn.sogoc.kernel.Bytes;

/** Somebody with a clock and a key. What comes back is not yet believed. */
@FunctionalInterface
interface TimeStamper {
  /** The answer to a question, in the bytes of RFC 3161. */
  Bytes answer(TimeStampQuery query) throws StampFailed;
}
