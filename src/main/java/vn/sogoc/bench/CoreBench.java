package vn.sogoc.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.QrText;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.credential.Regime;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.BareEs256;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.keys.SoftwareKey;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.platform.secrets.Randomness;

/** One thread, no network, no database: what the bytes of a typical diploma cost. */
final class CoreBench {
  private static final String ADDRESS = "https://sogoc.example.vn";

  private final Catalogue catalogue = Catalogue.load();
  private final RecordCodec codec = new RecordCodec(catalogue);
  private final SoftwareKey key = SoftwareKey.generate(Randomness.ofSystem());
  private final BareEs256 bare = new BareEs256(key);
  private final CredentialRecord record = diploma();

  /** Record to text of the QR code, compared with the provider signing as many bytes. */
  Figure sign() {
    byte[] message = codec.encode(record).toArray();
    Signer<Purpose.Record> signer = key.signer(Purpose.RECORD);
    Rate.Pair rates = Rate.of(() -> signed(signer), () -> bare.sign(message));
    return new Figure("core-sign", rates.first(), "1/s", rates.second());
  }

  /** Text of the QR code to verified fields, compared with the provider's verification alone. */
  Figure verify() {
    byte[] message = codec.encode(record).toArray();
    byte[] signature = bare.sign(message);
    String text = signed(key.signer(Purpose.RECORD));
    VerificationKey<Purpose.Record> publicKey = key.verificationKey(Purpose.RECORD);
    Rate.Pair rates =
        Rate.of(() -> verified(text, publicKey), () -> proven(bare.verify(message, signature)));
    return new Figure("core-verify", rates.first(), "1/s", rates.second());
  }

  /** The bare provider's verifications per second and thread. */
  double bareVerifications() {
    byte[] message = codec.encode(record).toArray();
    byte[] signature = bare.sign(message);
    Rate.Work work = () -> proven(bare.verify(message, signature));
    return Rate.of(work, work).first();
  }

  /** The bare provider's signatures per second and thread. */
  double bareSignatures() {
    byte[] message = codec.encode(record).toArray();
    Rate.Work work = () -> bare.sign(message);
    return Rate.of(work, work).first();
  }

  /** A typical diploma. */
  CredentialRecord record() {
    return record;
  }

  /** The same, signed. */
  Bytes cose() {
    try {
      return CoseSign1.sign(key.signer(Purpose.RECORD), AuthenticRecord.AAD, codec.encode(record))
          .bytes();
    } catch (SigningFailed e) {
      throw new IllegalStateException("a software key signs", e);
    }
  }

  private String signed(Signer<Purpose.Record> signer) {
    try {
      CoseSign1 message = CoseSign1.sign(signer, AuthenticRecord.AAD, codec.encode(record));
      return QrText.address(ADDRESS, message.bytes());
    } catch (SigningFailed e) {
      throw new IllegalStateException("a software key signs", e);
    }
  }

  private AuthenticRecord verified(String text, VerificationKey<Purpose.Record> publicKey) {
    try {
      Bytes cose = QrText.parse(text, Set.of(ADDRESS));
      Optional<AuthenticRecord> read =
          AuthenticRecord.verify(CoseSign1.parse(cose), publicKey, catalogue);
      return read.orElseThrow();
    } catch (MalformedCose | MalformedRecord e) {
      throw new IllegalStateException("made a moment ago", e);
    }
  }

  private static Boolean proven(boolean good) {
    if (!good) {
      throw new IllegalStateException("the provider refused its own signature");
    }
    return Boolean.TRUE;
  }

  private CredentialRecord diploma() {
    LocalDate decided = LocalDate.of(2026, 6, 12);
    LocalDate issued = LocalDate.of(2026, 6, 15);
    Kind kind = catalogue.kind("BCN").orElseThrow();
    Regime regime = catalogue.regime(kind, issued).orElseThrow();
    return CredentialRecord.of(
        catalogue
            .claims(101, kind, regime)
            .holder(new PersonName("Nguyễn Thị Minh Khuê"), PartialDate.parse("2003-02-28"))
            .programme(catalogue.programme("7480201").orElseThrow())
            .ranking(kind.rankings(regime).getFirst())
            .graduationYear(2026)
            .decision("1234/QĐ-ĐHHL", decided)
            .issued(catalogue.province(40, issued).orElseThrow(), issued)
            .signer("GS.TS. Phan Thị Ngọc Hạ", catalogue.title("Hiệu trưởng", "Rector"), null)
            .build(),
        new PublicId(CredentialRecord.ID_KIND, Bytes.ofHex("00112233445566778899aabbccddeeff")),
        Instant.parse("2026-06-20T03:00:00Z"),
        "HL 2600123",
        "2026/BCN/000123",
        new StatusSlot(0, 123456));
  }
}
