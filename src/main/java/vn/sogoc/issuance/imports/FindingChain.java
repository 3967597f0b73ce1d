package vn.sogoc.issuance.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import vn.sogoc.kernel.Digest;

/**
 * SHA-256 over the kinds of findings and over the findings that are kept one by one, each in its
 * order: the approver of a batch is shown warnings, and they are to be those that were found. Used
 * by one thread.
 */
final class FindingChain {
  private final MessageDigest groups;
  private final MessageDigest kept;

  FindingChain() {
    this.groups = Digest.newSha256();
    this.kept = Digest.newSha256();
  }

  private FindingChain(FindingChain other) {
    this.groups = RowChain.copyOf(other.groups);
    this.kept = RowChain.copyOf(other.kept);
  }

  /** The same chain, which goes its own way from here. */
  FindingChain copy() {
    return new FindingChain(this);
  }

  /** Takes the next kinds; how often each was found is none of this. */
  void addGroups(List<FindingGroup> next) {
    for (FindingGroup group : next) {
      put(groups, group.ordinal() + (group.isFault() ? " fault " : " warning ") + group.code());
      put(groups, group.column());
      put(groups, group.expected());
    }
  }

  /** Takes the next findings. */
  void addKept(List<Tally.One> next) {
    for (Tally.One one : next) {
      put(kept, one.position() + " " + one.group() + " " + one.row());
      put(kept, one.found());
    }
  }

  /** The digest of both so far; more may follow. */
  Digest digest() {
    MessageDigest both = Digest.newSha256();
    both.update(RowChain.copyOf(groups).digest());
    both.update(RowChain.copyOf(kept).digest());
    return Digest.of(both.digest());
  }

  private static void put(MessageDigest sha, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    sha.update(bytes);
  }
}
