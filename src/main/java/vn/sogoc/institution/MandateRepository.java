package vn.sogoc.institution;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class MandateRepository implements PanacheRepositoryBase<MandateEntity, UUID> {
  List<Mandate> of(int institution) {
    return find("from MandateEntity m where m.institutionId = ?1 order by m.validFrom", institution)
        .stream()
        .map(MandateEntity::mandate)
        .toList();
  }
}
