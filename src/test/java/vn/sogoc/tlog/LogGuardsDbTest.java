package vn.sogoc.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.platform.PublicIds;

/**
 * What the publisher signs and what it refuses, on publishers of the test's own beside that of the
 * service: other memories, other addresses of witnesses, states that lie.
 */
@QuarkusTest
@Tag("service")
class LogGuardsDbTest {
  private static final Digest OTHER = Digest.sha256(new byte[] {7});

  @Inject TransparencyLog log;
  @Inject LogStore store;
  @Inject LogStateRepository states;
  @Inject LogEntryRepository entries;
  @Inject LogHeads heads;
  @Inject LogTiles tiles;
  @Inject LogView view;
  @Inject LogKeys keys;
  @Inject LogSteps steps;
  @Inject LogConfig config;
  @Inject PublicIds ids;
  @Inject Clock clock;

  @TempDir Path folder;

  private LogStore.State state = new LogStore.State("", 0, OTHER);

  @BeforeEach
  void something() {
    LogEntry entry =
        LogEntry.issued(
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            997,
            Digest.sha256(ids.nextUuid().toString().getBytes(StandardCharsets.UTF_8)),
            new StatusSlot(0, 1));
    QuarkusTransaction.requiringNew()
        .run(() -> log.submit(List.of(new Submission(ids.nextUuid(), entry))));
    for (int i = 0; i < 1500; i++) {
      if (log.inclusions(List.of(entry)).get(entry) instanceof Inclusion.Included) {
        break;
      }
      LockSupport.parkNanos(20_000_000);
    }
    state = store.state();
    assertThat(heads.published().orElseThrow().size()).isEqualTo(state.size());
  }

  @Test
  void a_state_that_says_another_root_than_its_entries_is_not_signed() throws Exception {
    SignedMemory memory = memory();
    LogStore.State lie = new LogStore.State(state.origin(), state.size(), OTHER);
    LogPublisher publisher = publisher(new Lying(lie), memory, config.witnesses().orElseThrow());
    assertThat(publisher.step(new LogStanding.Running()))
        .as("published already, so only renewed heads are asked about")
        .isInstanceOf(LogStanding.Running.class);
    LogStore.State longer = new LogStore.State(state.origin(), state.size() + 1, OTHER);
    assertThatThrownBy(
            () -> publisher(new Lying(longer), memory, List.of()).step(new LogStanding.Running()))
        .isInstanceOf(LogHalted.class)
        .hasMessageContaining("is not stored");
    LogFrontier frontier = new LogFrontier(store, tiles, view);
    Digest computed = frontier.root(state.size(), last(0, OTHER));
    assertThat(computed).isEqualTo(state.root());
    assertThat(memory.last()).isEmpty();
  }

  @Test
  void what_was_signed_last_must_be_the_beginning_of_what_is_signed_next() {
    LogFrontier frontier = new LogFrontier(store, tiles, view);
    assertThatThrownBy(() -> frontier.root(state.size(), last(1, OTHER)))
        .isInstanceOf(LogHalted.class)
        .hasMessageContaining("size 1");
    assertThatThrownBy(() -> frontier.root(state.size(), last(state.size(), OTHER)))
        .isInstanceOf(LogHalted.class);
    assertThat(frontier.root(state.size(), last(state.size(), state.root())))
        .isEqualTo(state.root());
    assertThatThrownBy(() -> frontier.root(state.size() - 1, last(0, OTHER)))
        .isInstanceOf(LogHalted.class)
        .hasMessageContaining("its state says");
  }

  @Test
  void an_older_copy_of_the_database_is_found_by_the_nodes_own_memory() throws Exception {
    SignedMemory memory = memory();
    memory.remember(sign(state.size() + 3, OTHER));
    LogPublisher alone = publisher(store, memory, List.of());
    LogStanding.RolledBack found = new LogStanding.RolledBack(state.size(), state.size() + 3);
    assertThat(alone.gate()).isEqualTo(found);
    LogStore grown = new Lying(new LogStore.State(state.origin(), state.size() + 1, OTHER));
    assertThat(publisher(grown, memory, List.of()).step(new LogStanding.Running()))
        .isEqualTo(new LogStanding.RolledBack(state.size() + 1, state.size() + 3));
  }

  @Test
  void an_older_copy_of_the_database_is_found_by_the_witnesses() throws Exception {
    LogStore older = new Lying(new LogStore.State(state.origin(), state.size() - 1, OTHER));
    assertThat(publisher(older, memory(), config.witnesses().orElseThrow()).gate())
        .isEqualTo(new LogStanding.RolledBack(state.size() - 1, state.size()));
  }

  @Test
  void a_second_head_of_a_size_or_a_smaller_one_is_never_signed() throws Exception {
    SignedMemory memory = memory();
    memory.remember(sign(state.size(), OTHER));
    assertThat(publisher(store, memory, List.of()).gate()).isInstanceOf(LogStanding.Halted.class);
    assertThatThrownBy(() -> memory.remember(sign(state.size(), state.root())))
        .isInstanceOf(LogHalted.class);
    assertThatThrownBy(() -> memory.remember(sign(state.size() - 1, state.root())))
        .isInstanceOf(LogHalted.class);
    memory.remember(sign(state.size(), OTHER));
    memory.remember(sign(state.size() + 1, OTHER));
    assertThat(memory.last().orElseThrow().size()).isEqualTo(state.size() + 1);
  }

