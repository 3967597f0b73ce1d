package vn.sogoc.report;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;

/** What the resources with tables have in common. */
final class Tables {
  static final String CSV = "text/csv;charset=UTF-8";
  static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private Tables() {}

  /** How a table is written: as a text or as a workbook. */
  interface Form {
    void write(OutputStream out, List<String> header, Iterator<List<String>> rows)
        throws IOException;
  }

  /** A download that nobody keeps on the way. */
  static RestResponse<StreamingOutput> file(StreamingOutput content, String name) {
    return ResponseBuilder.ok(content)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  /** The number in {@code iss_101}. */
  static int institution(String id) {
    if (!id.matches("iss_[1-9][0-9]{0,8}")) {
      throw new Refusal(
          InstitutionProblem.INSTITUTION_UNKNOWN, "An institution is iss_ and its number.");
    }
    return Integer.parseInt(id.substring(4));
  }

  /** A year from 1945 to 2199. */
  static int year(String text) {
    if (!text.matches("194[5-9]|19[5-9][0-9]|2[01][0-9]{2}")) {
      throw new Refusal(HttpProblem.UNKNOWN_ADDRESS, "A year is 1945 to 2199.");
    }
    return Integer.parseInt(text);
  }
}
