package vn.sogoc.register;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class RegisterEventRepository implements PanacheRepositoryBase<RegisterEventEntity, UUID> {}
