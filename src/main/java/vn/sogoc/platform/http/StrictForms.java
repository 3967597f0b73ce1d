package vn.sogoc.platform.http;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import vn.sogoc.kernel.Refusal;

/**
 * Forms that mean one thing, as {@link StrictJson} does for JSON: no field that the endpoint does
 * not know, none twice unless the endpoint reads a list of them. Of two equal fields one reader
 * takes the first and another the last.
 */
class StrictForms {
  /** The token of a session, which every form of a page carries. */
  private static final String TOKEN = "csrf-token";

  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();
  private final Map<Method, Set<String>> lists = new ConcurrentHashMap<>();

  @ServerRequestFilter
  @WithFormRead
  public void check(ResteasyReactiveContainerRequestContext request, ResourceInfo endpoint) {
    FormData form =
        ((ResteasyReactiveRequestContext) request.getServerRequestContext()).getFormData();
    if (form == null) {
      return;
    }
    Set<String> fields = known.computeIfAbsent(endpoint.getResourceMethod(), StrictForms::fieldsOf);
    Set<String> many = lists.computeIfAbsent(endpoint.getResourceMethod(), StrictForms::listsOf);
    List<Refusal.Fault> faults = new ArrayList<>();
    for (String name : form) {
      if (name == null || !fields.contains(name)) { // a part may come without a name
        faults.add(new Refusal.Fault("field_unknown", 0, "", "", String.valueOf(name)));
      } else if (form.get(name).size() > 1 && !many.contains(name)) {
        faults.add(new Refusal.Fault("field_twice", 0, name, "", ""));
      }
    }
    if (!faults.isEmpty()) {
      throw new Refusal(
          HttpProblem.MALFORMED_REQUEST, "the form has unknown or repeated fields", faults);
    }
  }

  private static Set<String> listsOf(Method endpoint) {
    Set<String> names = new HashSet<>();
    for (Parameter parameter : endpoint.getParameters()) {
      if (parameter.getType() == List.class) {
        add(names, parameter.getAnnotation(RestForm.class), parameter.getName());
      }
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getDeclaredFields()) {
          if (field.getType() == List.class) {
            add(names, field.getAnnotation(RestForm.class), field.getName());
          }
        }
      }
    }
    return names;
  }

  private static Set<String> fieldsOf(Method endpoint) {
    Set<String> names = new HashSet<>(Set.of(TOKEN));
    for (Parameter parameter : endpoint.getParameters()) {
      add(names, parameter.getAnnotation(RestForm.class), parameter.getName());
      if (parameter.isAnnotationPresent(BeanParam.class)) {
        for (Field field : parameter.getType().getDeclaredFields()) {
          add(names, field.getAnnotation(RestForm.class), field.getName());
        }
      }
    }
    return Set.copyOf(names);
  }

  private static void add(Set<String> names, RestForm form, String declared) {
    if (form != null) {
      names.add(form.value().isEmpty() ? declared : form.value());
    }
  }
}
