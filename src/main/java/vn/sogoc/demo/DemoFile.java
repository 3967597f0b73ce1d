package vn.sogoc.demo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code demo.json} in the data directory says, so that scripts and strangers can drive the
 * demo.
 *
 * @param baseUrl where the service listens
 * @param httpsUrl the same over HTTPS, under a certificate of its own
 * @param accounts people who can sign in
 * @param apiKeys one key for verification without quota, and one for each role
 * @param credentials everything that was issued
 * @param samples one for each verdict
 */
record DemoFile(
    String baseUrl,
    String httpsUrl,
    List<DemoPeople.Shown> accounts,
    Map<String, String> apiKeys,
    List<Issued> credentials,
    List<DemoSample> samples) {

  /** A credential of the demo. */
  record Issued(
      String id,
      String kind,
      int institution,
      @Nullable String serialNumber,
      String fullName,
      String dateOfBirth,
      String qr) {}

  /** The same under other addresses: the records and keys stay, the host in front changes. */
  DemoFile at(String base, String https, String publicAddress) {
    return new DemoFile(
        base,
        https,
        accounts,
        apiKeys,
        credentials.stream()
            .map(
                c ->
                    new Issued(
                        c.id(),
                        c.kind(),
                        c.institution(),
                        c.serialNumber(),
                        c.fullName(),
                        c.dateOfBirth(),
                        moved(c.qr(), publicAddress)))
            .toList(),
        samples.stream()
            .map(
                s ->
                    new DemoSample(
                        s.verdict(),
                        s.qr() == null ? null : moved(s.qr(), publicAddress),
                        s.serialNumber(),
                        s.fullName(),
                        s.dateOfBirth(),
                        s.pdf()))
            .toList());
  }

  private static String moved(String qr, String publicAddress) {
    return publicAddress + qr.substring(qr.indexOf("/q#"));
  }
}
