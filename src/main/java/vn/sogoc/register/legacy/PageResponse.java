package vn.sogoc.register.legacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of an old register book as JSON; never what was keyed. */
@Schema(name = "LegacyPage")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PageResponse(
    String id,
    String book,
    int number,
    int version,
    @Schema(description = "SHA-256 of the picture") String imageDigest,
    PageView.State state,
    List<Keyer> keyers,
    @Schema(description = "what waits for another person, or was approved")
        @Nullable String contentHash,
    int rows,
    @Nullable Instant recordedAt) {

  /** One of the two who key it. */
  @Schema(name = "LegacyKeyer")
  record Keyer(String name, boolean done, boolean you) {}

  static PageResponse of(PageView page) {
    return new PageResponse(
        page.id().toString(),
        page.book().toString(),
        page.number(),
        page.version(),
        page.image().hex(),
        page.state(),
        page.keyers().stream().map(k -> new Keyer(k.name(), k.done(), k.you())).toList(),
        page.asked().map(a -> a.content().hex()).orElse(null),
        page.rows(),
        page.recordedAt().orElse(null));
  }
}
