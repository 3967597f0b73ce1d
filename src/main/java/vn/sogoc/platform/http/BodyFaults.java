package vn.sogoc.platform.http;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells what the sender did wrong from what went wrong here, where a body could not be read. The
 * readers of the framework throw whatever comes to hand (input/output errors, arrays too short,
 * arguments refused), so that the place says more than the type.
 */
final class BodyFaults {
  private static final String FORM_READER = "org.jboss.resteasy.reactive.server.core.multipart.";
  private static final String BODY_READER = "org.jboss.resteasy.reactive.server.vertx.";
  private static final String TOO_LARGE = "Request too large";

  private BodyFaults() {}

  /** The problem of the sender, or empty where it is ours. */
  static Optional<HttpProblem> of(Throwable wrong) {
    if (wrong instanceof FileSystemException) {
      return Optional.empty(); // the disk that holds uploads
    }
    if (wrong instanceof IOException && TOO_LARGE.equals(wrong.getMessage())) {
      return Optional.of(HttpProblem.TOO_LARGE);
    }
    return thrownByReader(wrong) ? Optional.of(HttpProblem.MALFORMED_REQUEST) : Optional.empty();
  }

  /** Above every line of ours, and not in the file system, which the form reader writes to. */
  private static boolean thrownByReader(Throwable wrong) {
    StackTraceElement[] stack = wrong.getStackTrace();
    return Arrays.stream(stack)
            .map(StackTraceElement::getClassName)
            .takeWhile(name -> !name.startsWith("vn.sogoc."))
            .anyMatch(name -> name.startsWith(FORM_READER) || name.startsWith(BODY_READER))
        && stack.length > 0
        && !stack[0].getClassName().startsWith("sun.nio.");
  }
}
