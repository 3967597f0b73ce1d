package vn.sogoc.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.SoftwareKey;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.issuance.SigningSteps.Point;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.Randomness;

/** The head signs the root of a batch once; each record has its short proof. */
@QuarkusTest
@Tag("service")
class HeadSignatureApiTest {
  private static final int ROWS = 5;

  @Inject DemoSchools schools;
  @Inject TestSchools ownSchools;
  @Inject CrashingSteps steps;
  @Inject OwnerSql owner;
  @Inject Clock clock;

  private Staff staff;

  @BeforeEach
  void people() {
    staff = Staff.of(schools);
  }

  /** With what the answer says alone, and nothing of ours but a reader of CBOR. */
  @Test
  void every_record_leads_to_the_root_that_one_signature_covers() throws Exception {
    String id = staff.approved(BatchClient.list(ROWS));
    staff.signed(id).then().body("state", equalTo("done"));
    Response rows = BatchClient.as(staff.preparer().key()).get("/api/v1/batches/" + id + "/rows");
    List<String> credentials = rows.path("data.credential");
    assertThat(credentials).hasSize(ROWS);
    Set<String> signatures = new java.util.HashSet<>();
    for (int i = 0; i < ROWS; i++) {
      Response proof = proof(credentials.get(i));
      assertThat(proof.statusCode()).as(proof.asString()).isEqualTo(200);
      signatures.add(proof.path("signature"));
      proof
          .then()
          .body("index", equalTo(i))
          .body("size", equalTo(ROWS))
          .body("signer.name", equalTo("GS.TS. Phan Thị Ngọc Hạ"))
          .body("mandate.decisionNumber", equalTo("QĐ mẫu 1"));
      Cbor.Map said = said(proof);
      byte[] leaf = leaf(decoded(proof, "salt"), claimsOf(credentials.get(i)));
      assertThat(root(leaf, i, ROWS, proof.path("path"))).isEqualTo(bytes(said, 3));
      assertThat(bytes(said, 2)).as("blinded").isEqualTo(blinded(id));
    }
    assertThat(signatures).hasSize(1);
  }

  @Test
  void nothing_is_told_under_an_identifier_that_does_not_exist() {
    given()
        .get("/api/v1/proofs/crd_aaaaaaaaaaaaaaaaaaaaaaaaaa/signer")
        .then()
        .statusCode(404)
        .body("code", equalTo("proof_unknown"));
  }

  @Test
  void a_mandate_without_a_key_signs_nothing_and_uses_up_nothing() throws Exception {
    Staff without = staff.with(mandate(staff, Optional.empty(), schools.university()));
    String id = without.approved(BatchClient.list(2));
    BatchClient.sign(without.signer().key(), id)
        .then()
        .statusCode(409)
        .body("code", equalTo("personal_key_not_usable"));
    nothingOf(id);
    BatchClient.batch(staff.preparer().key(), id).then().body("state", equalTo("approved"));
  }

  @Test
  void a_key_of_another_name_signs_nothing() throws Exception {
    HeadElsewhere at = new HeadElsewhere(ownSchools, schools);
    KeyId others = at.school().personalElsewhere(key(), "Võ Thử Khác");
    Staff staffThere = at.staff(Optional.of(others));
    BatchClient.sign(staffThere.signer().key(), staffThere.approved(BatchClient.list(1)))
        .then()
        .statusCode(409)
        .body("code", equalTo("personal_key_not_usable"));
  }

