package vn.sogoc.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.merkle.Tile;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.crypto.merkle.TreeProofs;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.platform.SystemClock;
import vn.sogoc.tlog.LogEntry;

/**
 * The log of a demo of our own. Entries are put into its outbox as the register puts them there, in
 * committed transactions; from there on the service does what it always does: index, hash, store,
 * sign, have it cosigned by two witnesses in processes of their own, publish.
 */
final class LogBench implements AutoCloseable {
  private static final int GROUP = 1000;
  private static final int APPENDED = 100_000;
  private static final int SMALL = 10_000;
  private static final int LARGE = 1_000_000;
  private static final int PROOFS = 3000;
  private static final int SINGLES = 60;
  private static final double MOST_WAIT_SECONDS = 600;

  private final Connection store;
  private final URI checkpoint;
  private final HttpClient http;
  private final Consumer<String> tell;
  private final SplittableRandom random = new SplittableRandom(1);

  private LogBench(Connection store, URI base, Consumer<String> tell) {
    this.store = store;
    this.checkpoint = base.resolve("/log/checkpoint");
    this.http = HttpClient.newHttpClient();
    this.tell = tell;
  }

  static LogBench of(OwnDemo demo, Consumer<String> tell) throws IOException {
    try {
      Connection store = DemoStore.open(demo);
      return new LogBench(store, DemoAccess.read(demo.file()).base(), tell);
    } catch (SQLException e) {
      throw new IOException("the demo's store does not let us in", e);
    }
  }

