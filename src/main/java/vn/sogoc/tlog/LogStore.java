package vn.sogoc.tlog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The sequencing transaction: entries leave the outbox and get their indexes. The row lock on the
 * state makes one sequencer of many; the comparison of the size makes sure of it. A crash anywhere
 * leaves everything as it was before. A commit whose answer was lost is either there or not, and
 * whoever comes next reads which.
 *
 * <p>What is only read is read in the caller's transaction where there is one: a second connection
 * for each caller could leave all of them waiting for one another.
 */
@ApplicationScoped
class LogStore {
  /** What is stored of a tile; of one that is not full the hashes so far. */
  record StoredTile(boolean isFull, Bytes hashes) {}

  /** The state as it is committed. */
  record State(String origin, long size, Digest root) {}

  /** 256^8 entries are more than a long counts. */
  private static final int HIGHEST_LEVEL = 6;

  /** Entries looked at for the latest time, by a process that has sequenced none yet. */
  private static final int LOOKED_BACK = 4096;

  private final LogStateRepository states;
  private final LogEntryRepository entries;
  private final LogSteps steps;
  private final EntryTimes times;

  LogStore(
      LogStateRepository states, LogEntryRepository entries, LogSteps steps, EntryTimes times) {
    this.states = states;
    this.entries = entries;
    this.steps = steps;
    this.times = times;
  }

  /**
   * Makes the log where there is none.
   *
   * @throws LogHalted where the one that is there has another origin: an origin never changes
   */
  @Transactional(TxType.REQUIRES_NEW)
  void open(String origin) {
    states.begin(origin, TreeEdge.empty().root().toArray()); // of two nodes that begin, one does
    String there = states.read().map(state -> state.origin).orElse("");
    if (!there.equals(origin)) {
      throw new LogHalted("the log began as " + there + ", the policy is for " + origin);
    }
  }

  /** Where the log stands, by what is committed. */
  @Transactional(dontRollbackOn = LogHalted.class)
  State state() {
    LogStateEntity state = states.read().orElseThrow(() -> new LogHalted("the log has no state"));
    return new State(state.origin, state.size, Digest.of(state.root));
  }

  /** Whether anything waits for an index. */
  @Transactional(dontRollbackOn = LogHalted.class)
  boolean isAnythingWaiting() {
    return entries.isAnythingWaiting();
  }

  /**
   * Gives the oldest waiting entries the next indexes.
   *
   * @return how many; 0 too while another sequencer is at work
   * @throws EntryNotTaken where an entry names a time that it cannot have: it is not let in
   * @throws LogHalted where what is stored is not what was computed: nothing is committed then
   */
  @Transactional(TxType.REQUIRES_NEW)
  int sequence(int most) {
    Optional<LogStateEntity> locked = states.lock();
    if (locked.isEmpty()) {
      return 0;
    }
    LogStateEntity state = locked.get();
    List<LogEntryRepository.Waiting> taken = entries.take(most);
    if (taken.isEmpty()) {
      return 0;
    }
    TreeEdge edge = edge(state);
    TreeEdge again = edge.copy();
    List<Digest> leaves = new ArrayList<>(taken.size());
    EntryTimes.Latest latest =
        times.latest(() -> entries.entries(state.size - LOOKED_BACK, state.size));
    for (LogEntryRepository.Waiting waiting : taken) {
      latest = times.next(latest, canonical(waiting), waiting.event());
      leaves.add(MerkleTree.leaf(waiting.entry()));
    }
    leaves.forEach(leaf -> edge.append(leaf, entries::keep));
    steps.reached(LogSteps.Point.INSIDE_TILES);
    entries.write(state.size, taken, leaves);
    // Read back what will be signed: a bit that flipped on its way must not be in a root.
    List<byte[]> stored = entries.entries(state.size, edge.size());
    stored.forEach(entry -> again.append(MerkleTree.leaf(Bytes.of(entry)), (tile, hashes) -> {}));
    if (again.size() != edge.size() || !again.root().equals(edge.root())) {
      throw new LogHalted("entries from " + state.size + " were not stored as they were hashed");
    }
    if (!states.move(state.size, edge.size(), edge.root().toArray(), edge.encode().toArray())) {
      throw new LogHalted("the state moved under its lock at size " + state.size);
    }
    steps.reached(LogSteps.Point.INSIDE_SEQUENCE);
    times.remember(latest);
    return taken.size();
  }

  /** The hashes of a tile as far as there are any. */
  @Transactional(dontRollbackOn = LogHalted.class)
  StoredTile tile(int level, long index) {
    if (level > HIGHEST_LEVEL) {
      return new StoredTile(false, Bytes.of(new byte[0]));
    }
    List<byte[]> full = entries.tile(level, index);
    if (full.isEmpty()) {
      LogStateEntity state = states.read().orElseThrow(() -> new LogHalted("the log has no state"));
      if (state.size >>> (8 * (level + 1)) == index) {
        return new StoredTile(false, join(edge(state).open(level)));
      }
      full = entries.tile(level, index); // it became full between the two reads
    }
    return full.isEmpty()
        ? new StoredTile(false, Bytes.of(new byte[0]))
        : new StoredTile(true, Bytes.of(full.getFirst()));
  }

  /** The bytes of entries in order of their indexes, as they are stored. */
  @Transactional(dontRollbackOn = LogHalted.class)
  List<byte[]> entries(long from, long until) {
    return entries.entries(from, until);
  }

  /** Where leaves stand; nothing for those that do not. */
  @Transactional(dontRollbackOn = LogHalted.class)
  Map<Digest, Long> indexes(Collection<Digest> leaves) {
    return entries.indexes(leaves);
  }

  private static Bytes join(List<Digest> hashes) {
    ByteBuffer out = ByteBuffer.allocate(hashes.size() * Digest.SIZE);
    hashes.forEach(h -> out.put(h.toArray()));
    return Bytes.of(out.array());
  }

  private static LogEntry canonical(LogEntryRepository.Waiting waiting) {
    try {
      LogEntry entry = LogEntry.parse(waiting.entry());
      if (entry.institution() != waiting.institution()) {
        throw new LogHalted("the waiting entry of event " + waiting.event() + " was altered");
      }
      return entry;
    } catch (MalformedEntry e) {
      throw new LogHalted("the waiting entry of event " + waiting.event() + ": " + e.getMessage());
    }
  }

  private static TreeEdge edge(LogStateEntity state) {
    try {
      TreeEdge edge = TreeEdge.of(state.size, Bytes.of(state.edge));
      if (Arrays.equals(edge.root().toArray(), state.root)) {
        return edge;
      }
      throw new LogHalted("the edge of the log at size " + state.size + " has another root");
    } catch (InvalidProof e) {
      throw new LogHalted("the edge of the log at size " + state.size + ": " + e.getMessage());
    }
  }
}
