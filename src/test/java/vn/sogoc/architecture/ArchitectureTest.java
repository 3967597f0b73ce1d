package vn.sogoc.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom: floors, neighbours, cycles, and which library is whose business. */
class ArchitectureTest {
  /** A library and the packages that may import it. */
  private record Fence(List<String> libraries, List<String> insiders, String because) {}

  private static final List<Fence> FENCES =
      List.of(
          new Fence(
              List.of("org.bouncycastle", "org.conscrypt"),
              List.of("vn.sogoc.crypto"),
              "one place decides how bytes are signed"),
          new Fence(
              List.of("com.google.zxing", "org.apache.pdfbox", "com.openhtmltopdf"),
              List.of("vn.sogoc.document"),
              "one place reads and draws QR images and PDFs"),
          new Fence(
              List.of(
                  "de.siegmar.fastcsv",
                  "io.zonky",
                  "org.apache.commons.compress",
                  "org.tukaani.xz",
                  "org.postgresql"),
              List.of("vn.sogoc.platform"),
              "hostile tables and the embedded store are opened in one place"),
          new Fence(
              List.of("org.flywaydb"), List.of("vn.sogoc.platform"), "migrations are SQL files"));

  @Test
  void every_package_has_a_floor() {
    assertThat(House.classes().stream().map(House::feature).distinct())
        .allSatisfy(f -> assertThat(House.floor(f)).as("floor of vn.sogoc." + f).isPresent());
  }

  @Test
  void imports_go_downward_and_neighbours_do_not_know_each_other() {
    assertThat(inside().filter(d -> !goesDown(d)).map(ArchitectureTest::told)).isEmpty();
  }

  @Test
  void crypto_is_ordered_inside_and_merkle_stands_alone() {
    assertThat(
            inside()
                .filter(d -> House.feature(d.getOriginClass()).equals("crypto"))
                .filter(d -> House.feature(d.getTargetClass()).equals("crypto"))
                .filter(d -> !samePackage(d))
                .filter(
                    d ->
                        isAlone(d.getOriginClass())
                            || cryptoRank(d.getOriginClass()) <= cryptoRank(d.getTargetClass()))
                .map(ArchitectureTest::told))
        .isEmpty();
  }

  @Test
  void no_package_depends_on_itself_through_others() {
    slices().matching("vn.sogoc.(**)").should().beFreeOfCycles().check(House.classes());
  }

  @Test
  void libraries_stay_behind_their_fences() {
    for (Fence fence : FENCES) {
      assertThat(
              all()
                  .filter(d -> isInsideAny(d.getTargetClass(), fence.libraries()))
                  .filter(d -> !isInsideAny(d.getOriginClass(), fence.insiders()))
                  .map(ArchitectureTest::told))
          .as(fence.because())
          .isEmpty();
    }
  }

  @Test
  void kernel_and_crypto_are_pure() {
    List<String> frameworks =
        List.of("jakarta", "io.quarkus", "io.smallrye", "io.vertx", "java.sql", "org.hibernate");
    assertThat(
            all()
                .filter(
                    d -> List.of("kernel", "crypto").contains(House.feature(d.getOriginClass())))
                .filter(d -> isInsideAny(d.getTargetClass(), frameworks))
                .map(ArchitectureTest::told))
        .as("what verifies a diploma must run without a server around it")
        .isEmpty();
  }

  @Test
  void pages_ask_services_and_never_the_database() {
    List<String> storage =
        List.of("jakarta.persistence", "java.sql", "org.hibernate", "io.quarkus.hibernate");
    assertThat(
            all()
                .filter(d -> House.feature(d.getOriginClass()).equals("web"))
                .filter(d -> isInsideAny(d.getTargetClass(), storage))
                .map(ArchitectureTest::told))
        .isEmpty();
  }

  private static boolean goesDown(Dependency dependency) {
    String origin = House.feature(dependency.getOriginClass());
    String target = House.feature(dependency.getTargetClass());
    return origin.equals(target)
        || House.floor(origin).orElse(-1) > House.floor(target).orElse(House.FLOORS.size());
  }

  private static boolean samePackage(Dependency dependency) {
    return dependency
        .getOriginClass()
        .getPackageName()
        .equals(dependency.getTargetClass().getPackageName());
  }

  /** Imports nothing of its neighbours in crypto. */
  private static boolean isAlone(JavaClass type) {
    return cryptoRank(type) == Integer.MAX_VALUE;
  }

  /** Position inside crypto; what is not in the list stands alone and is above all as a target. */
  private static int cryptoRank(JavaClass type) {
    String[] words = type.getPackageName().split("\\.");
    String name = words[words.length - 1];
    int rank = House.CRYPTO.indexOf(name);
    return rank < 0 ? Integer.MAX_VALUE : rank;
  }

  private static boolean isInsideAny(JavaClass type, List<String> packages) {
    return packages.stream().anyMatch(p -> House.isInside(type, p));
  }

  private static Stream<Dependency> all() {
    return House.classes().stream().flatMap(c -> c.getDirectDependenciesFromSelf().stream());
  }

  private static Stream<Dependency> inside() {
    Predicate<Dependency> ours = d -> House.isOurs(d.getTargetClass().getBaseComponentType());
    return all().filter(ours);
  }

  private static String told(Dependency dependency) {
    return dependency.getDescription();
  }
}