  /** From the outbox to a cosigned head, compared with inserting as many rows and nothing else. */
  Figure append() throws IOException, InterruptedException {
    try {
      grow(SMALL); // warm
      long before = size();
      double bound = rawInserts();
      long start = System.nanoTime();
      submit(APPENDED, "log_pending");
      awaitSize(before + APPENDED);
      double rate = APPENDED / seconds(start);
      return new Figure("log-append", rate, "1/s", Math.max(bound, rawInserts()));
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** From a commit to the head over it, one entry at a time; the median in milliseconds. */
  Figure latency() throws IOException, InterruptedException {
    try {
      grow(SMALL);
      List<Double> millis = new ArrayList<>();
      for (int i = 0; i < SINGLES; i++) {
        long before = size();
        submit(1, "log_pending");
        long start = System.nanoTime();
        awaitSize(before + 1);
        millis.add(seconds(start) * 1000);
        Thread.sleep(20 + random.nextInt(200));
      }
      millis.sort(null);
      tell.accept(
          "latency: median %.0f ms, of a hundred five above %.0f ms, longest %.0f ms"
              .formatted(
                  millis.get(SINGLES / 2), millis.get(SINGLES * 95 / 100), millis.getLast()));
      return new Figure("log-latency", millis.get(SINGLES / 2), "ms", 2000);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /**
   * One proof from tiles in the store, read anew for each and checked to the signed root: in a log
   * of a million entries, compared with one of ten thousand; microseconds.
   */
  Figure proof() throws IOException, InterruptedException {
    try {
      grow(SMALL);
      proofMicros(); // warm
      double small = proofMicros();
      grow(LARGE);
      proofMicros();
      double large = proofMicros();
      tell.accept(
          "proof: %.0f us in a log of %,d, %.0f us in one of %,d"
              .formatted(small, SMALL, large, size()));
      return new Figure("log-proof", large, "us", small);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private double proofMicros() throws SQLException, IOException {
    long size;
    Digest root;
    TreeEdge edge;
    try (ResultSet row =
        store.createStatement().executeQuery("select size, root, edge from log_state")) {
      row.next();
      size = row.getLong(1);
      root = Digest.of(row.getBytes(2));
      edge = TreeEdge.of(size, Bytes.of(row.getBytes(3)));
    } catch (InvalidProof e) {
      throw new IOException(e);
    }
    try (PreparedStatement tiles =
            store.prepareStatement("select hashes from log_tile where level = ? and idx = ?");
        PreparedStatement leaves =
            store.prepareStatement("select leaf from log_entry where idx = ?")) {
      long[] nanos = new long[PROOFS];
      for (int i = 0; i < PROOFS; i++) {
        long index = random.nextLong(size);
        Digest leaf = Digest.of(bytes(leaves, index));
        long start = System.nanoTime();
        List<Digest> path =
            new TreeProofs(tile -> hashes(tiles, tile, edge), size).inclusion(index);
        if (!MerkleTree.rootFrom(leaf, index, size, path).equals(root)) {
          throw new IOException("a proof does not lead to the root");
        }
        nanos[i] = System.nanoTime() - start;
      }
      store.commit();
      Arrays.sort(nanos);
      return nanos[PROOFS / 2] / 1000.0;
    } catch (InvalidProof e) {
      throw new IOException(e);
    }
  }

  private static byte[] bytes(PreparedStatement query, long index) throws SQLException {
    query.setLong(1, index);
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return row.getBytes(1);
    }
  }

  private static List<Digest> hashes(PreparedStatement query, Tile tile, TreeEdge edge) {
    if (tile.width() < Tile.FULL) {
      return edge.open(tile.level()).subList(0, tile.width());
    }
    try {
      query.setInt(1, tile.level());
      query.setLong(2, tile.index());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        ByteBuffer in = ByteBuffer.wrap(row.getBytes(1));
        List<Digest> hashes = new ArrayList<>(Tile.FULL);
        while (in.hasRemaining()) {
          byte[] hash = new byte[Digest.SIZE];
          in.get(hash);
          hashes.add(Digest.of(hash));
        }
        return hashes;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("tile " + tile.path(), e);
    }
  }

  private void grow(long size) throws SQLException, IOException, InterruptedException {
    long now = size();
    long begun = System.nanoTime();
    for (long at = now; at < size; at += APPENDED) {
      submit((int) Math.min(APPENDED, size - at), "log_pending");
      awaitSize(Math.min(size, at + APPENDED));
    }
    if (size - now > APPENDED) {
      tell.accept(
          "log of %,d entries after %.0f s".formatted(size, (System.nanoTime() - begun) / 1e9));
    }
  }

  /** The same rows by the same statements into a table that nobody looks at. */
  private double rawInserts() throws SQLException {
    store
        .createStatement()
        .execute(
            "create table if not exists raw_pending (seq bigint generated always as"
                + " identity primary key, event_id uuid unique, institution_id integer, entry bytea)");
    store.commit();
    long start = System.nanoTime();
    submit(APPENDED, "raw_pending");
    return APPENDED / seconds(start);
  }

  private void submit(int count, String table) throws SQLException {
    try (PreparedStatement insert =
        store.prepareStatement(
            "insert into "
                + table
                + " (event_id, institution_id, entry) select e, 101, b from unnest(?, ?) as t (e, b)")) {
      for (int done = 0; done < count; done += GROUP) {
        int n = Math.min(GROUP, count - done);
        UUID[] events = new UUID[n];
        byte[][] entries = new byte[n][];
        for (int i = 0; i < n; i++) {
          events[i] = new UUID(random.nextLong(), random.nextLong());
          entries[i] = entry(events[i]);
        }
        insert.setArray(1, store.createArrayOf("uuid", events));
        insert.setArray(2, store.createArrayOf("bytea", entries));
        insert.executeUpdate();
        store.commit();
      }
    }
  }

  private static byte[] entry(UUID event) {
    return LogEntry.issued(
            SystemClock.utc().instant().truncatedTo(ChronoUnit.MILLIS),
            101,
            Digest.sha256(event.toString().getBytes(StandardCharsets.UTF_8)),
            new StatusSlot(0, 1))
        .encode()
        .toArray();
  }

  private long size() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(checkpoint).build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("no checkpoint: " + answer.statusCode());
    }
    return Long.parseLong(answer.body().lines().skip(1).findFirst().orElse("0"));
  }

  private void awaitSize(long size) throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (size() < size) {
      if (seconds(start) > MOST_WAIT_SECONDS) {
        throw new IOException("the log did not get to " + size + " entries");
      }
      // the demo answers 50 reads of its public pages in a second and address
      Thread.sleep(25);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() throws IOException {
    try {
      store.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
