package vn.sogoc.tlog.stamp;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.note.CosignedHead;
import vn.sogoc.crypto.tsp.LocalAuthority;
import vn.sogoc.crypto.tsp.MalformedTimeStamp;
import vn.sogoc.crypto.tsp.TimeStamp;
import vn.sogoc.crypto.tsp.TimeStampQuery;
import vn.sogoc.crypto.tsp.TsaCertificate;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** The door of time stamps. The authority is asked outside of any transaction. */
@ApplicationScoped
public class Stamps {
  private static final int NONCE = 16;

  private final StampStore store;
  private final StampConfig config;
  private final SecureRandom random;
  private final Clock clock;
  private final Optional<TimeStamper> stamper;
  private final List<TsaCertificate> pinned;

  Stamps(StampStore store, StampConfig config, SecureRandom random, Clock clock) {
    this.store = store;
    this.config = config;
    this.random = random;
    this.clock = clock;
    if (config.local().isPresent()) {
      LocalAuthority own = local(config.local().get(), config.localPassword().orElse(""), random);
      this.stamper = Optional.of(new LocalTimeStamper(own, clock));
      this.pinned = List.of(own.certificate());
    } else {
      this.stamper = config.url().map(url -> new HttpTimeStamper(url, config.timeout()));
      this.pinned = certificates(config.certificate().orElse(List.of()));
    }
    if (stamper.isPresent() && pinned.isEmpty()) {
      throw new IllegalStateException(
          "SOGOC_TSA_URL names an authority, SOGOC_TSA_CERTIFICATE not the certificate by which it"
              + " is believed");
    }
  }

  /** The authorities that are believed. */
  public List<TsaCertificate> pinned() {
    return pinned;
  }

  /** Whether somebody stamps. */
  public boolean isSetUp() {
    return stamper.isPresent();
  }

  /** The stamp of the largest head that has one. */
  public Optional<StampStore.Stored> newest() {
    return store.newest();
  }

  /**
   * Has a head stamped, where the log grew since the last stamp and that one is old enough.
   *
   * @param head cosigned, and computed by this node itself
   * @return the time that the authority said; empty where none is due
   * @throws StampFailed where there is no answer that counts
   */
  public Optional<Instant> stamp(CosignedHead head) throws StampFailed {
    long size = head.checkpoint().size();
    Optional<StampStore.Stored> last = store.newest();
    boolean isDue =
        stamper.isPresent()
            && size > last.map(StampStore.Stored::size).orElse(0L)
            && last.filter(s -> s.at().plus(config.every()).isAfter(clock.instant())).isEmpty();
    if (!isDue) {
      return Optional.empty();
    }
    Bytes note = head.note().encode();
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    TimeStampQuery query = new TimeStampQuery(Digest.sha256(note), Bytes.of(nonce));
    try {
      TimeStamp stamp =
          TimeStamp.answering(query, stamper.get().answer(query), pinned, clock.instant());
      return store.keep(size, note, stamp) ? Optional.of(stamp.time()) : Optional.empty();
    } catch (MalformedTimeStamp e) {
      throw new StampFailed("the authority's answer does not count: expected " + e.getMessage());
    }
  }

  private static LocalAuthority local(Path file, String password, SecureRandom random) {
    try {
      return LocalAuthority.open(file, password.toCharArray(), random);
    } catch (IOException e) {
      throw new IllegalStateException("the key of the local authority cannot be read: " + file, e);
    }
  }

  /**
   * Reads what was pinned.
   *
   * @throws IllegalStateException where a file is no certificate for time stamping
   */
  public static List<TsaCertificate> certificates(List<Path> files) {
    List<TsaCertificate> read = new ArrayList<>();
    for (Path file : files) {
      try {
        read.add(TsaCertificate.ofPem(Files.readString(file, StandardCharsets.US_ASCII)));
      } catch (IOException e) {
        throw new IllegalStateException("the certificate " + file + " cannot be read", e);
      } catch (MalformedTimeStamp e) {
        throw new IllegalStateException(file + ": expected " + e.getMessage(), e);
      }
    }
    return List.copyOf(read);
  }
}
