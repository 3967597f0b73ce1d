package vn.sogoc.kernel;

/**
 * A kind of refusal with a stable name. Each feature owns one enum of these; the name is part of
 * the API, its page is served at {@code /problems/<slug>} and its words stand in the message
 * catalogue under {@code problem.<slug>.title}, {@code .cause} and {@code .cure}.
 */
public interface ProblemType {
  /** Lower-case words joined by hyphens, unique over the whole product, never reused. */
  String slug();

  /** HTTP status, 400 to 503. */
  int status();
}
