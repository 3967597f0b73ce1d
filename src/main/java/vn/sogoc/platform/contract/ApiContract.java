package vn.sogoc.platform.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;

/**
 * The contract of the API: only what stands under {@code /api/v1}, in the order of the paths, and
 * each operation with the problem it may answer.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiContract implements OASFilter {
  private static final String BASE = "/api/v1/";

  @Override
  public void filterOpenAPI(OpenAPI contract) {
    Paths sorted = OASFactory.createPaths();
    Map<String, PathItem> found =
        contract.getPaths() == null ? Map.of() : new TreeMap<>(contract.getPaths().getPathItems());
    found.forEach(
        (path, item) -> {
          if (path.startsWith(BASE)) {
            item.getOperations().values().forEach(ApiContract::complete);
            sorted.addPathItem(path, item);
          }
        });
    contract.setPaths(sorted);
    contract.setSecurity(
        List.of(
            OASFactory.createSecurityRequirement(),
            OASFactory.createSecurityRequirement().addScheme("apiKey"),
            OASFactory.createSecurityRequirement().addScheme("session")));
  }

  private static void complete(Operation operation) {
    if (operation.getResponses() != null && operation.getResponses().getDefaultValue() == null) {
      operation
          .getResponses()
          .setDefaultValue(
              OASFactory.createAPIResponse()
                  .description("A problem")
                  .content(
                      OASFactory.createContent()
                          .addMediaType(
                              Problem.MEDIA_TYPE,
                              OASFactory.createMediaType()
                                  .schema(
                                      OASFactory.createSchema()
                                          .ref("#/components/schemas/Problem")))));
    }
  }
}
