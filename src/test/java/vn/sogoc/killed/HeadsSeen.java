package vn.sogoc.killed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import vn.sogoc.kernel.Digest;

/** A stranger who reads the log's head all the time and forgets none. */
final class HeadsSeen implements AutoCloseable {
  private final Caller caller;
  private final SortedMap<Long, Digest> heads = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private final Thread thread;
  private long newest;
  private volatile boolean isOver;

  HeadsSeen(Caller caller) {
    this.caller = caller;
    this.thread = new Thread(this::watch, "heads-seen");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    while (!isOver) {
      try {
        published(new String(caller.read("/log/checkpoint"), StandardCharsets.UTF_8));
      } catch (IOException e) {
        // nobody answers at the moment
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** A head as it is served. */
  synchronized void published(String note) {
    List<String> lines = note.lines().limit(3).toList();
    long size = Long.parseLong(lines.get(1));
    if (size < newest) {
      faults.add("after the head of " + newest + " entries one of " + size + " was served");
    }
    newest = size;
    signed(size, Digest.of(Base64.getDecoder().decode(lines.get(2))));
  }

  /** A head that has a signature, served or not. */
  synchronized void signed(long size, Digest root) {
    Digest known = heads.putIfAbsent(size, root);
    if (known != null && !known.equals(root)) {
      faults.add("two heads of " + size + " entries");
    }
  }

  synchronized Map<Long, Digest> all() {
    return new TreeMap<>(heads);
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    isOver = true;
    thread.interrupt();
  }
}
