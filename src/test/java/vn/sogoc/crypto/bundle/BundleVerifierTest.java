package vn.sogoc.crypto.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.sogoc.crypto.bundle.BundleSamples.ABC;
import static vn.sogoc.crypto.bundle.BundleSamples.CDE;
import static vn.sogoc.crypto.bundle.BundleSamples.ISSUED;
import static vn.sogoc.crypto.bundle.BundleSamples.NOW;
import static vn.sogoc.crypto.bundle.BundleSamples.bundle;
import static vn.sogoc.crypto.bundle.BundleSamples.issuer;
import static vn.sogoc.crypto.bundle.BundleSamples.signed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.bundle.BundleVerifier.Fault;
import vn.sogoc.crypto.bundle.BundleVerifier.Memory;
import vn.sogoc.crypto.bundle.BundleVerifier.Outcome;
import vn.sogoc.crypto.cose.CoseSign;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.TestKeys;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class BundleVerifierTest {
  private static final Bytes FIRST = signed(bundle(1, null, ABC), "root a", "root c");
  private static final Memory NEW = Memory.of(ABC);

  @Test
  void two_of_three_suffice_whichever_they_are() throws Exception {
    for (String[] two :
        List.of(
            new String[] {"root a", "root b"},
            new String[] {"root c", "root b"},
            new String[] {"root a", "root c"},
            new String[] {"root a", "root b", "root c"})) {
      Bytes file = signed(bundle(1, null, ABC), two);
      Outcome outcome = BundleVerifier.verify(file, NEW, NOW);
      assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
      TrustBundle read = ((Outcome.Accepted) outcome).bundle();
      assertThat(read).isEqualTo(bundle(1, null, ABC));
      assertThat(read.issuer(101)).isPresent();
      assertThat(read.issuer(102)).isEmpty();
      assertThat(((Outcome.Accepted) outcome).next())
          .isEqualTo(new Memory(ABC, Optional.of(new BundleVerifier.Seen(1, Digest.sha256(file)))));
    }
  }

  @Test
  void fewer_than_two_of_the_three_are_none() throws Exception {
    TrustBundle bundle = bundle(1, null, ABC);
    refused(signed(bundle), Fault.UNDER_SIGNED);
    refused(signed(bundle, "root a"), Fault.UNDER_SIGNED);
    refused(signed(bundle, "root a", "root a"), Fault.UNDER_SIGNED);
    refused(signed(bundle, "root a", "a stranger", "another"), Fault.UNDER_SIGNED);
  }

  @Test
  void one_key_cannot_sign_twice_in_a_file_made_by_hand() {
    byte[] file = signed(bundle(1, null, ABC), "root a", "root b").toArray();
    byte[] one = signed(bundle(1, null, ABC), "root a").toArray();
    int size = file.length - one.length;
    byte[] twice = java.util.Arrays.copyOf(one, one.length + size);
    System.arraycopy(one, one.length - size, twice, one.length, size);
    twice[one.length - size - 1] = (byte) 0x82; // two signatures, both of one key
    assertThatThrownBy(() -> BundleVerifier.verify(Bytes.of(twice), NEW, NOW))
        .isInstanceOf(MalformedBundle.class)
        .hasMessageContaining("rising order");
  }

  @Test
  void a_signature_for_another_use_or_over_other_bytes_counts_for_nothing() throws Exception {
    Bytes payload = BundleWriter.payload(bundle(1, null, ABC));
    Bytes other =
        CoseSign.draft(payload)
            .signedBy(TestKeys.signer("root a", Purpose.TRUST_LIST), "sogoc/institution/1")
            .signedBy(TestKeys.signer("root b", Purpose.TRUST_LIST), TrustBundle.AAD)
            .bytes();
    refused(other, Fault.UNDER_SIGNED);

    byte[] changed = FIRST.toArray();
    int at = new String(changed, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("DHM");
    changed[at] ^= 1;
    refused(Bytes.of(changed), Fault.UNDER_SIGNED);
  }

  @Test
  void an_older_version_than_the_one_seen_is_refused() throws Exception {
    Bytes second = signed(bundle(2, FIRST, ABC), "root a", "root b");
    Memory seen = accepted(second, accepted(FIRST, NEW));
    refused(FIRST, seen, NOW, Fault.ROLLBACK);
    assertThat(accepted(second, seen)).isEqualTo(seen);
  }

  @Test
  void two_files_of_one_version_are_a_fork() throws Exception {
    Memory seen = accepted(FIRST, NEW);
    refused(
        signed(bundle(1, null, ABC, issuer("other")), "root a", "root b"), seen, NOW, Fault.FORKED);
  }

  @Test
  void the_next_version_names_the_one_that_was_seen() throws Exception {
    Memory seen = accepted(FIRST, NEW);
    Bytes other = signed(bundle(1, null, ABC, issuer("other")), "root a", "root b");
    refused(signed(bundle(2, other, ABC), "root a", "root b"), seen, NOW, Fault.WRONG_PREDECESSOR);
    Bytes second = signed(bundle(2, FIRST, ABC), "root a", "root b");
    Bytes third = signed(bundle(3, second, ABC), "root b", "root c");
    assertThat(accepted(third, seen).seen().orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void it_holds_from_its_issue_until_its_expiry() throws Exception {
    Instant expiry = bundle(1, null, ABC).expiresAt();
    assertThat(BundleVerifier.verify(FIRST, NEW, expiry.minusSeconds(1)))
        .isInstanceOf(Outcome.Accepted.class);
    refused(FIRST, NEW, expiry, Fault.EXPIRED);
    refused(FIRST, NEW, ISSUED.minus(Duration.ofMinutes(6)), Fault.NOT_YET_VALID);
    TrustBundle read = bundle(1, null, ABC);
    assertThat(read.isStale(read.issuedAt().plus(Duration.ofDays(7)))).isFalse();
    assertThat(read.isStale(read.issuedAt().plus(Duration.ofDays(7)).plusSeconds(1))).isTrue();
  }

  @Test
  void new_roots_come_by_the_old_threshold_and_their_own() throws Exception {
    Memory seen = accepted(FIRST, NEW);
    TrustBundle rotation = bundle(2, FIRST, CDE);
    refused(signed(rotation, "root c", "root d"), seen, NOW, Fault.UNDER_SIGNED); // one old key
    refused(signed(rotation, "root a", "root b"), seen, NOW, Fault.UNDER_SIGNED); // no new key
    refused(signed(rotation, "root a", "root c"), seen, NOW, Fault.UNDER_SIGNED); // one new key
    Bytes rotated = signed(rotation, "root a", "root c", "root d");
    Memory after = accepted(rotated, seen);
    assertThat(after.roots()).isEqualTo(CDE);

    Bytes third = signed(bundle(3, rotated, CDE), "root d", "root e");
    accepted(third, after);
    refused(signed(bundle(3, rotated, ABC), "root a", "root b"), after, NOW, Fault.UNDER_SIGNED);
    refused(third, seen, NOW, Fault.UNDER_SIGNED); // one that slept needs the version between
    Outcome led = BundleVerifier.catchUp(List.of(rotated), seen);
    accepted(third, ((Outcome.Accepted) led).next());
    assertThat(BundleVerifier.catchUp(List.of(signed(rotation, "root a", "root b"), third), seen))
        .isEqualTo(new Outcome.Refused(Fault.UNDER_SIGNED));
  }

  @Test
  void a_root_of_another_purpose_is_refused_though_two_signed_it() throws Exception {
    byte[] payload = BundleWriter.payload(bundle(1, null, ABC)).toArray();
    String text = new String(payload, java.nio.charset.StandardCharsets.ISO_8859_1);
    System.arraycopy(
        "issuance-l".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        0,
        payload,
        text.indexOf("trust-list"),
        10);
    Bytes file =
        CoseSign.draft(Bytes.of(payload))
            .signedBy(TestKeys.signer("root a", Purpose.TRUST_LIST), TrustBundle.AAD)
            .signedBy(TestKeys.signer("root b", Purpose.TRUST_LIST), TrustBundle.AAD)
            .bytes();
    assertThatThrownBy(() -> BundleVerifier.verify(file, NEW, NOW))
        .isInstanceOf(MalformedBundle.class)
        .hasMessageContaining("for trust lists");
  }

  @Test
  void a_key_stands_once_in_the_whole_bundle() {
    TrustBundle twice =
        bundle(
            1,
            null,
            ABC,
            issuer("record 101"),
            new TrustBundle.Issuer(
                102,
                "X2",
                "x",
                "x",
                "x",
                "X2",
                1,
                1,
                Digest.sha256(),
                List.of(),
                List.of(BundleSamples.key("record 101", "list", "active", null, null))));
    assertThatThrownBy(() -> BundleReader.read(BundleWriter.payload(twice)))
        .isInstanceOf(MalformedBundle.class)
        .hasMessageContaining("stands twice");
    TrustBundle root =
        bundle(
            1,
            null,
            ABC,
            new TrustBundle.Issuer(
                102,
                "X2",
                "x",
                "x",
                "x",
                "X2",
                1,
                1,
                Digest.sha256(),
                List.of(),
                List.of(BundleSamples.key("root a", "record", "active", null, null))));
    assertThatThrownBy(() -> BundleReader.read(BundleWriter.payload(root)))
        .hasMessageContaining("stands twice");
  }

  @Test
  void half_of_the_roots_or_one_alone_is_no_threshold() {
    assertThatThrownBy(() -> new BundleRoots(1, List.of(BundleSamples.key("root a"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BundleRoots.of(2, BundleSamples.roots("1", "2", "3", "4").keys()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Memory accepted(Bytes file, Memory memory) throws MalformedBundle {
    Outcome outcome = BundleVerifier.verify(file, memory, NOW);
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return ((Outcome.Accepted) outcome).next();
  }

  private static void refused(Bytes file, Fault fault) throws MalformedBundle {
    refused(file, NEW, NOW, fault);
  }

  private static void refused(Bytes file, Memory memory, Instant now, Fault fault)
      throws MalformedBundle {
    assertThat(BundleVerifier.verify(file, memory, now)).isEqualTo(new Outcome.Refused(fault));
  }
}
