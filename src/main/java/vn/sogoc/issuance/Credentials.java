package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;

/**
 * What an institution issued, for its own staff. It reads; whether a credential is true is a
 * question for verification.
 */
@ApplicationScoped
public class Credentials {
  private static final Pattern NUMBERS = Pattern.compile("[0-9]{1,9}");
  private static final int LONGEST_NUMBER = 40;

  private final Register register;
  private final RecordCodec codec;
  private final IssuanceLists lists;
  private final Catalogue catalogue;
  private final Clock clock;

  Credentials(
      Register register, RecordCodec codec, IssuanceLists lists, Catalogue catalogue, Clock clock) {
    this.register = register;
    this.codec = codec;
    this.lists = lists;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** A credential as it was signed, and what was recorded about it. */
  public record Issued(CredentialRecord record, RegisterEvidence.Recorded evidence) {}

  /**
   * A credential of the actor's institution.
   *
   * @throws Refusal {@code credential-unknown} where there is none, {@code entry-altered} where the
   *     stored row was changed
   */
  public Issued get(Actor actor, PublicId id) {
    return switch (register.byId(id).orElseThrow(Credentials::unknown)) {
      case RegisterEvidence.Recorded recorded -> {
        if (!actor.actsFor(recorded.institution())) {
          throw unknown();
        }
        yield new Issued(read(recorded.cose()), recorded);
      }
      case RegisterEvidence.Altered ignored -> throw altered();
    };
  }

  /**
   * A credential that may leave the house as a page or a code.
   *
   * @throws Refusal as {@link #get}, and {@code credential-not-published} where it stands in no
   *     published list yet
   */
  public Issued published(Actor actor, PublicId id) {
    Issued issued = get(actor, id);
    lists.requirePublished(issued.evidence().digest(), clock.instant());
    return issued;
  }

  /**
   * Credentials of the actor's institution under a number, be it a serial or a register number,
   * however it was typed.
   *
   * @throws Refusal {@code entry-altered} where a stored row was changed
   */
  public List<Issued> byNumber(Actor actor, String typed) {
    Integer institution = actor.institutionId();
    String key = CredentialRecord.numberKey(typed);
    if (institution == null || key.isEmpty() || key.length() > LONGEST_NUMBER) {
      return List.of();
    }
    Map<UUID, Issued> found = new LinkedHashMap<>();
    register.bySerial(institution, typed).ifPresent(e -> put(found, e));
    for (Kind kind : catalogue.kinds()) {
      for (Place place : places(kind, key)) {
        register
            .byRegisterPlace(institution, kind.code(), place.year(), place.running())
            .ifPresent(e -> put(found, e));
      }
    }
    return List.copyOf(found.values());
  }

  /** A place in the register of a kind. */
  private record Place(int running, int year) {}

  /** What the number would be a register number of, in whichever order it is written. */
  private static List<Place> places(Kind kind, String key) {
    List<Integer> numbers =
        NUMBERS
            .matcher(key)
            .results()
            .map(m -> Integer.valueOf(m.group()))
            .filter(number -> number > 0)
            .toList();
    List<Place> places = new ArrayList<>();
    for (Integer running : numbers) {
      for (Integer year : numbers) {
        String written = CredentialRecord.numberKey(kind.registerNumber(running, year));
        if (written.equals(key) && !places.contains(new Place(running, year))) {
          places.add(new Place(running, year));
        }
      }
    }
    return places;
  }

  private void put(Map<UUID, Issued> found, RegisterEvidence evidence) {
    switch (evidence) {
      case RegisterEvidence.Recorded recorded ->
          found.put(recorded.id(), new Issued(read(recorded.cose()), recorded));
      case RegisterEvidence.Altered ignored -> throw altered();
    }
  }

  private CredentialRecord read(Bytes cose) {
    try {
      return codec.decode(CoseSign1.parse(cose).payload());
    } catch (MalformedCose | MalformedRecord e) {
      throw altered();
    }
  }

  private static Refusal unknown() {
    return new Refusal(
        RegisterProblem.CREDENTIAL_UNKNOWN, "no such credential in your institution");
  }

  private static Refusal altered() {
    return new Refusal(
        RegisterProblem.ENTRY_ALTERED,
        "the stored row was changed after it was written; nothing is said about it");
  }
}
