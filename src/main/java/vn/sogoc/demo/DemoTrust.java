package vn.sogoc.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.institution.Accreditation;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.InstitutionStatement;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.StatementCodec;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** Plays the ministry: signs the statements about the demo's institutions with the public keys. */
final class DemoTrust {
  private static final List<String> ALIASES = List.of("record", "list", "document", "status");

  private final Path keys;
  private final TrustRegister trust;
  private final Signer<Purpose.TrustList> signer;

  DemoTrust(Path keys, TrustRegister trust) throws KeyUnavailable {
    this.keys = keys;
    this.trust = trust;
    this.signer = open("trust-list.p12").signer("trust-list", Purpose.TRUST_LIST);
  }

  /** Takes an institution into the register. */
  void admit(DemoInstitution institution, Instant now) throws KeyUnavailable, SigningFailed {
    Pkcs12Vault vault = open(institution.keyFile());
    List<InstitutionKey> listed = new ArrayList<>();
    Map<KeyId, String> places = new LinkedHashMap<>();
    for (String alias : ALIASES) {
      Certificate certificate = vault.certificate(alias).orElse(null);
      if (certificate == null) {
        continue; // the registry has no record key, and nobody else one for status lists
      }
      listed.add(active(certificate));
      places.put(certificate.keyId(), "p12:" + institution.keyFile() + "/" + alias);
    }
    if (Files.exists(keys.resolve(institution.personalFile()))) { // the registry's issues nothing
      Certificate head =
          open(institution.personalFile()).certificate(DevKeys.PERSONAL).orElseThrow();
      listed.add(active(head));
      places.put(head.keyId(), "p12:" + institution.personalFile() + "/" + DevKeys.PERSONAL);
    }
    if (listed.isEmpty()) {
      throw new KeyUnavailable("no key in the demo's file " + institution.keyFile());
    }
    accept(first(institution.facts(), institution.kinds(), listed, now), places, now);
  }

  /** Takes an institution into the register whose private keys are nowhere. */
  void admit(InstitutionFacts facts, List<String> kinds, List<Certificate> keys, Instant now)
      throws SigningFailed {
    accept(first(facts, kinds, keys.stream().map(DemoTrust::active).toList(), now), Map.of(), now);
  }

  private static InstitutionStatement first(
      InstitutionFacts facts, List<String> kinds, List<InstitutionKey> keys, Instant now) {
    return new InstitutionStatement(
        1,
        now.truncatedTo(ChronoUnit.SECONDS),
        Optional.empty(),
        facts,
        kinds.stream()
            .map(kind -> new Accreditation(kind, DemoInstitution.SINCE, null, "QĐ mẫu 01/QĐ-BGDĐT"))
            .toList(),
        keys);
  }

  private static InstitutionKey active(Certificate certificate) {
    return new InstitutionKey(
        certificate.keyId(),
        certificate.purpose().code(),
        certificate.der(),
        certificate.validity().from(),
        certificate.validity().until(),
        KeyState.ACTIVE,
        null);
  }

  /** The key of an institution's head, by its newest statement. */
  static Optional<KeyId> personalKey(TrustRegister trust, int institution) {
    return trust.statement(institution).keys().stream()
        .filter(key -> key.purpose().equals(Purpose.PERSONAL.code()))
        .map(InstitutionKey::id)
        .findFirst();
  }

  /** Freezes an institution's record key, by the next version of its statement. */
  void suspendRecordKey(DemoInstitution institution, Instant now) throws SigningFailed {
    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
    changeRecordKey(institution, key -> with(key, KeyState.SUSPENDED, at), now);
  }

  /** The next version of an institution's statement, in which its record key is frozen. */
  Bytes suspendingRecordKey(DemoInstitution institution, Instant now) throws SigningFailed {
    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
    return signed(changed(institution, key -> with(key, KeyState.SUSPENDED, at), at));
  }

  /** States something else about an institution's record key. */
  void changeRecordKey(
      DemoInstitution institution, UnaryOperator<InstitutionKey> change, Instant now)
      throws SigningFailed {
    accept(changed(institution, change, now.truncatedTo(ChronoUnit.SECONDS)), Map.of(), now);
  }

  private InstitutionStatement changed(
      DemoInstitution institution, UnaryOperator<InstitutionKey> change, Instant at) {
    InstitutionStatement before = trust.statement(institution.facts().id());
    List<InstitutionKey> listed =
        before.keys().stream()
            .map(k -> k.purpose().equals("record") ? change.apply(k) : k)
            .toList();
    return new InstitutionStatement(
        before.version() + 1,
        at,
        Optional.of(Digest.sha256(trust.signed(institution.facts().id()))),
        before.facts(),
        before.accreditations(),
        listed);
  }

  /** An institution's own signer, taken behind the register's back: what a thief would have. */
  Signer<Purpose.Record> stolen(DemoInstitution institution) throws KeyUnavailable {
    return open(institution.keyFile()).signer("record", Purpose.RECORD);
  }

  private void accept(InstitutionStatement statement, Map<KeyId, String> places, Instant now)
      throws SigningFailed {
    trust.accept(signed(statement), places, now);
  }

  private Bytes signed(InstitutionStatement statement) throws SigningFailed {
    return CoseSign1.sign(signer, InstitutionStatement.AAD, StatementCodec.encode(statement))
        .bytes();
  }

  private Pkcs12Vault open(String file) throws KeyUnavailable {
    return Pkcs12Vault.open(keys.resolve(file), DevKeys.PASSWORD.toCharArray());
  }

  private static InstitutionKey with(InstitutionKey key, KeyState state, @Nullable Instant since) {
    return new InstitutionKey(
        key.id(), key.purpose(), key.certificate(), key.from(), key.until(), state, since);
  }
}
