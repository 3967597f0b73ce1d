package vn.sogoc.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who may enter by which door is a list that people read: an endpoint without its line, or with
 * other roles than its line has, fails here. {@code AccessMatrixApiTest} tries every role at every
 * door. A line may end in {@code registry}: of that door an institution's own operator is refused.
 */
class AccessMatrixTest {
  private static final String REST = "jakarta.ws.rs.";
  private static final Path MATRIX = Path.of("src/test/resources/access-matrix.txt");

  @Test
  void every_endpoint_stands_in_the_matrix_with_its_roles() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    House.classes().stream()
        .flatMap(c -> c.getMethods().stream())
        .forEach(m -> verb(m).ifPresent(verb -> found.add(verb + " " + path(m) + " " + roles(m))));
    List<String> lines = List.copyOf(found);
    if (System.getProperty("snap.matrix") != null) {
      Files.write(MATRIX, lines);
    }
    assertThat(lines).hasSizeGreaterThan(100);
    assertThat(Files.readAllLines(MATRIX).stream().map(line -> line.replaceFirst(" registry$", "")))
        .as("who may enter changed; see %s", MATRIX)
        .containsExactlyInAnyOrderElementsOf(lines);
  }

  private static Optional<String> verb(JavaMethod method) {
    return Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
        .filter(verb -> method.isAnnotatedWith(REST + verb))
        .findFirst();
  }

  private static String path(JavaMethod method) {
    String path =
        (value(method.getOwner()) + "/" + value(method))
            .replaceAll("\\{(\\w+)\\s*:.*?\\}(?=/|$)", "{$1}")
            .replaceAll("//+", "/");
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Without what a parameter must look like. */
  private static String named(String path) {
    StringBuilder kept = new StringBuilder();
    int depth = 0;
    boolean isForm = false;
    for (char c : path.toCharArray()) {
      depth += c == '{' ? 1 : 0;
      isForm |= depth == 1 && c == ':';
      boolean ends = c == '}' && depth == 1;
      if ((!isForm && c != ' ') || ends) {
        kept.append(c);
      }
      isForm &= !ends;
      depth -= c == '}' ? 1 : 0;
    }
    return kept.toString();
  }

  private static String value(JavaClass type) {
    return type.tryGetAnnotationOfType(REST + "Path").map(AccessMatrixTest::text).orElse("");
  }

  private static String value(JavaMethod method) {
    return method.tryGetAnnotationOfType(REST + "Path").map(AccessMatrixTest::text).orElse("");
  }

  private static String text(JavaAnnotation<?> annotation) {
    return String.valueOf(annotation.get("value").orElseThrow());
  }

  /** What stands at the method goes before what stands at its class. */
  private static String roles(JavaMethod method) {
    return lock(
            method.isAnnotatedWith("jakarta.annotation.security.PermitAll"),
            method.isAnnotatedWith("io.quarkus.security.Authenticated"),
            method.tryGetAnnotationOfType("jakarta.annotation.security.RolesAllowed").map(a -> a))
        .or(
            () ->
                lock(
                    method.getOwner().isAnnotatedWith("jakarta.annotation.security.PermitAll"),
                    method.getOwner().isAnnotatedWith("io.quarkus.security.Authenticated"),
                    method
                        .getOwner()
                        .tryGetAnnotationOfType("jakarta.annotation.security.RolesAllowed")
                        .map(a -> a)))
        .orElse("nobody");
  }

  private static Optional<String> lock(
      boolean everybody, boolean signedIn, Optional<JavaAnnotation<?>> roles) {
    if (everybody) {
      return Optional.of("everybody");
    }
    if (signedIn) {
      return Optional.of("signed-in");
    }
    return roles.map(
        a ->
            String.join(",", Stream.of((String[]) a.get("value").orElseThrow()).sorted().toList()));
  }
}
