package vn.sogoc.platform.http;

import vn.sogoc.kernel.ProblemType;

/** Refusals that HTTP itself knows, before any feature is asked. */
public enum HttpProblem implements ProblemType {
  MALFORMED_REQUEST("malformed-request", 400),
  /** The cursor of a page is not one of ours. */
  CURSOR_INVALID("cursor-invalid", 400),
  SIGN_IN_REQUIRED("sign-in-required", 401),
  FORBIDDEN("forbidden", 403),
  UNKNOWN_ADDRESS("unknown-address", 404),
  METHOD_NOT_ALLOWED("method-not-allowed", 405),
  NOT_ACCEPTABLE("not-acceptable", 406),
  REQUEST_TIMEOUT("request-timeout", 408),
  CONFLICT("conflict", 409),
  TOO_LARGE("too-large", 413),
  ADDRESS_TOO_LONG("address-too-long", 414),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415),
  CROSS_SITE_REQUEST("cross-site-request", 403),
  HTTPS_REQUIRED("https-required", 403),
  INTERNAL_ERROR("internal-error", 500),
  UNAVAILABLE("unavailable", 503);

  private final String slug;
  private final int status;

  HttpProblem(String slug, int status) {
    this.slug = slug;
    this.status = status;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }

  /** The problem for a bare status that came without a reason of its own. */
  static HttpProblem ofStatus(int status) {
    return switch (status) {
      case 401 -> SIGN_IN_REQUIRED;
      case 403 -> FORBIDDEN;
      case 404 -> UNKNOWN_ADDRESS;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 408 -> REQUEST_TIMEOUT;
      case 409 -> CONFLICT;
      case 413 -> TOO_LARGE;
      case 414 -> ADDRESS_TOO_LONG;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 503 -> UNAVAILABLE;
      default -> status >= 500 ? INTERNAL_ERROR : MALFORMED_REQUEST;
    };
  }
}
