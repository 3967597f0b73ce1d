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
  }
}