  @Test
  void a_memory_that_is_missing_is_learned_from_the_witnesses_and_a_damaged_one_stops()
      throws Exception {
    SignedMemory memory = memory();
    LogPublisher publisher = publisher(store, memory, config.witnesses().orElseThrow());
    assertThat(publisher.gate()).isInstanceOf(LogStanding.Running.class);
    assertThat(memory.last().orElseThrow().size()).isEqualTo(state.size());
    assertThat(memory.last().orElseThrow().root()).isEqualTo(state.root());
    try (var files = Files.walk(folder)) {
      Path file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      String text = Files.readString(file);
      Files.writeString(file, text.replaceFirst("\n[0-9]+\n", "\n1\n"));
    }
    assertThatThrownBy(memory::last).isInstanceOf(LogHalted.class).hasMessageContaining("damaged");
  }

  @Test
  void who_answers_without_the_key_of_a_witness_is_no_witness() throws Exception {
    try (Answering unknown = new Answering(404, "");
        Answering unsigned = new Answering(200, bare(sign(state.size(), state.root())))) {
      for (Answering one : List.of(unknown, unsigned)) {
        assertThat(publisher(store, memory(), List.of(one.uri(), one.uri())).gate())
            .isInstanceOf(LogStanding.Starting.class);
      }
      // one of a quorum of all has seen whatever was published
      URI genuine = config.witnesses().orElseThrow().getFirst();
      assertThat(publisher(store, memory(), List.of(genuine, unknown.uri())).gate())
          .isInstanceOf(LogStanding.Running.class);
    }
  }

  @Test
  void a_head_that_nobody_confirms_any_more_is_old() {
    LogView.Head head = view.head().orElseThrow();
    Instant cosigned = head.cosigned().earliest();
    Duration day = Duration.ofDays(1);
    assertThat(head.isOlderThan(day, cosigned.plus(day))).isFalse();
    assertThat(head.isOlderThan(day, cosigned.plus(day).plusSeconds(1))).isTrue();
    assertThat(head.isOlderThan(day, cosigned.minus(day).minusSeconds(1)))
        .as("a time that far ahead says nothing either")
        .isTrue();
  }

  @Test
  void versions_are_forgotten_in_their_order_and_the_first_of_two_counts() {
    NewestVersions versions = new NewestVersions();
    for (int i = 0; i <= NewestVersions.MOST_OF_A_TYPE; i++) {
      versions.add(new Logged(i, version(i)));
    }
    versions.add(new Logged(99_999, version(5)));
    assertThat(versions.find(version(0).type(), version(0).institution(), version(0).digest()))
        .isEmpty();
    assertThat(
            versions
                .find(version(5).type(), version(5).institution(), version(5).digest())
                .orElseThrow()
                .index())
        .isEqualTo(5);
    for (long tile = 0; tile < 3; tile++) {
      tiles.hashes(new vn.sogoc.crypto.merkle.Tile(0, 0, 1));
    }
    assertThat(tiles.kept()).isLessThanOrEqualTo(LogTiles.MOST_KEPT);
  }

  @Test
  void two_nodes_that_begin_a_log_begin_one() throws Exception {
    Thread other = Thread.ofPlatform().start(() -> store.open(keys.origin()));
    store.open(keys.origin());
    other.join();
    assertThat(store.state().origin()).isEqualTo(keys.origin());
  }

  private static LogEntry version(int i) {
    return LogEntry.statusList(
        Instant.ofEpochMilli(i), 1, Digest.sha256(new byte[] {(byte) (i >>> 8), (byte) i}), 0);
  }

  private SignedMemory.Last last(long size, Digest root) {
    return new SignedMemory.Last(size, root, Optional.empty());
  }

  private SignedNote sign(long size, Digest root) {
    return keys.sign(size, root, clock.instant());
  }

  private static String bare(SignedNote note) {
    return new String(note.encode().toArray(), StandardCharsets.UTF_8);
  }

  private SignedMemory memory() throws IOException {
    return new SignedMemory(keys, with(Files.createTempDirectory(folder, "m"), List.of()));
  }

  private LogPublisher publisher(LogStore of, SignedMemory memory, List<URI> witnesses) {
    return new LogPublisher(
        of,
        heads,
        tiles,
        keys,
        memory,
        new LogFrontier(of, tiles, view),
        steps,
        with(folder, witnesses),
        clock);
  }

  /** The service's settings with another folder and other witnesses. */
  private LogConfig with(Path memory, List<URI> witnesses) {
    return new LogConfig() {
      @Override
      public Path policy() {
        return config.policy();
      }

      @Override
      public Path seeds() {
        return config.seeds();
      }

      @Override
      public Optional<List<URI>> witnesses() {
        return Optional.of(witnesses);
      }

      @Override
      public Path memory() {
        return memory;
      }

      @Override
      public Duration poll() {
        return config.poll();
      }

      @Override
      public Duration witnessTimeout() {
        return config.witnessTimeout();
      }

      @Override
      public Duration refresh() {
        return config.refresh();
      }

      @Override
      public Duration stale() {
        return config.stale();
      }

      @Override
      public Duration retry() {
        return config.retry();
      }

      @Override
      public Duration patience() {
        return config.patience();
      }
    };
  }

  /** The store with a state row that says something else. */
  private final class Lying extends LogStore {
    private final LogStore.State said;

    Lying(LogStore.State said) {
      super(states, entries, steps, new EntryTimes(clock));
      this.said = said;
    }

    @Override
    State state() {
      return said;
    }

    @Override
    boolean isAnythingWaiting() {
      return store.isAnythingWaiting();
    }

    @Override
    List<byte[]> entries(long from, long until) {
      return store.entries(from, until);
    }

    @Override
    StoredTile tile(int level, long index) {
      return store.tile(level, index);
    }

    @Override
    Map<Digest, Long> indexes(Collection<Digest> leaves) {
      return store.indexes(leaves);
    }
  }

  /** Something at an address that is no witness of ours. */
  private static final class Answering implements AutoCloseable {
    private final HttpServer server;

    Answering(int status, String body) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      server.start();
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
