package vn.sogoc.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which methods an address knows. A 405 has to say so (RFC 9110 section 15.5.6), and the framework
 * leaves it out; to {@code OPTIONS} it answers for addresses that do not exist.
 */
@Singleton
class AllowedMethods {
  private static final Pattern PARAMETER = Pattern.compile("\\{[^:}]+(?::([^}]*))?}");

  private record Address(Pattern path, String method) {}

  private final List<Address> addresses = new ArrayList<>();
  private final ProblemResponses problems;

  AllowedMethods(BeanManager beans, ProblemResponses problems) {
    this.problems = problems;
    for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      Path root = bean.getBeanClass().getAnnotation(Path.class);
      if (root != null) {
        for (Method method : bean.getBeanClass().getDeclaredMethods()) {
          add(root.value(), method);
        }
      }
    }
  }

  void register(@Observes Filters filters) {
    filters.register(this::options, RequestIds.FIRST - 3);
  }

  /** The methods of a path, joined for an {@code Allow} header; empty where it is none of ours. */
  String of(String path) {
    String tidy = path.replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
    TreeSet<String> found = new TreeSet<>();
    for (Address address : addresses) {
      if (address.path().matcher(tidy).matches()) {
        found.add(address.method());
      }
    }
    if (found.contains("GET")) {
      found.add("HEAD");
    }
    if (!found.isEmpty()) {
      found.add("OPTIONS");
    }
    return String.join(", ", found);
  }

  private void options(RoutingContext context) {
    if (!context.request().method().equals(HttpMethod.OPTIONS)) {
      context.next();
      return;
    }
    String allowed = of(context.normalizedPath());
    if (allowed.isEmpty()) {
      problems.send(context, HttpProblem.UNKNOWN_ADDRESS);
    } else {
      context.response().setStatusCode(204).putHeader("Allow", allowed).end();
    }
  }

  private void add(String root, Method method) {
    Path sub = method.getAnnotation(Path.class);
    String template = ("/" + root + "/" + (sub == null ? "" : sub.value())).replaceAll("/+", "/");
    String tidy = template.replaceAll("(?<=.)/$", "");
    for (Annotation annotation : method.getAnnotations()) {
      jakarta.ws.rs.HttpMethod verb =
          annotation.annotationType().getAnnotation(jakarta.ws.rs.HttpMethod.class);
      if (verb != null) {
        addresses.add(new Address(pattern(tidy), verb.value()));
      }
    }
  }

  private static Pattern pattern(String template) {
    StringBuilder regex = new StringBuilder();
    Matcher parameter = PARAMETER.matcher(template);
    int end = 0;
    while (parameter.find()) {
      regex.append(Pattern.quote(template.substring(end, parameter.start())));
      String own = parameter.group(1);
      regex.append('(').append(own == null ? "[^/]+" : own.strip()).append(')');
      end = parameter.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(template.substring(end))).toString());
  }
}
