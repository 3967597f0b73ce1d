package vn.sogoc.platform.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** The method behind an operation, as far as its annotations promise something to callers. */
record Endpoint(MethodInfo method) {
  private static final DotName OPERATION =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");
  private static final DotName ROLES =
      DotName.createSimple("jakarta.annotation.security.RolesAllowed");
  private static final DotName EVERYBODY =
      DotName.createSimple("jakarta.annotation.security.PermitAll");
  private static final DotName IDEMPOTENT =
      DotName.createSimple("vn.sogoc.platform.idempotency.Idempotent");
  private static final DotName PUBLIC_DATA =
      DotName.createSimple("vn.sogoc.platform.http.PublicData");

  private static final DotName PUBLIC_READ =
      DotName.createSimple("vn.sogoc.platform.ratelimit.PublicRead");

  /** Every endpoint that has an {@code operationId}, by it. */
  static Map<String, Endpoint> byOperation(IndexView index) {
    return index.getAnnotations(OPERATION).stream()
        .filter(operation -> operation.value("operationId") != null)
        .collect(
            Collectors.toMap(
                operation -> operation.value("operationId").asString(),
                operation -> new Endpoint(operation.target().asMethod()),
                (one, same) -> one)); // the index is made of several that overlap
  }

  boolean isIdempotent() {
    return find(IDEMPOTENT) != null;
  }

  boolean isPublicData() {
    return find(PUBLIC_DATA) != null;
  }

  boolean isPublicRead() {
    return find(PUBLIC_READ) != null;
  }

  boolean isForEverybody() {
    return find(EVERYBODY) != null;
  }

  /** The roles of which one is needed; empty where signing in is enough. */
  List<String> roles() {
    AnnotationInstance roles = find(ROLES);
    return roles == null ? List.of() : Arrays.asList(roles.value().asStringArray());
  }

  /** The annotation of the method, or of its class where the method has none of the kind. */
  private @Nullable AnnotationInstance find(DotName name) {
    AnnotationInstance own = method.annotation(name);
    return own != null ? own : method.declaringClass().declaredAnnotation(name);
  }

  static <T> T valueOr(
      @Nullable AnnotationInstance annotation,
      String member,
      T other,
      Function<AnnotationValue, T> reader) {
    AnnotationValue value = annotation == null ? null : annotation.value(member);
    return value == null ? other : reader.apply(value);
  }
}
