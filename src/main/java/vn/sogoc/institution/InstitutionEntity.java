package vn.sogoc.institution;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Index row of an institution; its statement is the truth. */
@Entity
@Table(name = "institution")
class InstitutionEntity {
  @Id int id;
  String code = "";
  String nameVi = "";
  String nameEn = "";
  String domain = "";
  String serialPrefix = "";
  int place;

  InstitutionFacts facts() {
    return new InstitutionFacts(id, code, nameVi, nameEn, domain, serialPrefix, place);
  }

  void take(InstitutionFacts f) {
    id = f.id();
    code = f.code();
    nameVi = f.nameVi();
    nameEn = f.nameEn();
    domain = f.domain();
    serialPrefix = f.serialPrefix();
    place = f.place();
  }
}
