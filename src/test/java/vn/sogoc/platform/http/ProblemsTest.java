package vn.sogoc.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.ProblemType;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

class ProblemsTest {
  private static final List<ProblemType> ALL = all();

  @Test
  void every_slug_is_unique_and_well_formed_and_has_an_error_status() {
    assertThat(ALL).hasSizeGreaterThan(20);
    assertThat(ALL.stream().map(ProblemType::slug)).doesNotHaveDuplicates();
    assertThat(ALL).allMatch(type -> type.slug().matches("[a-z0-9]+(-[a-z0-9]+)*"));
    assertThat(ALL).allMatch(type -> type.status() >= 400 && type.status() <= 503);
  }

  @Test
  void every_problem_is_documented_in_both_languages_and_nothing_else_is() {
    Messages messages = new Messages();
    for (Lang lang : Lang.values()) {
      TreeSet<String> documented = new TreeSet<>();
      for (String key : messages.all(lang).keySet()) {
        if (key.matches("problem\\.[a-z0-9-]+\\.title")) {
          documented.add(key.substring("problem.".length(), key.length() - ".title".length()));
        }
      }
      assertThat(documented).isEqualTo(new TreeSet<>(ALL.stream().map(ProblemType::slug).toList()));
    }
  }

  private static List<ProblemType> all() {
    return new ClassFileImporter()
        .importPath(Path.of("target/classes")).stream()
            .filter(type -> type.isAssignableTo(ProblemType.class))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(type -> !type.isInterface())
            .map(JavaClass::reflect)
            .filter(Class::isEnum)
            .flatMap(type -> Stream.of(type.getEnumConstants()))
            .map(ProblemType.class::cast)
            .toList();
  }
}
