package vn.sogoc.register;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

@ApplicationScoped
class CustodyRepository implements PanacheRepositoryBase<CustodyEntity, CustodyEntity.Key> {

  /** Every decision about an issuer, the first one first. */
  @Transactional
  List<CustodyEntity> of(int issuer) {
    return list("from CustodyEntity where id.institutionId = ?1 order by id.version", issuer);
  }

  /** Issuers of whom some decision names a keeper; whether it is the last one is asked of each. */
  @Transactional
  List<Integer> everEntrustedTo(int keeper) {
    return getEntityManager()
        .createQuery(
            "select distinct c.id.institutionId from CustodyEntity c where c.keeperId = :keeper",
            Integer.class)
        .setParameter("keeper", keeper)
        .getResultList();
  }
}
