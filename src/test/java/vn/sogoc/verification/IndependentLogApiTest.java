package vn.sogoc.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.IssuedCredentials.Issued;

/**
 * The log as the packages of the Go checksum database see it ({@code src/test/independent/log.go}):
 * a second opinion on signatures, tiles and proofs that shares no line with ours.
 */
@QuarkusTest
@Tag("service")
class IndependentLogApiTest {
  private static final Path PACKAGES = Path.of("/usr/share/gocode");
  private static final Path PROGRAM = Path.of("target", "independent", "log");

  @Inject IssuedCredentials credentials;

  @TestHTTPResource("/log")
  URL log;

  @TempDir Path folder;

  /** What a program said, with its exit code in front. */
  private static String run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GO111MODULE", "off");
    builder.environment().put("GOFLAGS", "");
    builder.environment().put("GOPATH", PACKAGES.toString());
    builder.environment().put("GOCACHE", Path.of("target/go-cache").toAbsolutePath().toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(said).isTrue();
    return process.exitValue() + " " + said;
  }

  private static Optional<String> go() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(directory -> Path.of(directory, "go"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static void build() throws Exception {
    Optional<String> go = go();
    assumeTrue(
        go.isPresent() && Files.isDirectory(PACKAGES.resolve("src/golang.org/x/mod/sumdb/tlog")),
        "SKIPPED: the log was not checked by programs that are not ours, because Go or"
            + " golang.org/x/mod is not on this machine"
            + " (apt-get install golang-go golang-golang-x-mod-dev)");
    Files.createDirectories(PROGRAM.getParent());
    assertThat(
            run(
                List.of(
                    go.orElseThrow(),
                    "build",
                    "-o",
                    PROGRAM.toString(),
                    "src/test/independent/log.go")))
        .isEqualTo("0 ");
  }

  private static String check(String from, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(PROGRAM.toString(), "keys-dev/log-policy", from));
    command.addAll(List.of(more));
    return run(command);
  }

  private Path proof(Issued issued) throws IOException {
    Path file = folder.resolve(issued.record().id() + ".tlog-proof");
    Files.write(file, given().get("/api/v1/proofs/" + issued.record().id()).asByteArray());
    return file;
  }

  @Test
  void go_finds_every_signature_tile_entry_and_proof_good_and_every_changed_byte_bad()
      throws Exception {
    build();
    credentials.bachelors("Tạ Trước");
    List<Issued> issued = credentials.bachelors("Tạ Một", "Tạ Hai", "Tạ Ba");
    List<String> words = new ArrayList<>(List.of("-save", folder.resolve("copy").toString()));
    for (Issued each : issued) {
      words.add(proof(each).toString());
    }
    assertThat(check(log.toString(), words.toArray(String[]::new)))
        .startsWith("0 checkpoint ok: size ")
        .contains("3 signatures; not checked: 1 keys")
        .contains("tiles ok: ")
        .containsPattern("consistency ok: [1-9][0-9]* earlier heads")
        .contains("proofs ok: 3");

    Path copy = folder.resolve("copy");
    assertThat(check(copy.toString())).startsWith("0 ");
    List<Path> files;
    try (Stream<Path> tree = Files.walk(copy)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(4);
    // one byte of each kind of file, the last ones of a kind standing for all
    for (String kind :
        List.of("checkpoint", "tile/0/", "tile/entries/", "checkpoints/", "consist")) {
      Path file =
          files.stream()
              .filter(f -> copy.relativize(f).toString().startsWith(kind))
              .reduce((first, second) -> second)
              .orElseThrow();
      byte[] good = Files.readAllBytes(file);
      // of a note what is signed: the line of ML-DSA-44 is none that x/mod reads
      int inside =
          kind.startsWith("checkpoint")
              ? new String(good, StandardCharsets.ISO_8859_1).indexOf("\n\n") - 5
              : good.length / 2;
      for (int at : new int[] {0, inside, good.length - 2}) {
        byte[] bad = good.clone();
        bad[at] ^= 1;
        Files.write(file, bad);
        assertThat(check(copy.toString()))
            .as("%s, byte %d", file, at)
            .startsWith("1 ")
            .contains("REFUSED");
      }
      Files.write(file, good);
    }
    Path proof = folder.resolve(issued.getFirst().record().id() + ".tlog-proof");
    String text = Files.readString(proof);
    String index = text.lines().skip(2).findFirst().orElseThrow();
    long number = Long.parseLong(index.substring("index ".length()));
    Files.writeString(proof, text.replace(index, "index " + (number + 1)));
    assertThat(check(copy.toString(), proof.toString())).startsWith("1 ").contains("REFUSED");
  }
}
