package vn.sogoc.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.QrText;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.keys.SoftwareKey;
import vn.sogoc.document.DocumentRenderer;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.PublicIds;

/** Makes one document for each verdict: genuine ones as they are, and what a forger would bring. */
final class DemoSamples {
  private final Path folder;
  private final String address;
  private final Catalogue catalogue;
  private final DocumentRenderer renderer;
  private final PublicIds ids;
  private final SecureRandom random;
  private final List<DemoSample> samples = new ArrayList<>();

  DemoSamples(
      Path folder,
      String address,
      Catalogue catalogue,
      DocumentRenderer renderer,
      PublicIds ids,
      SecureRandom random) {
    this.folder = folder;
    this.address = address;
    this.catalogue = catalogue;
    this.renderer = renderer;
    this.ids = ids;
    this.random = random;
  }

  List<DemoSample> made() {
    return List.copyOf(samples);
  }

  /** A credential as it was issued; number and name give the same verdict as the code. */
  void genuine(String verdict, Bytes cose, InstitutionFacts issuer) throws IOException {
    CredentialRecord record = read(cose);
    samples.add(
        new DemoSample(
            verdict,
            QrText.address(address, cose),
            record.serialNumber(),
            record.claims().fullName().value(),
            record.claims().birthDate().toString(),
            pdf(verdict, record, cose, issuer)));
  }

  /** A genuine signature over another serial number. */
  void altered(Bytes cose, InstitutionFacts issuer) throws IOException {
    CredentialRecord genuine = read(cose);
    CredentialRecord changed =
        CredentialRecord.of(
            genuine.claims(),
            genuine.id(),
            genuine.issuedAt(),
            genuine.serialNumber().replaceAll(".$", "X"),
            genuine.registerNumber(),
            genuine.slot());
    forged(
        "mismatch", changed, withPayload(cose, new RecordCodec(catalogue).encode(changed)), issuer);
  }

  /** The same record under a key that no list names. */
  void underUnknownKey(Bytes cose, InstitutionFacts issuer) throws IOException, SigningFailed {
    Signer<Purpose.Record> nobody = SoftwareKey.generate(random).signer(Purpose.RECORD);
    CredentialRecord record = read(cose);
    Bytes forged =
        CoseSign1.sign(nobody, AuthenticRecord.AAD, new RecordCodec(catalogue).encode(record))
            .bytes();
    forged("unknown_issuer", record, forged, issuer);
  }

  /** A record that a thief of the institution's key made at home. */
  void neverRegistered(Bytes cose, InstitutionFacts issuer, DemoTrust trust, Instant now)
      throws IOException, SigningFailed, KeyUnavailable {
    CredentialRecord genuine = read(cose);
    CredentialRecord invented =
        CredentialRecord.of(
            genuine.claims(),
            ids.next(CredentialRecord.ID_KIND),
            now.truncatedTo(ChronoUnit.SECONDS),
            genuine.serialNumber().replaceAll("[0-9]{6}$", "990001"),
            "99001" + genuine.registerNumber().replaceFirst("^[0-9]+", ""),
            genuine.slot());
    Bytes forged =
        CoseSign1.sign(
                trust.stolen(DemoInstitution.UNIVERSITY),
                AuthenticRecord.AAD,
                new RecordCodec(catalogue).encode(invented))
            .bytes();
    forged("unregistered", invented, forged, issuer);
  }

  /** A number that was never given. */
  void notFound() {
    samples.add(
        new DemoSample("not_found", null, "HL-CN-777777", "Nguyễn Không Có", "2003-01-01", null));
  }

  CredentialRecord read(Bytes cose) {
    try {
      return new RecordCodec(catalogue).decode(CoseSign1.parse(cose).payload());
    } catch (MalformedCose | MalformedRecord e) {
      throw new IllegalStateException("the register holds something else than a record", e);
    }
  }

  private void forged(String verdict, CredentialRecord record, Bytes cose, InstitutionFacts issuer)
      throws IOException {
    samples.add(
        new DemoSample(
            verdict,
            QrText.address(address, cose),
            null,
            null,
            null,
            pdf(verdict, record, cose, issuer)));
  }

  private String pdf(String verdict, CredentialRecord record, Bytes cose, InstitutionFacts issuer)
      throws IOException {
    Path file = folder.resolve(verdict + ".pdf").toAbsolutePath();
    Files.createDirectories(folder);
    Files.write(
        file,
        renderer
            .pdf(record, new IssuerNames(issuer.nameVi(), issuer.nameEn()), cose, address, true)
            .toArray());
    return file.toString();
  }

  /** The message with another payload under the old signature. */
  private static Bytes withPayload(Bytes cose, Bytes payload) {
    try {
      if (Cbor.decode(cose) instanceof Cbor.Array parts) {
        return Cbor.array(
                parts.items().get(0), parts.items().get(1), Cbor.of(payload), parts.items().get(3))
            .encode();
      }
    } catch (vn.sogoc.crypto.cbor.MalformedCbor e) {
      throw new IllegalStateException("the register holds something else than a record", e);
    }
    throw new IllegalStateException("the register holds something else than a record");
  }
}
