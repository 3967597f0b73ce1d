package vn.sogoc.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.person.Guardians;
import vn.sogoc.person.Guardianship;
import vn.sogoc.person.Persons;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.NewApiKey;
import vn.sogoc.platform.access.Role;

/** Makes the demo's accounts: four people at each institution, officials, holders, a guardian. */
final class DemoPeople {
  /** The password of every demo account; shown at start. */
  static final String PASSWORD = "sogoc-demo-2026";

  private static final PartialDate BORN = PartialDate.parse("1975");

  /** An account as it is shown. */
  record Shown(
      String username,
      String password,
      String name,
      @Nullable Integer institution,
      List<String> roles) {}

  /** The API keys with which an institution's own programs act. */
  record Keys(String prepare, String approve, String sign) {}

  private final Accounts accounts;
  private final Persons persons;
  private final Guardians guardians;
  private final Mandates mandates;
  private final TrustRegister trust;
  private final PublicIds ids;
  private final List<Shown> shown = new ArrayList<>();
  private final Map<String, String> keys = new LinkedHashMap<>();

  DemoPeople(
      Accounts accounts,
      Persons persons,
      Guardians guardians,
      Mandates mandates,
      TrustRegister trust,
      PublicIds ids) {
    this.accounts = accounts;
    this.persons = persons;
    this.guardians = guardians;
    this.mandates = mandates;
    this.trust = trust;
    this.ids = ids;
  }

  /**
   * Who works at an institution: one prepares, one approves, the head approves and signs, one runs
   * the office.
   */
  Keys staff(DemoInstitution at) {
    int id = at.facts().id();
    UUID clerk = account(at.user() + ".soan", "Nguyễn Văn Soạn", id, Set.of(Role.PREPARE));
    UUID second = account(at.user() + ".duyet", "Trần Thị Duyệt", id, Set.of(Role.APPROVE));
    UUID headPerson = person(id, at.headPerson());
    UUID head =
        account(at.user() + ".ky", at.headName(), id, headPerson, Set.of(Role.APPROVE, Role.SIGN));
    account(at.user() + ".vp", "Vũ Thị Văn Phòng", id, Set.of(Role.OPERATE));
    mandates.grant(
        new Mandate(
            ids.nextUuid(),
            id,
            headPerson,
            at.headName(),
            at.headVi(),
            at.headEn(),
            Set.copyOf(at.kinds()),
            DemoInstitution.SINCE,
            null,
            "QĐ mẫu 02/QĐ-BN",
            LocalDate.of(2020, 1, 2),
            "",
            DemoTrust.personalKey(trust, id)));
    return new Keys(
        key(clerk, id, at.user() + " prepare", Role.PREPARE),
        key(second, id, at.user() + " approve", Role.APPROVE),
        key(head, id, at.user() + " sign", Role.SIGN));
  }

  /** Who works where nobody is issued anything; their keys are for {@code ./sogoc canary}. */
  void prober(DemoInstitution at) {
    Keys of = staff(at);
    keys.put("canary-prepare", of.prepare());
    keys.put("canary-approve", of.approve());
    keys.put("canary-sign", of.sign());
  }

  /** The registry's own people and a program that verifies without quota. */
  void officials() {
    UUID operator = account("vanhanh", "Lê Thị Vận Hành", null, Set.of(Role.OPERATE));
    UUID auditor = account("kiemtoan", "Phạm Kiểm Toán", null, Set.of(Role.AUDIT));
    UUID employer = account("tuyendung", "Công ty Tuyển Dụng (mẫu)", null, Set.of(Role.VERIFY));
    keys.put("verify", key(employer, null, "employer", Role.VERIFY));
    keys.put("operate", key(operator, null, "operator", Role.OPERATE));
    keys.put("audit", key(auditor, null, "auditor", Role.AUDIT));
  }

  /** A key of the registry's other operator, who confirms what the first one asks for. */
  String otherOperator() {
    String name = "Đỗ Văn Xác Nhận";
    UUID account = account("vanhanh.2", name, null, Set.of(Role.OPERATE));
    return key(account, null, "operator 2", Role.OPERATE);
  }

  /** Gives a person who holds a credential an account. */
  void holder(String username, String name, UUID person) {
    UUID account = account(username, name, null, person, Set.of(Role.HOLDER));
    keys.putIfAbsent("holder", key(account, null, "holder", Role.HOLDER));
  }

  /** Gives a ward a parent with an account. */
  void guardian(String username, String name, int institution, UUID ward) {
    UUID parent = person(institution, name);
    guardians.add(
        institution, ward, parent, Guardianship.Relation.MOTHER, LocalDate.of(2020, 1, 15));
    account(username, name, null, parent, Set.of(Role.HOLDER));
  }

  /** Shows an institution's keys as the demo's keys by role. */
  void show(Keys of) {
    keys.put("prepare", of.prepare());
    keys.put("approve", of.approve());
    keys.put("sign", of.sign());
  }

  List<Shown> shown() {
    return List.copyOf(shown);
  }

  Map<String, String> keys() {
    return keys;
  }

  private UUID account(
      String username, String name, @Nullable Integer institution, Set<Role> roles) {
    return account(
        username,
        name,
        institution,
        person(
            institution == null ? DemoInstitution.UNIVERSITY.facts().id() : institution,
            name.replaceAll("[()]", "")),
        roles);
  }

  private UUID account(
      String username, String name, @Nullable Integer institution, UUID person, Set<Role> roles) {
    shown.add(
        new Shown(
            username,
            PASSWORD,
            name,
            institution,
            roles.stream().map(Role::code).sorted().toList()));
    return accounts.create(new NewAccount(username, name, PASSWORD, person, institution, roles));
  }

  private UUID person(int institution, String name) {
    return persons.findOrCreate(institution, PersonName.parse(name), BORN, Optional.empty()).id();
  }

  private String key(UUID account, @Nullable Integer institution, String label, Role role) {
    return accounts
        .createKey(new NewApiKey(account, institution, label, Set.of(role), null, null))
        .secret();
  }
}
