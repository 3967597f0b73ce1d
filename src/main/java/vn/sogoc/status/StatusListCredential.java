package vn.sogoc.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.StatusSlot;

/**
 * A version of a status list as a verifiable credential: a BitstringStatusListCredential (W3C
 * Bitstring Status List 1.0 section 2.2) in a JWT of type {@code vc+jwt} (W3C Securing Verifiable
 * Credentials using JOSE and COSE section 3.1), ES256.
 *
 * @param address public address of the registry
 * @param registry its number
 */
public record StatusListCredential(
    String address,
    int registry,
    StatusPurpose purpose,
    int list,
    Instant validFrom,
    Instant validUntil,
    Duration ttl,
    StatusBits bits) {
  /** Media type of what is served. */
  static final String MEDIA_TYPE = "application/vc+jwt";

  private static final String CONTEXT = "https://www.w3.org/ns/credentials/v2";
  private static final String TYPE = "vc+jwt";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where a list is served. */
  static String url(String address, StatusPurpose purpose, int list) {
    return address + "/status/" + purpose.code() + "/" + list;
  }

  /** The signed form. */
  Bytes sign(Signer<Purpose.Status> signer) throws SigningFailed {
    ObjectNode header =
        JSON.createObjectNode()
            .put("alg", "ES256")
            .put("typ", TYPE)
            .put("cty", "vc")
            .put("kid", signer.keyId().toString());
    String signed = part(header) + "." + part(payload());
    Bytes signature = signer.sign(Digest.sha256(signed.getBytes(StandardCharsets.US_ASCII)));
    return Bytes.of((signed + "." + signature.base64Url()).getBytes(StandardCharsets.US_ASCII));
  }

  private ObjectNode payload() {
    String url = url(address, purpose, list);
    ObjectNode payload = JSON.createObjectNode();
    payload.putArray("@context").add(CONTEXT);
    payload.put("id", url);
    payload.putArray("type").add("VerifiableCredential").add("BitstringStatusListCredential");
    payload.put("issuer", address + "/api/v1/issuers/iss_" + registry);
    payload.put("validFrom", validFrom.truncatedTo(ChronoUnit.SECONDS).toString());
    payload.put("validUntil", validUntil.truncatedTo(ChronoUnit.SECONDS).toString());
    payload
        .putObject("credentialSubject")
        .put("id", url + "#list")
        .put("type", "BitstringStatusList")
        .put("statusPurpose", purpose.code())
        .put("ttl", ttl.toMillis())
        .put("encodedList", bits.encode());
    return payload;
  }

  /** What a signed list says. */
  public record Read(StatusBits bits, Instant validFrom, Instant validUntil) {}

  /** The bits of a signed list; like {@link #read}. */
  static StatusBits verify(
      Bytes signed,
      StatusPurpose purpose,
      int list,
      Function<KeyId, Optional<VerificationKey<Purpose.Status>>> keys)
      throws MalformedStatusList {
    return read(signed, purpose, list, keys).bits();
  }

  /**
   * A signed list, read.
   *
   * @param keys gives the key of an id where it is one for status lists
   * @throws MalformedStatusList where it is not signed by such a key, or not for this list
   */
  public static Read read(
      Bytes signed,
      StatusPurpose purpose,
      int list,
      Function<KeyId, Optional<VerificationKey<Purpose.Status>>> keys)
      throws MalformedStatusList {
    List<String> parts =
        List.of(new String(signed.toArray(), StandardCharsets.US_ASCII).split("\\.", 4));
    if (parts.size() != 3) {
      throw new MalformedStatusList("three parts, found " + parts.size());
    }
    JsonNode header = json(parts.get(0));
    String kid = header.path("kid").asText();
    if (!header.path("alg").asText().equals("ES256")
        || !header.path("typ").asText().equals(TYPE)
        || !kid.matches("[0-9a-f]{16}")) {
      throw new MalformedStatusList("ES256 over " + TYPE + ", found " + header);
    }
    Digest digest =
        Digest.sha256((parts.get(0) + "." + parts.get(1)).getBytes(StandardCharsets.US_ASCII));
    if (keys.apply(KeyId.ofHex(kid)).filter(k -> k.verify(digest, raw(parts.get(2)))).isEmpty()) {
      throw new MalformedStatusList("a signature by a status key of the registry, found none");
    }
    JsonNode payload = json(parts.get(1));
    JsonNode subject = payload.path("credentialSubject");
    if (!subject.path("statusPurpose").asText().equals(purpose.code())
        || !payload.path("id").asText().endsWith(url("", purpose, list))) {
      throw new MalformedStatusList("list " + list + " of " + purpose.code() + ", found another");
    }
    StatusBits bits =
        StatusBits.decode(
            subject.path("encodedList").asText(), purpose.size(), StatusSlot.LIST_SIZE);
    return new Read(bits, instant(payload, "validFrom"), instant(payload, "validUntil"));
  }

  private static Instant instant(JsonNode payload, String name) throws MalformedStatusList {
    try {
      return Instant.parse(payload.path(name).asText());
    } catch (DateTimeParseException e) {
      throw new MalformedStatusList(name + " is an instant, found another");
    }
  }

  private static String part(ObjectNode json) {
    try {
      return Bytes.of(JSON.writeValueAsBytes(json)).base64Url();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain texts can always be written", e);
    }
  }

  private static JsonNode json(String part) throws MalformedStatusList {
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(part));
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedStatusList("JSON in base64url: " + e.getMessage());
    }
  }

  private static Bytes raw(String part) {
    try {
      return Bytes.of(Base64.getUrlDecoder().decode(part));
    } catch (IllegalArgumentException e) {
      return Bytes.of(new byte[0]); // verifies under no key
    }
  }
}
