package vn.sogoc.register;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.HttpProblem;

/** The register numbers of an institution, for its staff and for auditors. */
@Path("/api/v1/register-numbers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Register")
class NumberResource {
  /** The minutes of void numbers. */
  @Schema(name = "NumberMinutes")
  record Minutes(
      String reason,
      String askedBy,
      Instant askedAt,
      String approvedBy,
      Instant voidedAt,
      String hash) {
    static Minutes of(VoidMinutes minutes) {
      return new Minutes(
          minutes.reason(),
          minutes.askedName(),
          minutes.askedAt(),
          minutes.approvedName(),
          minutes.voidedAt(),
          minutes.content().hex());
    }
  }

  /** Consecutive numbers of one batch. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "NumberRange")
  record Range(
      int first,
      int last,
      int firstSerial,
      int lastSerial,
      String state,
      String batch,
      @Nullable Minutes minutes) {
    static Range of(NumberBook.NumberRange range) {
      return new Range(
          range.first(),
          range.last(),
          range.firstSerial(),
          range.firstSerial() + range.count() - 1,
          range.state().name().toLowerCase(Locale.ROOT),
          PublicId.of("bat", range.batch()).toString(),
          range.minutes().map(Minutes::of).orElse(null));
    }
  }

  /** All numbers of a year; {@code faults} is empty where the book is gapless. */
  @Schema(name = "NumberBook")
  record Book(
      String issuer, String kind, int year, int next, List<Range> ranges, List<String> faults) {}

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 9999;

  private final Register register;
  private final Catalogue catalogue;
  private final CurrentActor actor;

  NumberResource(Register register, Catalogue catalogue, CurrentActor actor) {
    this.register = register;
    this.catalogue = catalogue;
    this.actor = actor;
  }

  @GET
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT})
  @Operation(
      operationId = "listRegisterNumbers",
      summary = "What became of every register number of a year",
      description =
          "Each number from 1 on is used, reserved by a batch that is being signed, or void with"
              + " minutes. Staff see their own institution; auditors name any.")
  @APIResponse(responseCode = "200", description = "The ranges in order of the numbers")
  @APIResponse(responseCode = "400", description = "No kind of the catalogue, or no year")
  @APIResponse(responseCode = "403", description = "Not your institution")
  public Book book(
      @QueryParam("issuer") @DefaultValue("") String issuer,
      @QueryParam("kind") @DefaultValue("") String kind,
      @QueryParam("year") @DefaultValue("0") int year) {
    int institution = institution(actor.require(), issuer);
    if (catalogue.kind(kind).isEmpty() || year < FIRST_YEAR || year > LAST_YEAR) {
      throw new Refusal(
          HttpProblem.MALFORMED_REQUEST,
          "name a kind of the catalogue and a year of four digits, such as kind=BCN&year=2026");
    }
    NumberBook book = register.numbers(institution, kind, year);
    return new Book(
        "iss_" + institution,
        kind,
        year,
        book.next(),
        book.ranges().stream().map(Range::of).toList(),
        book.faults());
  }

  private static int institution(Actor actor, String issuer) {
    Integer own = actor.institutionId();
    int asked =
        issuer.matches("iss_[1-9][0-9]{0,8}")
            ? Integer.parseInt(issuer.substring(4))
            : own == null || !issuer.isEmpty() ? 0 : own;
    if (asked == 0 || !(actor.actsFor(asked) || actor.hasAt(Role.AUDIT, asked))) {
      throw new Refusal(HttpProblem.FORBIDDEN, "name an issuer whose numbers you may see");
    }
    return asked;
  }
}
