package vn.sogoc.publication.bundle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the trust bundle is made. Absent roots mean that there is none. */
@ConfigMapping(prefix = "sogoc.bundle")
public interface BundleConfig {
  /** Certificates of the root keys of the bundle, PEM; pinned by being named here. */
  Optional<List<Path>> roots();

  /** How many of them sign. */
  @WithDefault("2")
  int threshold();

  /** Number of the registry itself, under which versions are logged. */
  @WithDefault("1")
  int registry();

  /** How long a version holds. */
  @WithDefault("30d")
  Duration validFor();

  /** How old a version, and what is cached beside it, may be. */
  @WithDefault("7d")
  Duration staleAfter();

  /** How long an uploaded version waits for its second person. */
  @WithDefault("3d")
  Duration approvalTtl();

  /** Folder of root keys with which versions are signed without asking anybody: for a demo. */
  Optional<Path> signWith();

  /** Password of those keys. */
  Optional<String> signPassword();

  /** How often it is looked whether a new version is due, where keys are here; zero for never. */
  @WithDefault("10s")
  Duration checkEvery();

  /** After how long a new version is made though nothing changed. */
  @WithDefault("1d")
  Duration renewAfter();
}
