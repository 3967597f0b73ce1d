package vn.sogoc;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.MalformedCertificate;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.InstitutionStatement;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.MalformedStatement;
import vn.sogoc.institution.StatementCodec;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.SystemClock;
import vn.sogoc.platform.secrets.Randomness;

/**
 * Changes of keys by command: makes the institution's next statement from the one the service
 * shows, has it signed here or leaves it to be signed elsewhere, and brings it in.
 */
final class KeyChangeCommand {
  static final Set<String> VERBS =
      Set.of("withdraw", "rotate", "suspend", "submit", "approve", "reject");

  private static final int FAILED = 1;

  private static final Set<String> OPTIONS =
      Set.of(
          "url",
          "institution",
          "key",
          "since",
          "reason",
          "signer",
          "out",
          "certificate",
          "place",
          "from",
          "until",
          "statement",
          "minutes",
          "hash");

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;

  KeyChangeCommand(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  int run(String verb, List<String> arguments)
      throws Unstartable, IOException, InterruptedException {
    Options options = Options.parse(arguments, OPTIONS);
    ServiceClient service =
        new ServiceClient(
            settings, options, new PublicIds(Randomness.ofSystem()).nextUuid().toString());
    return switch (verb) {
      case "withdraw" -> bring(service, options, withdrawn(options, current(service, options)));
      case "rotate" -> bring(service, options, rotated(options, current(service, options)));
      case "submit" -> submit(service, options, read(options.need("statement")));
      case "suspend" -> suspend(service, options);
      case "approve" -> decide(service, options, "/approval");
      default -> decide(service, options, "/rejection");
    };
  }

  /** The newest statement as it was signed. */
  private static Bytes current(ServiceClient service, Options options)
      throws Unstartable, IOException, InterruptedException {
    ServiceClient.Answer answer =
        service.get("/api/v1/issuers/" + options.need("institution") + "/keys");
    if (!answer.isGood()) {
      throw new Unstartable("the service answered " + answer.status() + " about the institution");
    }
    return Bytes.of(Base64.getUrlDecoder().decode(service.json(answer).path("statement").asText()));
  }

  private static InstitutionStatement withdrawn(Options options, Bytes signed) throws Unstartable {
    InstitutionStatement before = decode(signed);
    KeyId key = kid(options.need("key"));
    Instant since = time(options.need("since"));
    if (before.key(key).isEmpty()) {
      throw new Unstartable("the institution has no key " + key);
    }
    return before.next(
        signed,
        now(),
        before.keys().stream()
            .map(k -> k.id().equals(key) ? k.in(KeyState.WITHDRAWN, since) : k)
            .toList());
  }

  /** The old key stays as it is: both are valid until it ends, and the newest signs. */
  private InstitutionStatement rotated(Options options, Bytes signed)
      throws Unstartable, IOException {
    Certificate certificate;
    try {
      certificate =
          Certificates.ofPem(
              Files.readString(
                  settings.path(options.need("certificate")), StandardCharsets.ISO_8859_1));
    } catch (MalformedCertificate e) {
      throw new Unstartable("--certificate is one certificate of ours in PEM");
    }
    InstitutionStatement before = decode(signed);
    List<InstitutionKey> keys = new ArrayList<>(before.keys());
    keys.add(
        new InstitutionKey(
            certificate.keyId(),
            certificate.purpose().code(),
            certificate.der(),
            options.find("from").isPresent() ? time(options.need("from")) : now(),
            options.find("until").isPresent()
                ? time(options.need("until"))
                : certificate.validity().until(),
            KeyState.ACTIVE,
            null));
    return before.next(signed, now(), keys);
  }

  /** Signs it here, or writes it down for those who keep the trust-list key. */
  private int bring(ServiceClient service, Options options, InstitutionStatement statement)
      throws Unstartable, IOException, InterruptedException {
    Bytes payload = StatementCodec.encode(statement);
    if (options.find("out").isPresent()) {
      Files.write(settings.path(options.need("out")), payload.toArray());
      err.println(
          "sogoc: wrote version "
              + statement.version()
              + " unsigned. Sign it with ./sogoc keys sign-statement, then bring it in with"
              + " ./sogoc keys submit.");
      return 0;
    }
    return submit(
        service,
        options,
        new KeySigning(settings).statement(payload, settings.path(options.need("signer"))));
  }

  private int submit(ServiceClient service, Options options, Bytes signed)
      throws Unstartable, IOException, InterruptedException {
    Map<String, Object> body = new HashMap<>();
    body.put("statement", signed.base64Url());
    body.put("reason", options.need("reason"));
    if (options.find("place").isPresent()) {
      body.put("places", List.of(place(decode(signed), options)));
    }
    ServiceClient.Answer answer =
        service.post("/api/v1/institutions/" + options.need("institution") + "/keys/changes", body);
    int code = shown(service, answer);
    if (code == 0) {
      JsonNode change = service.json(answer);
      err.println(
          "sogoc: another person confirms it: ./sogoc keys approve "
              + change.path("id").asText()
              + " --hash "
              + change.path("contentHash").asText());
    }
    return code;
  }

  /** The place is that of the key the statement ends with: the new one. */
  private static Map<String, String> place(InstitutionStatement statement, Options options)
      throws Unstartable {
    return Map.of(
        "kid", statement.keys().getLast().id().toString(), "place", options.need("place"));
  }

  private int suspend(ServiceClient service, Options options)
      throws Unstartable, IOException, InterruptedException {
    Map<String, Object> body = new HashMap<>();
    body.put("kid", kid(options.need("key")).toString());
    body.put("reason", options.need("reason"));
    if (options.find("minutes").isPresent()) {
      try {
        body.put("minutes", Integer.parseInt(options.need("minutes")));
      } catch (NumberFormatException e) {
        throw new Unstartable("--minutes is a number from 1 to 240");
      }
    }
    return shown(
        service,
        service.post(
            "/api/v1/institutions/" + options.need("institution") + "/keys/suspensions", body));
  }

  private int decide(ServiceClient service, Options options, String how)
      throws Unstartable, IOException, InterruptedException {
    if (options.words().size() != 1) {
      throw new Unstartable("name the change: kch_ and 26 characters");
    }
    Map<String, String> body =
        how.equals("/approval") ? Map.of("contentHash", options.need("hash")) : Map.of();
    return shown(
        service, service.post("/api/v1/key-changes/" + options.words().getFirst() + how, body));
  }

  private int shown(ServiceClient service, ServiceClient.Answer answer) throws IOException {
    out.println(service.json(answer).toPrettyString());
    return answer.isGood() ? 0 : FAILED;
  }

  static InstitutionStatement decode(Bytes signed) throws Unstartable {
    try {
      return StatementCodec.decode(CoseSign1.parse(signed).payload());
    } catch (MalformedCose | MalformedStatement e) {
      throw new Unstartable("not a signed statement: " + e.getMessage());
    }
  }

  private Bytes read(String file) throws IOException {
    return Bytes.of(Files.readAllBytes(settings.path(file)));
  }

  private static KeyId kid(String text) throws Unstartable {
    if (!text.matches("[0-9a-f]{16}")) {
      throw new Unstartable("--key is the key's id, 16 hexadecimal digits");
    }
    return KeyId.ofHex(text);
  }

  private static Instant time(String text) throws Unstartable {
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeParseException e) {
      throw new Unstartable("a time is written as 2026-11-25T08:00:00Z");
    }
  }

  private static Instant now() {
    return SystemClock.utc().instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
