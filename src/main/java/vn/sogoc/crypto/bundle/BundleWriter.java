package vn.sogoc.crypto.bundle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Writes the payload of a bundle; {@code src/docs/trust-bundle.md} has the table of its entries.
 */
final class BundleWriter {
  private static final Cbor NULL = new Cbor.Null();

  private BundleWriter() {}

  static Bytes payload(TrustBundle bundle) {
    return Cbor.map()
        .put(1, Cbor.of(bundle.version()))
        .put(2, time(bundle.issuedAt()))
        .put(3, time(bundle.expiresAt()))
        .put(4, bundle.prior().<Cbor>map(d -> Cbor.of(d.bytes())).orElse(NULL))
        .put(5, Cbor.of(bundle.staleAfter().toSeconds()))
        .put(6, roots(bundle.roots()))
        .put(7, list(bundle.issuers(), BundleWriter::issuer))
        .put(8, tables(bundle.tables()))
        .put(
            9,
            list(bundle.statusLists(), s -> Cbor.array(Cbor.of(s.purpose()), Cbor.of(s.address()))))
        .build()
        .encode();
  }

  /** What it says, whatever its version and dates: hash of the entries from 5 on. */
  static Digest content(TrustBundle bundle) {
    return Digest.sha256(
        payload(
            new TrustBundle(
                1,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                Optional.empty(),
                bundle.staleAfter(),
                bundle.roots(),
                bundle.issuers(),
                bundle.tables(),
                bundle.statusLists())));
  }

  private static Cbor roots(BundleRoots roots) {
    return Cbor.array(
        Cbor.of(roots.threshold()),
        list(roots.keys(), key -> Cbor.array(Cbor.of(key.purpose().code()), Cbor.of(key.spki()))));
  }

  private static Cbor issuer(TrustBundle.Issuer i) {
    return Cbor.array(
        Cbor.of(i.id()),
        Cbor.of(i.code()),
        Cbor.of(i.nameVi()),
        Cbor.of(i.nameEn()),
        Cbor.of(i.domain()),
        Cbor.of(i.serialPrefix()),
        Cbor.of(i.place()),
        Cbor.of(i.statementVersion()),
        Cbor.of(i.statement().bytes()),
        list(
            i.rights(),
            r ->
                Cbor.array(
                    Cbor.of(r.kind()),
                    Cbor.of(r.from().toEpochDay()),
                    day(r.until()),
                    Cbor.of(r.basis()))),
        list(i.keys(), BundleWriter::key));
  }

  private static Cbor key(TrustBundle.Key k) {
    Instant since = k.since();
    Long withdrawnAt = k.withdrawnAt();
    return Cbor.array(
        Cbor.of(k.purpose()),
        Cbor.of(k.spki()),
        time(k.from()),
        time(k.until()),
        Cbor.of(k.state()),
        since == null ? NULL : time(since),
        withdrawnAt == null ? NULL : Cbor.of(withdrawnAt));
  }

  private static Cbor tables(TrustBundle.Tables tables) {
    return Cbor.array(
        Cbor.of(tables.version()),
        list(tables.files(), f -> Cbor.array(Cbor.of(f.name()), Cbor.of(f.json()))));
  }

  private static Cbor time(Instant instant) {
    return Cbor.of(instant.getEpochSecond());
  }

  private static Cbor day(@Nullable LocalDate date) {
    return date == null ? NULL : Cbor.of(date.toEpochDay());
  }

  private static <T> Cbor list(List<T> items, Function<T, Cbor> form) {
    return Cbor.array(items.stream().map(form).toList());
  }
}
