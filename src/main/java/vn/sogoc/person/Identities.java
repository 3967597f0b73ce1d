package vn.sogoc.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;

/**
 * Passports and other documents of a person. They help to find somebody and never merge anybody.
 */
@ApplicationScoped
public class Identities {
  private final PersonIdentityRepository identities;
  private final NumberSeal seal;
  private final PublicIds ids;
  private final Clock clock;

  Identities(PersonIdentityRepository identities, NumberSeal seal, PublicIds ids, Clock clock) {
    this.identities = identities;
    this.seal = seal;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Notes a document of the person; noting it twice is once.
   *
   * @throws Refusal {@code identity-of-somebody-else}
   */
  @Transactional
  public void add(int institution, UUID person, Identity identity) {
    Bytes lookup = seal.lookup(identity);
    Optional<UUID> owner = identities.ownerOf(identity, lookup);
    if (owner.isPresent()) {
      if (!owner.get().equals(person)) {
        throw new Refusal(
            PersonProblem.IDENTITY_OF_SOMEBODY_ELSE, "another person has this document");
      }
      return;
    }
    PersonIdentityEntity row = new PersonIdentityEntity();
    row.id = ids.nextUuid();
    row.personId = person;
    row.institutionId = institution;
    row.kind = identity.kind().code();
    row.country = identity.country();
    row.lookup = lookup.toArray();
    row.sealed = seal.seal(person, identity).toArray();
    row.recordedAt = clock.instant();
    identities.persist(row);
  }

  /** Whose document it is. */
  @Transactional
  public Optional<UUID> owner(Identity identity) {
    return identities.ownerOf(identity, seal.lookup(identity));
  }
}
