package vn.sogoc;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.sogoc.crypto.bundle.MalformedBundle;
import vn.sogoc.crypto.bundle.TrustBundle;
import vn.sogoc.crypto.bundle.TrustBundles;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.secrets.Randomness;

/**
 * The way of a version of the trust bundle by command: its draft is fetched, signed elsewhere by
 * {@code keys sign-bundle}, brought in by one person and let in by another.
 */
final class BundleCommand {
  static final Set<String> VERBS = Set.of("draft-bundle", "propose-bundle", "approve-bundle");

  private static final int FAILED = 1;
  private static final String PROPOSALS = "/api/v1/trust-bundle-proposals";

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;

  BundleCommand(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  int run(String verb, List<String> arguments)
      throws Unstartable, IOException, InterruptedException {
    Options options = Options.parse(arguments, Set.of("url", "hash"));
    if (options.words().size() != 1) {
      throw new Unstartable(
          verb.equals("approve-bundle")
              ? "name the proposal: tbp_ and 26 characters"
              : "name the file");
    }
    ServiceClient service =
        new ServiceClient(
            settings, options, new PublicIds(Randomness.ofSystem()).nextUuid().toString());
    String word = options.words().getFirst();
    return switch (verb) {
      case "draft-bundle" -> draft(service, word);
      case "propose-bundle" -> propose(service, word);
      default -> approve(service, word, options.need("hash"));
    };
  }

  private int draft(ServiceClient service, String file)
      throws IOException, InterruptedException, Unstartable {
    ServiceClient.Answer answer = service.get(PROPOSALS + "/draft");
    if (!answer.isGood()) {
      return shown(service, answer);
    }
    try {
      TrustBundle bundle = TrustBundles.unverified(answer.body());
      Files.write(settings.path(file), answer.body().toArray());
      err.println(
          "sogoc: wrote version "
              + bundle.version()
              + " with "
              + bundle.issuers().size()
              + " issuers, unsigned. Who keeps a root key signs it with ./sogoc keys sign-bundle.");
      return 0;
    } catch (MalformedBundle e) {
      throw new Unstartable("the service answered no trust bundle: " + e.getMessage());
    }
  }

  private int propose(ServiceClient service, String file) throws IOException, InterruptedException {
    Bytes signed = Bytes.of(Files.readAllBytes(settings.path(file)));
    ServiceClient.Answer answer = service.post(PROPOSALS, Map.of("file", signed.base64Url()));
    int code = shown(service, answer);
    if (code == 0) {
      err.println(
          "sogoc: another person lets it in: ./sogoc keys approve-bundle "
              + service.json(answer).path("id").asText()
              + " --hash "
              + service.json(answer).path("contentHash").asText());
    }
    return code;
  }

  private int approve(ServiceClient service, String id, String hash)
      throws IOException, InterruptedException, Unstartable {
    if (!id.matches("tbp_[a-z2-7]{26}")) {
      throw new Unstartable("name the proposal: tbp_ and 26 characters");
    }
    return shown(
        service, service.post(PROPOSALS + "/" + id + "/approval", Map.of("contentHash", hash)));
  }

  private int shown(ServiceClient service, ServiceClient.Answer answer) throws IOException {
    out.println(service.json(answer).toPrettyString());
    return answer.isGood() ? 0 : FAILED;
  }
}
