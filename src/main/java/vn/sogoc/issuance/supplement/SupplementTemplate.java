package vn.sogoc.issuance.supplement;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.tables.CsvText;
import vn.sogoc.platform.tables.XlsxText;

/** An empty list of supplements: the headers that are understood, and a person as an example. */
@Path("/api/v1/supplement-lists")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Tag(name = "Supplements")
class SupplementTemplate {
  private static final String CSV = "text/csv;charset=UTF-8";
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** What the diploma says itself may be left out of a list. */
  private static final List<SupplementColumn> COLUMNS =
      List.of(SupplementColumn.values()).stream()
          .filter(c -> c != SupplementColumn.ROW && c != SupplementColumn.REGISTER)
          .filter(c -> c != SupplementColumn.MODE && c != SupplementColumn.LEVEL)
          .toList();

  @GET
  @Path("/template.csv")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Produces(CSV)
  @Operation(
      operationId = "getSupplementTemplate",
      summary = "An empty list of supplements, with the headers that are understood")
  @APIResponse(
      responseCode = "200",
      description = "CSV in UTF-8 with a byte order mark",
      content = @Content(schema = @Schema(implementation = String.class)))
  public RestResponse<StreamingOutput> csv() {
    return file(out -> CsvText.write(out, header(), example().iterator()), "csv");
  }

  @GET
  @Path("/template.xlsx")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Produces(XLSX)
  @Operation(
      operationId = "getSupplementTemplateWorkbook",
      summary = "The same empty list as a workbook, every cell of it a text")
  @APIResponse(
      responseCode = "200",
      description = "XLSX",
      content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public RestResponse<StreamingOutput> workbook() {
    return file(out -> XlsxText.write(out, header(), example().iterator()), "xlsx");
  }

  private static RestResponse<StreamingOutput> file(StreamingOutput content, String ending) {
    return RestResponse.ResponseBuilder.ok(content)
        .header("Content-Disposition", "attachment; filename=\"sogoc-supplements." + ending + "\"")
        .build();
  }

  private static List<String> header() {
    return COLUMNS.stream().map(SupplementColumn::title).toList();
  }

  /** What is said of the person stands on the first of their rows. */
  private static List<List<String>> example() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS.stream().map(SupplementTemplate::first).toList());
    rows.add(COLUMNS.stream().map(SupplementTemplate::second).toList());
    return rows;
  }

  private static String first(SupplementColumn column) {
    return switch (column) {
      case SERIAL -> "MAU-CN-000001";
      case STUDENT -> "22520001";
      case NAME -> "Nguyễn Thị Mẫu";
      case ENROLLED -> "05/09/2022";
      case LANGUAGE -> "Tiếng Việt";
      case DURATION -> "4 năm";
      case DURATION_EN -> "4 years";
      case SCALE -> "10";
      case CREDITS_TOTAL -> "7";
      case AVERAGE -> "7,96";
      case THESIS -> "Nhận dạng chữ viết tay";
      case THESIS_EN -> "Handwriting recognition";
      case THESIS_MARK -> "9";
      case COURSE -> "IT001";
      case COURSE_NAME -> "Nhập môn lập trình";
      case COURSE_NAME_EN -> "Introduction to Programming";
      case CREDITS -> "4";
      case MARK -> "8,5";
      case LETTER -> "A";
      case REGISTER,
          LANGUAGE_EN,
          SPECIALISATION,
          SPECIALISATION_EN,
          MODE,
          LEVEL,
          THESIS_LETTER,
          NOTE,
          ELSEWHERE,
          NOT_COUNTED,
          ROW ->
          "";
    };
  }

  private static String second(SupplementColumn column) {
    return switch (column) {
      case SERIAL, STUDENT, NAME -> first(column);
      case COURSE -> "MA003";
      case COURSE_NAME -> "Đại số tuyến tính";
      case COURSE_NAME_EN -> "Linear Algebra";
      case CREDITS -> "3";
      case MARK -> "7,25";
      case LETTER -> "B";
      case ELSEWHERE -> "Trường Đại học Mẫu Hai";
      default -> "";
    };
  }
}
