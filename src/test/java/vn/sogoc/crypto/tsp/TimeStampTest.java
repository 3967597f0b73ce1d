package vn.sogoc.crypto.tsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class TimeStampTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00.250Z");
  private static final Bytes CHECKPOINT =
      Bytes.of("example/log\n70000\nroot\n\n— line\n".getBytes(StandardCharsets.UTF_8));
  private static final Digest IMPRINT = Digest.sha256(CHECKPOINT);

  private final LocalAuthority authority = authority("Authority");
  private final List<TsaCertificate> pinned = List.of(authority.certificate());
  private final TimeStampQuery query = query(IMPRINT);

  @TempDir Path folder;

  @Test
  void an_answer_says_when_and_by_whom() throws Exception {
    Bytes answer = authority.answer(query.encode(), NOW);
    TimeStamp stamp = TimeStamp.answering(query, answer, pinned, NOW);
    assertThat(stamp.time()).isEqualTo(NOW);
    assertThat(stamp.authority()).isEqualTo(authority.certificate().fingerprint());
    assertThat(TimeStamp.verify(stamp.response(), IMPRINT, pinned)).isEqualTo(stamp);
    assertThat(stamp.response().size()).as("without words").isLessThan(answer.size());
    assertThat(answer.size()).isLessThan(2_000);
  }

  @Test
  void an_answer_to_another_question_or_of_another_day_or_authority_is_none() throws Exception {
    Bytes answer = authority.answer(query.encode(), NOW);
    refused(() -> TimeStamp.answering(query(IMPRINT), answer, pinned, NOW));
    refused(() -> TimeStamp.answering(query, answer, pinned, NOW.plusSeconds(301)));
    refused(() -> TimeStamp.answering(query, answer, pinned, NOW.minusSeconds(301)));
    refused(() -> TimeStamp.verify(answer, Digest.sha256(answer), pinned));
    refused(() -> TimeStamp.verify(answer, IMPRINT, List.of()));
    refused(() -> TimeStamp.verify(answer, IMPRINT, List.of(authority("Authority").certificate())));
    LocalAuthority ended =
        LocalAuthority.generate("Ended", NOW.minusSeconds(100), NOW.minusSeconds(10), RANDOM);
    refused(
        () ->
            TimeStamp.answering(
                query, ended.answer(query.encode(), NOW), List.of(ended.certificate()), NOW));
  }

  @Test
  void a_certificate_for_anything_else_is_not_pinned() throws Exception {
    for (String file : List.of("root.pem", "trust-list.pem")) {
      String pem = Files.readString(Path.of("keys-dev").resolve(file));
      refused(() -> TsaCertificate.ofPem(pem));
    }
    String pem = authority.certificate().pem();
    assertThat(TsaCertificate.ofPem(pem).fingerprint())
        .isEqualTo(authority.certificate().fingerprint());
    for (String wrong : List.of("", "x", pem + pem, pem.replace("CERTIFICATE", "PRIVATE KEY"))) {
      refused(() -> TsaCertificate.ofPem(wrong));
    }
  }

  @Test
  void no_bit_of_an_answer_can_be_another() throws Exception {
    byte[] good = stamped().toArray();
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] changed = good.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      int at = bit;
      assertThatThrownBy(() -> TimeStamp.verify(Bytes.of(changed), IMPRINT, pinned))
          .as(() -> "bit " + at)
          .isInstanceOf(MalformedTimeStamp.class);
    }
  }

  @Test
  void what_is_cut_lengthened_or_made_up_is_refused_in_one_way() throws Exception {
    byte[] good = stamped().toArray();
    for (int length = 0; length < good.length; length++) {
      Bytes cut = Bytes.of(Arrays.copyOf(good, length));
      refused(() -> TimeStamp.verify(cut, IMPRINT, pinned));
    }
    refused(
        () -> TimeStamp.verify(Bytes.of(Arrays.copyOf(good, good.length + 1)), IMPRINT, pinned));
    refused(() -> TimeStamp.verify(Bytes.of(new byte[70_000]), IMPRINT, pinned));
    Random random = new Random(3161);
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = good.clone();
      for (int n = 1 + random.nextInt(8); n > 0; n--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      if (!Arrays.equals(changed, good)) {
        refused(() -> TimeStamp.verify(Bytes.of(changed), IMPRINT, pinned));
      }
    }
    refused(() -> authority.answer(Bytes.of(new byte[] {1, 2, 3}), NOW));
  }

  @Test
  void a_key_that_was_saved_is_the_same_authority() throws Exception {
    char[] password = "sogoc-dev".toCharArray();
    Path file = folder.resolve("tsa.p12");
    authority.save(file, password);
    Bytes answer = LocalAuthority.open(file, password, RANDOM).answer(query.encode(), NOW);
    assertThat(TimeStamp.answering(query, answer, pinned, NOW).time()).isEqualTo(NOW);
    assertThatThrownBy(() -> LocalAuthority.open(file, "x".toCharArray(), RANDOM))
        .isInstanceOf(IOException.class);
  }

  @Test
  void openssl_says_the_same() throws Exception {
    assumeTrue(hasOpenssl(), "openssl is not installed: the answer is checked by our code only");
    Path data = Files.write(folder.resolve("checkpoint"), CHECKPOINT.toArray());
    Path answer = Files.write(folder.resolve("checkpoint.tsr"), stamped().toArray());
    Path certificate = Files.writeString(folder.resolve("tsa.pem"), authority.certificate().pem());
    assertThat(openssl(data, answer, certificate)).contains("Verification: OK");
    Files.write(data, new byte[] {'x'}, java.nio.file.StandardOpenOption.APPEND);
    assertThat(openssl(data, answer, certificate)).contains("Verification: FAILED");
  }

  /** What is kept of an answer. */
  private Bytes stamped() throws MalformedTimeStamp {
    return TimeStamp.answering(query, authority.answer(query.encode(), NOW), pinned, NOW)
        .response();
  }

  private static String openssl(Path data, Path answer, Path certificate) throws Exception {
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "ts",
                "-verify",
                "-data",
                data.toString(),
                "-in",
                answer.toString(),
                "-CAfile",
                certificate.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(openssl.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static boolean hasOpenssl() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "openssl")));
  }

  private static LocalAuthority authority(String name) {
    return LocalAuthority.generate(
        name, Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2045-12-31T23:59:59Z"), RANDOM);
  }

  private static TimeStampQuery query(Digest imprint) {
    byte[] nonce = new byte[16];
    RANDOM.nextBytes(nonce);
    return new TimeStampQuery(imprint, Bytes.of(nonce));
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
    assertThatThrownBy(what).isInstanceOf(MalformedTimeStamp.class);
  }
}
