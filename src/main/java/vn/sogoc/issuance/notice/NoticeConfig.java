package vn.sogoc.issuance.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How holders are told. */
@ConfigMapping(prefix = "sogoc.notice")
interface NoticeConfig {
  /** How often it is looked for batches that are done; 0 for never. */
  @WithDefault("5s")
  Duration every();

  /** Folder in which a gateway to the outside finds a file for each notice. */
  Optional<Path> spool();
}