  @Test
  void a_key_that_lives_elsewhere_is_given_a_hash_and_brings_a_signature() throws Exception {
    HeadElsewhere at = new HeadElsewhere(ownSchools, schools);
    SoftwareKey key = key();
    Staff there = at.staff(Optional.of(at.school().personalElsewhere(key, "Võ Thử Ký")));
    String id = there.approved(BatchClient.list(2));
    BatchClient.sign(there.signer().key(), id)
        .then()
        .statusCode(409)
        .body("code", equalTo("personal_key_elsewhere"));
    Response content = HeadElsewhere.content(there, id);
    content.then().statusCode(200).body("hosted", equalTo(false));
    Bytes payload = Bytes.of(Base64.getUrlDecoder().decode(content.<String>path("payload")));
    Digest digest = Digest.ofHex(content.path("digest"));
    assertThat(CoseSign1.toBeSigned(key.keyId(), "sogoc/personal/1", payload)).isEqualTo(digest);
    Bytes signature = key.signer(Purpose.PERSONAL).sign(digest);

    String signedAt = content.path("signedAt");
    SoftwareKey stranger = key();
    refused(there, id, signedAt, stranger.signer(Purpose.PERSONAL).sign(digest));
    refused(there, id, Instant.parse(signedAt).minusSeconds(1).toString(), signature);
    refused(there, id, clock.instant().plus(Duration.ofMinutes(5)).toString(), signature);
    refused(there, id, signedAt, Bytes.of(new byte[64]));
    refused(there, id, "yesterday", signature);
    refused(there, id, signedAt, Bytes.of(new byte[63]));
    BatchClient.as(there.signer().key())
        .contentType("application/json")
        .post("/api/v1/batches/" + id + "/signing/signature")
        .then()
        .statusCode(422);
    nothingOf(id);

    Response accepted = HeadElsewhere.brought(there, id, signedAt, signature);
    assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
    assertThat(HeadElsewhere.brought(there, id, signedAt, signature).<String>path("job"))
        .isEqualTo(accepted.path("job"));
    BatchClient.ended(there.signer().key(), accepted.path("job"))
        .then()
        .body("state", equalTo("done"));
    String credential =
        BatchClient.as(there.preparer().key())
            .get("/api/v1/batches/" + id + "/rows")
            .path("data[0].credential");
    proof(credential).then().statusCode(200).body("keyId", equalTo(key.keyId().value().hex()));
  }

