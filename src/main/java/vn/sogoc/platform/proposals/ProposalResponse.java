package vn.sogoc.platform.proposals;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A proposal as the API shows it. */
@Schema(name = "Proposal")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProposalResponse(
    String id,
    String kind,
    String institution,
    @Schema(description = "whom or what it is about") String subject,
    @Schema(description = "what exactly, by name") Map<String, String> terms,
    @Schema(description = "asked, approved, rejected or expired") String state,
    @Schema(description = "what the second person approves") String contentHash,
    Deed asked,
    @Nullable Instant expires,
    @Nullable Deed decided) {

  /** Who did something, and when. */
  @Schema(name = "ProposalDeed")
  public record Deed(String name, Instant at) {}

  /** The newest first. */
  @Schema(name = "ProposalList")
  record Many(List<ProposalResponse> data) {}

  /** What is sent of a proposal; never a person's identifier. */
  public static ProposalResponse of(Proposal p) {
    return new ProposalResponse(
        p.id().toString(),
        p.kind(),
        "iss_" + p.institution(),
        p.subject(),
        p.terms(),
        p.state(),
        p.content().hex(),
        new Deed(p.asked().name(), p.asked().at()),
        p.isOpen() ? p.expires() : null,
        p.decided().map(d -> new Deed(d.name(), d.at())).orElse(null));
  }
}
