package vn.sogoc.platform.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.http.Page;

/**
 * Which fields are always there and which may be null, told from the records that are written: what
 * the compiler holds about null is what the contract says.
 */
final class SchemaRules {
  private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
  private static final DotName INCLUDE =
      DotName.createSimple("com.fasterxml.jackson.annotation.JsonInclude");
  private static final DotName PROPERTY =
      DotName.createSimple("com.fasterxml.jackson.annotation.JsonProperty");
  private static final DotName SCHEMA =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
  private static final String OURS = "vn.sogoc.";
  private static final String REF = "#/components/schemas/";

  private final Map<String, ClassInfo> records = new HashMap<>();
  private final ClassInfo page;

  SchemaRules(IndexView index) {
    this.page = index.getClassByName(Page.class);
    List<ClassInfo> types = new ArrayList<>(index.getKnownClasses());
    types.sort(Comparator.comparing(ClassInfo::name)); // the index has no order of its own
    for (ClassInfo type : types) {
      if (type.isRecord() && type.name().toString().startsWith(OURS)) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        if (schema == null) {
          records.putIfAbsent(type.simpleName(), type);
        } else {
          records.put(
              Endpoint.valueOr(schema, "name", type.simpleName(), AnnotationValue::asString), type);
        }
      }
    }
  }

  /** Completes every schema, and puts them in the order of their names. */
  void complete(OpenAPI contract) {
    Map<String, Schema> schemas = new TreeMap<>();
    contract
        .getComponents()
        .getSchemas()
        .forEach(
            (name, schema) -> {
              String page = pageOf(schema);
              ClassInfo type = page == null ? records.get(name) : this.page;
              if (type != null && schema.getProperties() != null) {
                complete(schema, type, name);
              }
              schemas.put(page == null ? name : page, schema);
            });
    Set<String> used = new HashSet<>();
    contract
        .getPaths()
        .getPathItems()
        .values()
        .forEach(
            item ->
                item.getOperations()
                    .values()
                    .forEach(operation -> contents(operation).forEach(s -> use(s, schemas, used))));
    use(OASFactory.createSchema().ref("Problem"), schemas, used);
    schemas.keySet().retainAll(used);
    contract.getComponents().setSchemas(new LinkedHashMap<>(schemas));
  }

  private static List<Schema> contents(Operation operation) {
    List<Content> contents = new ArrayList<>();
    if (operation.getRequestBody() != null) {
      contents.add(operation.getRequestBody().getContent());
    }
    operation.getResponses().getAPIResponses().values().stream()
        .map(APIResponse::getContent)
        .forEach(contents::add);
    return contents.stream()
        .filter(Objects::nonNull)
        .flatMap(content -> content.getMediaTypes().values().stream())
        .map(MediaType::getSchema)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Adds the names of a schema and of all it is made of; whatever nobody names is left out. */
  private static void use(@Nullable Schema schema, Map<String, Schema> all, Set<String> used) {
    if (schema == null) {
      return;
    }
    String ref = schema.getRef();
    if (ref != null) {
      String name = ref.substring(ref.lastIndexOf('/') + 1);
      if (used.add(name)) {
        use(all.get(name), all, used);
      }
    }
    use(schema.getItems(), all, used);
    use(schema.getAdditionalPropertiesSchema(), all, used);
    Stream.of(schema.getAnyOf(), schema.getAllOf(), schema.getOneOf())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .forEach(part -> use(part, all, used));
    if (schema.getProperties() != null) {
      schema.getProperties().values().forEach(property -> use(property, all, used));
    }
  }

  /** The name of a page by what it holds: a page of {@code Batch} is a {@code BatchPage}. */
  static @Nullable String pageOf(@Nullable Schema schema) {
    if (schema == null
        || schema.getProperties() == null
        || !schema.getProperties().keySet().equals(Set.of("data", "page"))) {
      return null;
    }
    Schema data = schema.getProperties().get("data");
    String item = data == null || data.getItems() == null ? null : data.getItems().getRef();
    return item == null ? null : item.substring(REF.length()) + "Page";
  }

  private static void complete(Schema schema, ClassInfo type, String called) {
    boolean isRequest = type.simpleName().endsWith("Request") || called.endsWith("Request");
    AnnotationInstance whole = type.declaredAnnotation(INCLUDE);
    for (FieldInfo field : type.fields()) {
      String name =
          Endpoint.valueOr(
              field.annotation(PROPERTY), "value", field.name(), AnnotationValue::asString);
      Schema property = schema.getProperties().get(name);
      if (property == null || field.isSynthetic()) {
        continue;
      }
      boolean isNullable = field.type().hasAnnotation(NULLABLE);
      boolean isLeftOut = field.hasAnnotation(INCLUDE) || (isNullable && whole != null);
      // what we read may leave out what is nullable; what we write says null
      if (isNullable && !isLeftOut && !isRequest) {
        nullable(schema, name, property);
      }
      boolean isRequired = isRequest ? !isNullable : !isLeftOut;
      if (isRequired && (schema.getRequired() == null || !schema.getRequired().contains(name))) {
        schema.addRequired(name);
      }
    }
  }

  private static void nullable(Schema parent, String name, Schema property) {
    if (property.getRef() != null) {
      Schema either =
          OASFactory.createSchema()
              .addAnyOf(property)
              .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
      parent.addProperty(name, either);
    } else if (property.getType() != null && !property.getType().contains(SchemaType.NULL)) {
      property.addType(SchemaType.NULL);
    }
  }
}
