package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.platform.tables.CsvText;

/** The links of a batch as a table to hand out; it is kept nowhere. */
@ApplicationScoped
public class ConfirmationLinksText {
  private final Messages messages;
  private final CurrentRequest request;

  ConfirmationLinksText(Messages messages, CurrentRequest request) {
    this.messages = messages;
    this.request = request;
  }

  /** A file with one line for each graduate, in the words of the request's language. */
  public RestResponse<byte[]> file(List<Confirmations.Handed> links) {
    List<String> header =
        Stream.of("row", "name", "birth", "link")
            .map(column -> messages.get(request.lang(), "confirmation.column." + column))
            .toList();
    byte[] csv =
        CsvText.of(
                header,
                links.stream()
                    .map(
                        one ->
                            List.of(
                                Integer.toString(one.line()), one.name(), one.birth(), one.link()))
                    .toList())
            .toArray();
    return RestResponse.ResponseBuilder.ok(csv)
        .header("Content-Type", "text/csv; charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"links.csv\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
