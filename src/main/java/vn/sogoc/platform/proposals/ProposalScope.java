package vn.sogoc.platform.proposals;

import java.util.Optional;
import java.util.Set;
import vn.sogoc.platform.access.Actor;

/** Which institutions' proposals somebody may see; the feature that knows institutions says so. */
public interface ProposalScope {
  /** Their numbers; empty for all there are. */
  Optional<Set<Integer>> institutions(Actor actor);
}
