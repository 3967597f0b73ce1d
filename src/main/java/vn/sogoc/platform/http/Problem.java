package vn.sogoc.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import vn.sogoc.kernel.ProblemType;
import vn.sogoc.kernel.Refusal;

/**
 * One problem as RFC 9457 section 3 writes it, with {@code code}, {@code requestId} and {@code
 * errors} as its extensions. Never holds personal data, class names or SQL.
 *
 * @param type address of the page that explains the problem, stable over versions
 * @param code the slug with underscores, for programs
 * @param instance path of the request, without its query
 */
public record Problem(
    URI type,
    String title,
    int status,
    String code,
    String detail,
    String instance,
    String requestId,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> errors) {

  /** RFC 9457 section 6.1. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  /** A single fault on the wire; {@code row} and {@code column} are left out where unknown. */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public record Fault(
      String code, int row, String column, String expected, String found, String message) {}

  /** The code of a problem type: {@code sign-in-required} is {@code sign_in_required}. */
  public static String code(ProblemType type) {
    return type.slug().replace('-', '_');
  }

  static Fault fault(Refusal.Fault fault, String message) {
    return new Fault(
        fault.code(), fault.row(), fault.column(), fault.expected(), fault.found(), message);
  }
}