  @Test
  void a_signature_of_half_an_hour_ago_is_too_late() throws Exception {
    HeadElsewhere at = new HeadElsewhere(ownSchools, schools);
    SoftwareKey key = key();
    Staff there = at.staff(Optional.of(at.school().personalElsewhere(key, "Võ Thử Ký")));
    String id = there.approved(BatchClient.list(1));
    Instant late = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(31));
    Bytes payload =
        Bytes.of(
            Base64.getUrlDecoder()
                .decode(HeadElsewhere.content(there, id).<String>path("payload")));
    Cbor.Map said = (Cbor.Map) Cbor.decode(payload);
    Cbor.MapBuilder older = Cbor.map();
    for (int i = 1; i <= 6; i++) {
      older.put(i, said.get(i).orElseThrow());
    }
    Bytes rewritten = older.put(7, Cbor.of(late.getEpochSecond())).build().encode();
    Bytes signature =
        key.signer(Purpose.PERSONAL)
            .sign(CoseSign1.toBeSigned(key.keyId(), "sogoc/personal/1", rewritten));
    refused(there, id, late.toString(), signature);
  }

  @ParameterizedTest
  @EnumSource(
      value = Point.class,
      names = {"BEFORE_RESERVE", "BEFORE_RECORD"})
  void a_key_that_was_suspended_meanwhile_lets_nothing_be_recorded(Point when) throws Exception {
    HeadElsewhere at = new HeadElsewhere(ownSchools, schools);
    SoftwareKey key = key();
    KeyId id = at.school().personalElsewhere(key, "Võ Thử Ký");
    Staff there = at.staff(Optional.of(id));
    String batch = there.approved(BatchClient.list(3));
    Response content = HeadElsewhere.content(there, batch);
    steps.doOnce(batch, when, () -> at.school().suspend(id));
    Response accepted =
        HeadElsewhere.brought(
            there,
            batch,
            content.path("signedAt"),
            key.signer(Purpose.PERSONAL).sign(Digest.ofHex(content.path("digest"))));
    BatchClient.ended(there.signer().key(), accepted.path("job"))
        .then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("personal_key_not_usable"));
    nothingOf(batch);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from personal_signature where subject = '%s'",
        "update personal_signature set cose = set_byte(cose, 40, 9) where subject = '%s'",
        "update personal_signature set cose = (select cose from personal_signature where subject <> '%1$s' limit 1) where subject = '%1$s'",
        "update signed_tree set secret = set_byte(secret, 3, get_byte(secret, 3) # 1) where subject = '%s'",
        "delete from signed_tree where subject = '%s'",
        "update mandate set key_id = null where id = (select mandate_id from batch where id = '%s')"
      })
  void what_a_hand_changes_of_it_is_never_recorded(String change) throws Exception {
    staff.signed(staff.approved(BatchClient.list(1))).then().body("state", equalTo("done"));
    Staff other = Staff.of(schools);
    String id = other.approved(BatchClient.list(3));
    steps.doOnce(
        id,
        Point.BEFORE_RECORD,
        () ->
            owner.asSuperuser(
                "alter table personal_signature disable trigger user",
                change.formatted(OwnerSql.uuid(id)),
                "alter table personal_signature enable always trigger refuse_update_delete",
                "alter table personal_signature enable always trigger refuse_truncate"));
    other.signed(id).then().body("state", equalTo("failed"));
    nothingOf(id);
  }

  @Test
  void a_root_that_a_hand_put_there_is_not_signed() throws Exception {
    String id = staff.approved(BatchClient.list(3));
    owner.asSuperuser(
        "update signed_tree set root = set_byte(root, 3, get_byte(root, 3) # 1) where subject = '%s'"
            .formatted(OwnerSql.uuid(id)));
    BatchClient.sign(staff.signer().key(), id)
        .then()
        .statusCode(500)
        .body("code", equalTo("batch_content_changed"));
    assertThat(owner.numbers("select count(*) from personal_signature where subject = ?", id))
        .containsExactly(0L);
  }

  @Test
  void a_proof_from_a_changed_tile_is_not_given_out() throws Exception {
    String id = staff.approved(BatchClient.list(3));
    staff.signed(id).then().body("state", equalTo("done"));
    String credential =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/batches/" + id + "/rows")
            .path("data[0].credential");
    String change =
        "update signed_tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where subject = '%s'"
            .formatted(OwnerSql.uuid(id));
    owner.asSuperuser(change);
    proof(credential).then().statusCode(404);
    owner.asSuperuser(change);
    proof(credential).then().statusCode(200);
  }

  @Test
  void a_batch_that_was_given_up_leaves_no_tree() {
    String id = staff.prepared(BatchClient.list(2));
    assertThat(owner.numbers("select count(*) from signed_tree where subject = ?", id))
        .containsExactly(1L);
    BatchClient.as(staff.preparer().key()).delete("/api/v1/batches/" + id).then().statusCode(204);
    assertThat(owner.numbers("select count(*) from signed_tree where subject = ?", id))
        .containsExactly(0L);
    assertThat(owner.numbers("select count(*) from signed_tile where subject = ?", id))
        .containsExactly(0L);
  }

  private UUID mandate(Staff who, Optional<KeyId> key, int institution) {
    return schools.mandate(
        HeadElsewhere.mandate(institution, who.signer().person(), "GS.TS. Phan Thị Ngọc Hạ", key));
  }

  private static SoftwareKey key() {
    return SoftwareKey.generate(Randomness.ofSystem());
  }

  private static void refused(Staff who, String batch, String signedAt, Bytes signature) {
    HeadElsewhere.brought(who, batch, signedAt, signature)
        .then()
        .statusCode(422)
        .body("code", equalTo("personal_signature_wrong"));
  }

  @Test
  void whoever_has_only_the_identifier_learns_nothing() throws Exception {
    String id = staff.approved(BatchClient.list(1));
    staff.signed(id).then().body("state", equalTo("done"));
    String credential =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/batches/" + id + "/rows")
            .path("data[0].credential");
    proof(credential).then().statusCode(200);
    for (String digest : List.of("", "?digest=", "?digest=" + "0".repeat(64))) {
      given()
          .get("/api/v1/proofs/" + credential + "/signer" + digest)
          .then()
          .statusCode(404)
          .body("code", equalTo("proof_unknown"));
    }
  }

  /** Genuine signatures of other people's keys, put into its place by hand. */
  @Test
  void a_signature_by_a_key_that_was_not_the_signers_is_not_given_out() throws Exception {
    HeadElsewhere at = new HeadElsewhere(ownSchools, schools);
    SoftwareKey own = key();
    SoftwareKey others = key();
    Staff there = at.staff(Optional.of(at.school().personalElsewhere(own, "Võ Thử Ký")));
    at.school().personalElsewhere(others, "Võ Thử Khác");
    String id = there.approved(BatchClient.list(1));
    Response content = HeadElsewhere.content(there, id);
    Bytes signature = own.signer(Purpose.PERSONAL).sign(Digest.ofHex(content.path("digest")));
    Response accepted = HeadElsewhere.brought(there, id, content.path("signedAt"), signature);
    BatchClient.ended(there.signer().key(), accepted.path("job"))
        .then()
        .body("state", equalTo("done"));
    String credential =
        BatchClient.as(there.preparer().key())
            .get("/api/v1/batches/" + id + "/rows")
            .path("data[0].credential");
    proof(credential).then().statusCode(200);
    Bytes payload = Bytes.of(Base64.getUrlDecoder().decode(content.<String>path("payload")));
    Bytes forged =
        CoseSign1.sign(others.signer(Purpose.PERSONAL), "sogoc/personal/1", payload).bytes();
    owner.asSuperuser(
        "alter table personal_signature disable trigger user",
        "update personal_signature set cose = decode('%s', 'hex') where subject = '%s'"
            .formatted(forged.hex(), OwnerSql.uuid(id)),
        "alter table personal_signature enable always trigger refuse_update_delete",
        "alter table personal_signature enable always trigger refuse_truncate");
    proof(credential).then().statusCode(404);
  }

  /** As whoever has the record asks. */
  private Response proof(String credential) {
    return given()
        .queryParam(
            "digest",
            owner.text(
                "select encode(digest, 'hex') from register_entry where id = '"
                    + vn.sogoc.kernel.PublicId.parse("crd", credential).orElseThrow().key()
                    + "'"))
        .get("/api/v1/proofs/" + credential + "/signer");
  }

  private byte[] blinded(String batch) throws Exception {
    byte[] secret =
        Bytes.ofHex(
                owner.text(
                    "select encode(secret, 'hex') from signed_tree where subject = '"
                        + OwnerSql.uuid(batch)
                        + "'"))
            .toArray();
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update(secret);
    byte[] salt =
        java.util.Arrays.copyOf(
            sha.digest(java.nio.ByteBuffer.allocate(8).putLong(ROWS).array()), 16);
    sha.update(salt);
    return sha.digest(
        java.util.HexFormat.of()
            .parseHex(BatchClient.batch(staff.preparer().key(), batch).path("approvedHash")));
  }

  private void nothingOf(String batch) {
    for (String table : List.of("register_entry", "issuance_list")) {
      assertThat(owner.numbers("select count(*) from " + table + " where batch_id = ?", batch))
          .as(table)
          .containsExactly(0L);
    }
  }

  private Bytes claimsOf(String credential) {
    return Bytes.ofHex(
        owner.text(
            "select encode(b.claims, 'hex') from register_entry e join batch_row b"
                + " on b.batch_id = e.batch_id and b.position = e.batch_row where e.id = '"
                + vn.sogoc.kernel.PublicId.parse("crd", credential).orElseThrow().key()
                + "'"));
  }

  private static byte[] leaf(byte[] salt, Bytes claims) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update((byte) 0);
    sha.update(salt);
    return sha.digest(claims.toArray());
  }

  /** RFC 9162 section 2.1.3.2, written here once more. */
  private static byte[] root(byte[] leaf, int index, int size, List<String> path) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    int fn = index;
    int sn = size - 1;
    byte[] r = leaf;
    for (String each : path) {
      byte[] p = Base64.getUrlDecoder().decode(each);
      assertThat(sn).isNotZero();
      sha.update((byte) 1);
      if ((fn & 1) == 1 || fn == sn) {
        sha.update(p);
        r = sha.digest(r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        sha.update(r);
        r = sha.digest(p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    assertThat(sn).isZero();
    return r;
  }

  /** What is signed, once the platform's own ECDSA found the signature good. */
  private static Cbor.Map said(Response proof) throws Exception {
    Cbor.Array message = (Cbor.Array) Cbor.decode(Bytes.of(decoded(proof, "signature")));
    byte[] header = ((Cbor.ByteString) message.items().get(0)).value().toArray();
    Bytes payload = ((Cbor.ByteString) message.items().get(2)).value();
    byte[] raw = ((Cbor.ByteString) message.items().get(3)).value().toArray();
    Bytes structure =
        Cbor.array(
                Cbor.of("Signature1"),
                Cbor.of(Bytes.of(header)),
                Cbor.of(Bytes.of("sogoc/personal/1".getBytes(StandardCharsets.UTF_8))),
                Cbor.of(payload))
            .encode();
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new java.io.ByteArrayInputStream(decoded(proof, "certificate")));
    assertThat(certificate.getSubjectX500Principal().getName()).contains("Phan Thị Ngọc Hạ");
    PublicKey key = certificate.getPublicKey();
    Signature ecdsa = Signature.getInstance("SHA256withECDSAinP1363Format");
    ecdsa.initVerify(key);
    ecdsa.update(structure.toArray());
    assertThat(ecdsa.verify(raw)).isTrue();
    return (Cbor.Map) Cbor.decode(payload);
  }

  private static byte[] bytes(Cbor.Map map, long key) {
    return ((Cbor.ByteString) map.get(key).orElseThrow()).value().toArray();
  }

  private static byte[] decoded(Response response, String field) {
    return Base64.getUrlDecoder().decode(response.<String>path(field));
  }
}
