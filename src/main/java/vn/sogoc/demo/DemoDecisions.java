package vn.sogoc.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.register.RegisterEvidence;

/**
 * Decides about credentials of the demo through the public API: one person asks, another approves.
 */
final class DemoDecisions {
  /** After the demo's credentials were issued. */
  private static final String DATE = "2026-08-03";

  private final DemoApi api;
  private final DemoSamples reader;
  private final DemoPeople.Keys staff;

  DemoDecisions(DemoApi api, DemoSamples reader, DemoPeople.Keys staff) {
    this.api = api;
    this.reader = reader;
    this.staff = staff;
  }

  /** The holder has another name since. */
  void correct(RegisterEvidence.Recorded entry) throws InterruptedException {
    String name = reader.read(entry.cose()).claims().fullName().value();
    String changes =
        "[{\"field\":\"fullName\",\"oldValue\":\"%s\",\"newValue\":\"%s An\"}]"
            .formatted(name, name);
    decide(
        entry,
        "correction",
        Map.of(
            "reason", "civil_status_changed",
            "decisionNumber", "1401/QĐ-ĐHHL",
            "changes", changes));
  }

  /** The issuer had made an error and has issued another one. */
  void supersede(RegisterEvidence.Recorded entry, RegisterEvidence.Recorded successor)
      throws InterruptedException {
    decide(
        entry,
        "supersession",
        Map.of(
            "reason", "issuer_error_reissued",
            "decisionNumber", "1402/QĐ-ĐHHL",
            "successor", id(successor)));
  }

  /** It should never have been issued. */
  void revoke(RegisterEvidence.Recorded entry) throws InterruptedException {
    decide(entry, "revocation", Map.of("reason", "fraud", "decisionNumber", "1403/QĐ-ĐHHL"));
  }

  /** It is being examined. */
  void suspend(RegisterEvidence.Recorded entry) throws InterruptedException {
    decide(
        entry,
        "suspension",
        Map.of("reason", "under_inspection", "decisionNumber", "1404/QĐ-ĐHHL"));
  }

  private void decide(RegisterEvidence.Recorded entry, String type, Map<String, String> more)
      throws InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>(more);
    fields.put("type", type);
    fields.put("decisionDate", DATE);
    JsonNode asked =
        api.upload(
            "/api/v1/credentials/" + id(entry) + "/decisions",
            staff.prepare(),
            "demo-ask-" + type,
            fields,
            new DemoApi.File("document", "quyet-dinh.pdf", "application/pdf", page()));
    api.post(
        "/api/v1/decisions/" + asked.path("id").asText() + "/approval",
        staff.sign(),
        "demo-decide-" + type,
        Map.of("contentHash", asked.path("contentHash").asText()));
  }

  private String id(RegisterEvidence.Recorded entry) {
    CredentialRecord record = reader.read(entry.cose());
    return record.id().toString();
  }

  /** An empty page, which stands for the scanned decision: PDF 1.4 (ISO 32000-1 section 7.5). */
  private static byte[] page() {
    List<String> objects =
        List.of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>");
    StringBuilder file = new StringBuilder("%PDF-1.4\n");
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      places.add(file.length());
      file.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
    }
    int table = file.length();
    file.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
    places.forEach(place -> file.append("%010d 00000 n \n".formatted(place)));
    file.append("trailer\n<< /Size ").append(objects.size() + 1).append(" /Root 1 0 R >>\n");
    file.append("startxref\n").append(table).append("\n%%EOF\n");
    return file.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
