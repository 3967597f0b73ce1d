package vn.sogoc.crypto.note;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which witnesses together are enough. */
sealed interface Quorum {
  /** Whether these witnesses are enough. */
  boolean isMet(Set<String> cosigned);

  /** Names of all witnesses that can count. */
  Stream<String> witnesses();

  /**
   * Whether two sets without a common member are each enough. Every name is in one group at most,
   * so the members can be given out one by one.
   */
  boolean isSplittable();

  /** No cosignature is needed. */
  record None() implements Quorum {
    @Override
    public boolean isMet(Set<String> cosigned) {
      return true;
    }

    @Override
    public Stream<String> witnesses() {
      return Stream.of();
    }

    @Override
    public boolean isSplittable() {
      return true;
    }
  }

  /** One witness. */
  record One(String name) implements Quorum {
    @Override
    public boolean isMet(Set<String> cosigned) {
      return cosigned.contains(name);
    }

    @Override
    public Stream<String> witnesses() {
      return Stream.of(name);
    }

    @Override
    public boolean isSplittable() {
      return false;
    }
  }

  /** At least so many of the members. */
  record Group(int least, List<Quorum> members) implements Quorum {
    public Group {
      members = List.copyOf(members);
    }

    @Override
    public boolean isMet(Set<String> cosigned) {
      return members.stream().filter(m -> m.isMet(cosigned)).count() >= least;
    }

    @Override
    public Stream<String> witnesses() {
      return members.stream().flatMap(Quorum::witnesses);
    }

    @Override
    public boolean isSplittable() {
      long both = members.stream().filter(Quorum::isSplittable).count(); // serve the two sides
      return both >= least || 2 * (least - both) <= members.size() - both;
    }
  }
}
