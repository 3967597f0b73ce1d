package vn.sogoc.killed;

import io.quarkus.bootstrap.app.AugmentResult;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The program as it is delivered, made of the classes under test: the same step of the build that
 * {@code ./sogoc} takes, because a test cannot kill the process that it runs in.
 */
final class BuiltProgram {
  private static @Nullable Path built;

  private BuiltProgram() {}

  /** The jar to run; everything it needs lies beside it. It is made once for all tests of a run. */
  static synchronized Path of(Path into) throws Exception {
    Path jar = built == null ? build(into) : built;
    built = jar;
    return jar;
  }

  private static Path build(Path into) throws Exception {
    Files.createDirectories(into);
    Properties properties = new Properties();
    properties.setProperty("quarkus.package.jar.type", "aot-jar");
    properties.setProperty("quarkus.analytics.disabled", "true");
    QuarkusBootstrap bootstrap =
        QuarkusBootstrap.builder()
            .setApplicationRoot(Path.of("target/classes").toAbsolutePath())
            .setProjectRoot(Path.of("").toAbsolutePath())
            .setTargetDirectory(into.toAbsolutePath())
            .setBaseName("sogoc")
            .setOriginalBaseName("sogoc")
            .setMode(QuarkusBootstrap.Mode.PROD)
            .setLocalProjectDiscovery(true)
            .setIsolateDeployment(true)
            .setOffline(true)
            .setBuildSystemProperties(properties)
            .build();
    try (CuratedApplication application = bootstrap.bootstrap()) {
      AugmentResult made = application.createAugmentor().createProductionApplication();
      return made.getJar().getPath();
    }
  }
}
