package vn.sogoc.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An OpenAPI document, read and applied as far as ours goes: JSON Schema without formats. */
public final class Contract {
  private final JsonNode root;

  public Contract(JsonNode root) {
    this.root = root;
  }

  /** One operation of the contract. */
  public record Operation(String path, String method, JsonNode node) {
    /** Its name. */
    public String id() {
      return node.path("operationId").asText();
    }

    @Override
    public String toString() {
      return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
    }
  }

  /** The whole document. */
  public JsonNode root() {
    return root;
  }

  /** Every operation. */
  public List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(e -> e.getValue().has("operationId"))
                    .forEach(e -> all.add(new Operation(path.getKey(), e.getKey(), e.getValue()))));
    return all;
  }

  /** What a reference names, or the node itself. */
  public JsonNode resolve(JsonNode node) {
    if (!node.has("$ref")) {
      return node;
    }
    JsonNode found = root.at(node.get("$ref").asText().substring(1));
    if (found.isMissingNode()) {
      throw new AssertionError("nothing is at " + node.get("$ref"));
    }
    return resolve(found);
  }

  /** The schema of a component. */
  public JsonNode schema(String name) {
    return root.path("components").path("schemas").path(name);
  }

  /** What is wrong with a value; nothing where it fits its schema exactly. */
  public List<String> faults(JsonNode value, JsonNode schema, String at) {
    JsonNode rule = resolve(schema);
    if (rule.has("anyOf")) {
      return stream(rule.get("anyOf")).anyMatch(s -> faults(value, s, at).isEmpty())
          ? List.of()
          : List.of(at + ": none of the alternatives fits");
    }
    List<String> faults = new ArrayList<>();
    if (rule.has("type") && !hasType(value, rule.get("type"))) {
      faults.add(at + ": is " + value.getNodeType() + ", not " + rule.get("type"));
      return faults;
    }
    if (rule.has("enum") && stream(rule.get("enum")).noneMatch(value::equals)) {
      faults.add(at + ": " + value + " is not in " + rule.get("enum"));
    }
    if (rule.has("pattern") && !value.asText().matches(rule.get("pattern").asText())) {
      faults.add(at + ": " + value + " does not match " + rule.get("pattern"));
    }
    stream(rule.path("required"))
        .filter(name -> !value.has(name.asText()))
        .forEach(name -> faults.add(at + ": lacks " + name));
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        JsonNode property = rule.path("properties").path(member.getKey());
        JsonNode any = rule.path("additionalProperties");
        if (property.isMissingNode() && any.isMissingNode()) {
          faults.add(at + ": has an unknown " + member.getKey());
        } else {
          faults.addAll(
              faults(
                  member.getValue(),
                  property.isMissingNode() ? any : property,
                  at + "/" + member.getKey()));
        }
      }
    }
    if (value.isArray()) {
      stream(value).forEach(item -> faults.addAll(faults(item, rule.path("items"), at + "/*")));
    }
    return faults;
  }

  /** The members of an array. */
  public static Stream<JsonNode> stream(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }

  private static boolean hasType(JsonNode value, JsonNode type) {
    return type.isArray()
        ? stream(type).anyMatch(one -> hasType(value, one))
        : switch (type.asText()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "null" -> value.isNull();
          default -> throw new AssertionError("a type of its own: " + type);
        };
  }
}
