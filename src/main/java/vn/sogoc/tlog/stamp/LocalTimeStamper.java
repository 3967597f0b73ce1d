package vn.sogoc.tlog.stamp;

import java.time.Clock;
import vn.sogoc.crypto.tsp.LocalAuthority;
import vn.sogoc.crypto.tsp.MalformedTimeStamp;
import vn.sogoc.crypto.tsp.TimeStampQuery;
import vn.sogoc.kernel.Bytes;

/** This process itself, in a demo: the form of a time stamp without its worth. */
final class LocalTimeStamper implements TimeStamper {
  private final LocalAuthority authority;
  private final Clock clock;

  LocalTimeStamper(LocalAuthority authority, Clock clock) {
    this.authority = authority;
    this.clock = clock;
  }

  @Override
  public Bytes answer(TimeStampQuery query) throws StampFailed {
    try {
      return authority.answer(query.encode(), clock.instant());
    } catch (MalformedTimeStamp e) {
      throw new StampFailed(String.valueOf(e.getMessage()));
    }
  }
}
