package vn.sogoc.platform.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.http.Problem;

/**
 * Completes the generated contract: only what stands under {@code /api/v1}, in the order of the
 * paths; each operation with its security, its idempotency key, its problems, its headers and its
 * examples.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiContract implements OASFilter {
  private static final String BASE = "/api/v1/";
  private static final String JSON = "application/json";

  private final Map<String, Endpoint> endpoints;
  private final SchemaRules schemas;

  public ApiContract(IndexView index) {
    this.endpoints = Endpoint.byOperation(index);
    this.schemas = new SchemaRules(index);
  }

  @Override
  public void filterOpenAPI(OpenAPI contract) {
    Set<String> examples =
        contract.getComponents().getExamples() == null
            ? Set.of()
            : new TreeSet<>(contract.getComponents().getExamples().keySet());
    Paths sorted = OASFactory.createPaths();
    Map<String, PathItem> found =
        contract.getPaths() == null ? Map.of() : new TreeMap<>(contract.getPaths().getPathItems());
    found.forEach(
        (path, item) -> {
          if (path.startsWith(BASE)) {
            item.getOperations()
                .values()
                .forEach(
                    operation -> {
                      complete(operation, endpoint(path, operation), examples);
                      namePages(operation, contract.getComponents().getSchemas());
                    });
            sorted.addPathItem(path, item);
          }
        });
    contract.setPaths(sorted);
    contract.setSecurity(null);
    schemas.complete(contract);
  }

  private Endpoint endpoint(String path, Operation operation) {
    Endpoint endpoint = endpoints.get(operation.getOperationId());
    if (endpoint == null) {
      throw new IllegalStateException(
          path + ": every endpoint of the API has an operationId of its own");
    }
    return endpoint;
  }

  private static void complete(Operation operation, Endpoint endpoint, Set<String> examples) {
    secure(operation, endpoint);
    if (endpoint.isIdempotent()) {
      operation.addParameter(OASFactory.createParameter().ref("IdempotencyKey"));
    }
    if (endpoint.isPublicData()) {
      operation.addParameter(OASFactory.createParameter().ref("IfNoneMatch"));
    }
    operation.addParameter(OASFactory.createParameter().ref("AcceptLanguage"));
    operation.getParameters().forEach(ApiContract::describe);
    String id = operation.getOperationId();
    if (operation.getRequestBody() != null) {
      operation.getRequestBody().setRequired(true);
      Map<String, MediaType> content = operation.getRequestBody().getContent().getMediaTypes();
      content.values().forEach(type -> exemplify(type, id + ".request", examples));
    }
    APIResponses responses = operation.getResponses();
    addProblems(operation, endpoint);
    responses
        .getAPIResponses()
        .forEach(
            (code, response) -> {
              if (code.startsWith("2")) {
                succeed(response, endpoint, id, examples);
              } else if (code.startsWith("4") || code.startsWith("5")) {
                fail(response, code);
              }
            });
    responses.setDefaultValue(OASFactory.createAPIResponse().ref("Problem"));
  }

  private static void secure(Operation operation, Endpoint endpoint) {
    SecurityRequirement key = OASFactory.createSecurityRequirement().addScheme("apiKey");
    SecurityRequirement session = OASFactory.createSecurityRequirement().addScheme("session");
    operation.setSecurity(
        endpoint.isForEverybody()
            ? List.of(OASFactory.createSecurityRequirement(), key, session)
            : List.of(key, session));
    if (!endpoint.roles().isEmpty()) {
      String told = operation.getDescription() == null ? "" : operation.getDescription() + " ";
      operation.setDescription(told + "For the roles " + String.join(", ", endpoint.roles()) + ".");
    }
  }

  private static void addProblems(Operation operation, Endpoint endpoint) {
    APIResponses responses = operation.getResponses();
    if (operation.getRequestBody() != null
        || operation.getParameters().stream().anyMatch(p -> p.getIn() == Parameter.In.QUERY)) {
      say(responses, "400", "The request cannot be read");
    }
    if (endpoint.isForEverybody()) {
      say(responses, "401", "The API key that was sent is not valid");
    } else {
      responses.removeAPIResponse("401");
      responses.removeAPIResponse("403".equals(auto(responses)) ? "403" : "");
      say(responses, "401", "Nobody is signed in, or the API key is not valid");
      say(responses, "403", "You may not do this");
    }
    if (endpoint.isIdempotent()) {
      say(responses, "400", "The Idempotency-Key is missing");
      say(responses, "409", "The first request with this Idempotency-Key still runs");
      say(responses, "422", "The Idempotency-Key was used with another body");
    }
    if (operation.getRequestBody() != null) {
      say(responses, "413", "The body is larger than this address accepts");
      say(responses, "415", "This address does not read that kind of content");
    }
    if (endpoint.isPublicRead()) {
      say(responses, "429", "The budget of a minute is used up");
    }
    if (endpoint.isPublicData()) {
      responses.addAPIResponse(
          "304", OASFactory.createAPIResponse().description("What you hold still stands"));
    }
  }

  /** The code of the response that the generator wrote by itself for a role. */
  private static @Nullable String auto(APIResponses responses) {
    APIResponse forbidden = responses.getAPIResponse("403");
    return forbidden != null && "Not Allowed".equals(forbidden.getDescription()) ? "403" : null;
  }

  /** Adds a reason to a status. */
  private static void say(APIResponses responses, String code, String reason) {
    APIResponse known = responses.getAPIResponse(code);
    if (known == null) {
      responses.addAPIResponse(code, OASFactory.createAPIResponse().description(reason));
    } else {
      known.setDescription(known.getDescription() + ". " + reason);
    }
  }

  private static void succeed(
      APIResponse response, Endpoint endpoint, String id, Set<String> examples) {
    response.addHeader("X-Request-Id", OASFactory.createHeader().ref("RequestId"));
    if (endpoint.isIdempotent()) {
      response.addHeader(
          "Idempotent-Replayed", OASFactory.createHeader().ref("IdempotentReplayed"));
    }
    if (endpoint.isPublicData()) {
      response.addHeader("ETag", OASFactory.createHeader().ref("ETag"));
    }
    if (response.getContent() != null) {
      MediaType json = response.getContent().getMediaType(JSON);
      if (json != null) {
        exemplify(json, id, examples);
      }
    }
  }

  /** A page has the name of what it holds, and says where the next one is. */
  private static void namePages(Operation operation, Map<String, Schema> schemas) {
    for (APIResponse response : operation.getResponses().getAPIResponses().values()) {
      MediaType json =
          response.getContent() == null ? null : response.getContent().getMediaType(JSON);
      if (json != null && json.getSchema() != null && json.getSchema().getRef() != null) {
        String name = json.getSchema().getRef().substring("#/components/schemas/".length());
        String page = SchemaRules.pageOf(schemas.get(name));
        if (page != null) {
          json.getSchema().setRef(page);
          response.addHeader("Link", OASFactory.createHeader().ref("Link"));
        }
      }
    }
  }

  private static void fail(APIResponse response, String code) {
    if (response.getContent() == null) {
      response.setContent(
          OASFactory.createContent()
              .addMediaType(
                  Problem.MEDIA_TYPE,
                  OASFactory.createMediaType()
                      .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
    }
    response.addHeader("X-Request-Id", OASFactory.createHeader().ref("RequestId"));
    if (code.equals("429") || code.equals("503")) {
      response.addHeader("Retry-After", OASFactory.createHeader().ref("RetryAfter"));
    }
  }

  /** Puts the examples of a name, and those that go on after it with a dot, into a content. */
  private static void exemplify(MediaType content, String name, Set<String> examples) {
    for (String example : examples) {
      boolean isRequest = example.contains(".request");
      if (isRequest == name.endsWith(".request")
          && (example.equals(name) || example.startsWith(name + "."))) {
        content.addExample(example, OASFactory.createExample().ref(example));
      }
    }
  }

  private static void describe(Parameter parameter) {
    if (parameter.getDescription() == null && parameter.getName() != null) {
      switch (parameter.getName()) {
        case "after" -> parameter.setDescription("page.next of the page before");
        case "limit" -> parameter.setDescription("How many items the page has at most");
        case "id" -> parameter.setDescription("The identifier, as another answer gave it");
        case "issuer" -> parameter.setDescription("Only lists of this issuer");
        default -> {} // says enough by its name
      }
    }
  }
}
