package vn.sogoc.issuance.supplement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.credential.supplement.SupplementLaw;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.issuance.InForce;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.supplement.SupplementProblem;

/** The diplomas of a batch, as their signed records say. */
@ApplicationScoped
class Diplomas {
  private static final int AT_ONCE = 500;

  private final Register register;
  private final RecordCodec codec;
  private final SupplementLaw law;
  private final InForce inForce;

  Diplomas(Register register, RecordCodec codec, Catalogue catalogue, InForce inForce) {
    this.register = register;
    this.codec = codec;
    this.law = SupplementLaw.of(catalogue);
    this.inForce = inForce;
  }

  /** A diploma with what its record says. */
  record Diploma(RegisterEvidence.Recorded entry, CredentialRecord record) {}

  /** Of a batch, found by either of their numbers. */
  record Book(Map<String, Diploma> bySerial, Map<String, Diploma> byRegister) {
    Optional<Diploma> find(String serial, String register) {
      Optional<Diploma> one = Optional.ofNullable(bySerial.get(CredentialRecord.numberKey(serial)));
      Optional<Diploma> other =
          Optional.ofNullable(byRegister.get(CredentialRecord.numberKey(register)));
      if (serial.isEmpty()) {
        return other;
      }
      boolean agree = register.isEmpty() || one.equals(other);
      return agree ? one : Optional.empty();
    }
  }

  /** Every diploma of a batch. */
  Book of(UUID batch) {
    Map<String, Diploma> bySerial = new HashMap<>();
    Map<String, Diploma> byRegister = new HashMap<>();
    int after = -1;
    List<RegisterEvidence> page = register.recordedOfBatch(batch, after, AT_ONCE);
    while (!page.isEmpty()) {
      for (RegisterEvidence evidence : page) {
        Diploma one = read(evidence);
        bySerial.put(CredentialRecord.numberKey(one.record().serialNumber()), one);
        byRegister.put(CredentialRecord.numberKey(one.record().registerNumber()), one);
      }
      after += page.size();
      page = register.recordedOfBatch(batch, after, AT_ONCE);
    }
    return new Book(bySerial, byRegister);
  }

  /** One diploma of an institution. */
  Diploma get(int institution, UUID entry) {
    Diploma one =
        read(
            register
                .byId(PublicId.of(CredentialRecord.ID_KIND, entry))
                .orElseThrow(SheetStore::altered));
    if (one.entry().institution() != institution) {
      throw SheetStore.altered();
    }
    return one;
  }

  /** Whether a supplement can be signed of it now: one that was taken back or replaced has none. */
  boolean isInForce(Diploma diploma) {
    return inForce.is(diploma.entry());
  }

  /**
   * That the law gives diplomas of this kind a supplement.
   *
   * @throws Refusal where it does not
   */
  void requireSupplement(Diploma diploma) {
    if (law.basis(diploma.record().claims().kind(), diploma.record().claims().regime()).isEmpty()) {
      throw new Refusal(
          SupplementProblem.STATE,
          "no law gives " + diploma.record().claims().kind().code() + " of that time a supplement");
    }
  }

  private Diploma read(RegisterEvidence evidence) {
    return switch (evidence) {
      case RegisterEvidence.Recorded entry -> {
        try {
          yield new Diploma(entry, codec.decode(CoseSign1.parse(entry.cose()).payload()));
        } catch (MalformedCose | MalformedRecord e) {
          throw SheetStore.altered();
        }
      }
      case RegisterEvidence.Altered ignored -> throw SheetStore.altered();
    };
  }
}
