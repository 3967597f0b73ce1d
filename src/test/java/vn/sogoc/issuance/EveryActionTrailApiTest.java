package vn.sogoc.issuance;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.bundle.TrustBundles;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.SoftwareKey;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.secrets.Randomness;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.register.legacy.LegacyClient;
import vn.sogoc.support.Contract;

/** Every operation that changes something leaves a line in the audit trail, or does not happen. */
@QuarkusTest
@Tag("service")
class EveryActionTrailApiTest {
  private static final String REASON = "Quyết định công nhận tốt nghiệp đã bị hủy";
  private static final String PASSWORD = "a rather long password";

  /** Operations of the contract that are no GET and leave no line, and why. */
  private static final Map<String, String> NOT_TOLD =
      Map.of(
          "verify", "anybody asks, nothing changes; the receipt is its own evidence",
          "lookAtInvitation", "whoever has the link looks, nothing changes",
          "lookAtOwnRow", "whoever has the link looks, nothing changes",
          "previewTemplate", "a picture is drawn, nothing changes");

  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject IssuedCredentials credentials;
  @Inject Accounts accounts;
  @Inject OwnerSql owner;
  @Inject CrashingSteps steps;
  @Inject EntityManager store;
  @Inject Clock clock;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String superuserPassword;

  private final Set<String> done = new TreeSet<>();

  @Test
  void every_operation_that_changes_something_leaves_a_line_by_whoever_did_it() throws Exception {
    batches();
    imports();
    decisions();
    keys();
    bundles();
    incidents();
    quotas();
    disputes();
    office();
    books();
    supplements();
    confirmations();
    provisional();
    prints();
    templates();
    Contract contract =
        new Contract(
            new ObjectMapper().readTree(given().get("/openapi?format=json").asByteArray()));
    Set<String> changing = new TreeSet<>();
    contract.operations().stream()
        .filter(o -> !o.method().equals("get"))
        .forEach(o -> changing.add(o.id()));
    done.addAll(NOT_TOLD.keySet());
    assertThat(done).as("a new operation is told here, or why not").isEqualTo(changing);
  }

  @Test
  void what_cannot_be_told_does_not_happen() throws Exception {
    Staff staff = Staff.of(schools);
    String draft = staff.prepared(BatchClient.list(2));
    String approved = staff.approved(BatchClient.list(2));
    IssuedCredentials.Issued about = credentials.bachelors("Nguyễn Thị Tờ").getFirst();
    long batches = count("select count(*) from batch");
    String username = "t" + UUID.randomUUID();
    accounts.create(
        new NewAccount(
            username,
            "Ai Đó",
            PASSWORD,
            schools.somebody(schools.university()),
            schools.university(),
            Set.of()));
    Response looked = BatchClient.batch(staff.approver().key(), draft);
    long lines = count("select count(*) from trail_line");
    TestSchools.School school = own.school();
    DemoSchools.Person operator = schools.person(school.number(), Role.OPERATE);
    long jobs = count("select count(*) from job");
    for (String fault :
        List.of(
            "revoke insert on trail_line from sogoc_app",
            "create trigger planted before insert on trail_line for each row"
                + " execute function refuse_change()",
            "alter table trail_line rename column details to details2")) {
      long before = count("select count(*) from trail_line");
      superuser(fault);
      try {
        refused(
            BatchClient.prepare(
                staff.preparer().key(),
                BatchClient.list(1),
                BatchClient.decision(),
                staff.mandate(),
                Map.of()));
        refused(
            BatchClient.approve(
                staff.approver().key(),
                draft,
                looked.path("approvedHash"),
                looked.<Integer>path("rows"),
                true));
        refused(BatchClient.sign(staff.signer().key(), approved));
        refused(BatchClient.as(staff.preparer().key()).delete("/api/v1/batches/" + draft));
        refused(decision(staff.preparer().key(), about));
        refused(suspend(operator.key(), school));
        assertThat(signIn(username, PASSWORD).cookie("sogoc-session")).isNull();
      } finally {
        superuser("grant insert on trail_line to sogoc_app");
        superuser("drop trigger if exists planted on trail_line");
        if (fault.contains("rename")) {
          superuser("alter table trail_line rename column details2 to details");
        }
      }
      assertThat(count("select count(*) from trail_line")).isEqualTo(before);
    }
    assertThat(lines).isPositive();
    assertThat(count("select count(*) from batch")).isEqualTo(batches);
    assertThat(count("select count(*) from job")).isEqualTo(jobs);
    assertThat(
            count(
                "select count(*) from credential_decision where entry_id = '%s'"
                    .formatted(about.record().id().key())))
        .isZero();
    assertThat(
            count("select count(*) from key_suspension where institution_id = " + school.number()))
        .isZero();
    assertThat(BatchClient.batch(staff.approver().key(), draft).<String>path("state"))
        .isEqualTo("draft");
    assertThat(BatchClient.batch(staff.approver().key(), approved).<String>path("state"))
        .isEqualTo("approved");
    staff.approvedBy(staff.approver(), draft); // and with the trail back, everything goes on
    staff.signed(approved).then().body("state", org.hamcrest.Matchers.equalTo("done"));
  }

  @Test
  void signing_in_and_out_is_told_and_a_wrong_password_is_not() {
    String username = "t" + UUID.randomUUID();
    UUID account =
        accounts.create(
            new NewAccount(
                username,
                "Ai Đó",
                PASSWORD,
                schools.somebody(schools.university()),
                schools.university(),
                Set.of()));
    String object = PublicId.of(Doer.ID_KIND, account).toString();
    told("account.create", object, "registry");
    signIn(username, "not the password");
    assertThat(lines("account.sign-in", object, object)).isZero();
    String cookie = signIn(username, PASSWORD).cookie("sogoc-session");
    told("account.sign-in", object, object);
    String token = given().cookie("sogoc-session", cookie).get("/api/v1/me").path("csrfToken");
    given()
        .redirects()
        .follow(false)
        .cookie("sogoc-session", cookie)
        .header("X-CSRF-TOKEN", token)
        .post("/logout")
        .then()
        .statusCode(303);
    told("account.sign-out", object, object);
  }

  private static Response signIn(String username, String password) {
    return given()
        .redirects()
        .follow(false)
        .formParam("username", username)
        .formParam("password", password)
        .post("/login");
  }

  private void elsewhere() throws Exception {
    HeadElsewhere head = new HeadElsewhere(own, schools);
    SoftwareKey key = SoftwareKey.generate(Randomness.ofSystem());
    Staff staff = head.staff(Optional.of(head.school().personalElsewhere(key, "Võ Thử Ký")));
    String id = staff.approved(BatchClient.list(1));
    Response content = HeadElsewhere.content(staff, id);
    HeadElsewhere.brought(
            staff,
            id,
            content.path("signedAt"),
            key.signer(Purpose.PERSONAL).sign(Digest.ofHex(content.path("digest"))))
        .then()
        .statusCode(202);
    told("signBatchElsewhere", "batch.sign", id, staff.signer());
  }

  private void batches() throws Exception {
    Staff staff = Staff.of(schools);
    String id = staff.prepared(BatchClient.list(2));
    told("prepareBatch", "batch.prepare", id, staff.preparer());
    told("prepareBatch", "batch.ask", id, staff.preparer());
    BatchClient.as(staff.preparer().key()).delete("/api/v1/batches/" + id).then().statusCode(204);
    told("discardBatch", "batch.discard", id, staff.preparer());
    String issued = staff.approved(BatchClient.list(2));
    told("approveBatch", "batch.approve", issued, staff.approver());
    staff.signed(issued).then().body("state", org.hamcrest.Matchers.equalTo("done"));
    told("signBatch", "batch.sign", issued, staff.signer());
    told("batch.record", issued, "registry");
    staff.signed(issued);
    assertThat(lines("batch.sign", issued, actor(staff.signer())))
        .as("asked again, nothing is done")
        .isEqualTo(1);
    elsewhere();
    resting(staff);
    String stuck = staff.approved(BatchClient.list(2));
    steps.doOnce(
        stuck,
        SigningSteps.Point.BEFORE_RECORD,
        () -> {
          throw new Refusal(InstitutionProblem.KEY_NOT_USABLE, "the key is frozen");
        });
    staff.signed(stuck).then().body("state", org.hamcrest.Matchers.equalTo("failed"));
    Response asked = BatchClient.askToVoid(staff.preparer().key(), stuck, REASON);
    asked.then().statusCode(200);
    told("askToVoidBatch", "batch-voiding.ask", stuck, staff.preparer());
    BatchClient.approveVoiding(staff.approver().key(), stuck, asked.path("voiding.voidingHash"))
        .then()
        .statusCode(200);
    told("approveVoidingOfBatch", "batch-voiding.approve", stuck, staff.approver());
    told("approveVoidingOfBatch", "batch.void", stuck, staff.approver());
  }

  private void imports() throws Exception {
    Staff staff = Staff.of(schools);
    String id = ImportClient.uploaded(staff, BatchClient.list(2));
    told("uploadImport", "import.upload", id, staff.preparer());
    ImportClient.checked(staff, id).then().body("state", equalTo("ready"));
    told("readImport", "import.read", id, staff.preparer());
    String batch = ImportClient.commit(staff, id).path("batch");
    told("commitImport", "import.commit", id, staff.preparer());
    told("commitImport", "batch.prepare", batch, staff.preparer());
    told("commitImport", "batch.ask", batch, staff.preparer());
    String other = ImportClient.uploaded(staff, BatchClient.list(2));
    ImportClient.checked(staff, other).then().body("state", equalTo("ready"));
    ImportClient.errorRows(staff, other).then().statusCode(200);
    told("import.download", other, actor(staff.preparer()));
    ImportClient.discard(staff, other).then().statusCode(204);
    told("discardImport", "import.discard", other, staff.preparer());
  }

  private void resting(Staff staff) throws Exception {
    String batch = staff.approved(BatchClient.list(2));
    CompletableFuture<String> job = new CompletableFuture<>();
    steps.doOnce(
        batch,
        SigningSteps.Point.AFTER_RESERVE,
        () -> post(staff.signer(), "/api/v1/jobs/" + job.join() + "/pause", Map.of(), 200));
    String id = staff.signing(batch);
    job.complete(id);
    for (int i = 0; lines("job.pause", id, actor(staff.signer())) == 0 && i < 600; i++) {
      Thread.sleep(50);
    }
    told("pauseJob", "job.pause", id, staff.signer());
    post(staff.signer(), "/api/v1/jobs/" + id + "/resume", Map.of(), 200);
    told("resumeJob", "job.resume", id, staff.signer());
    BatchClient.ended(staff.signer().key(), id)
        .then()
        .body("state", org.hamcrest.Matchers.equalTo("done"));
  }

  private void decisions() {
    DemoSchools.Person clerk = schools.person(schools.university(), Role.PREPARE);
    DemoSchools.Person approver = schools.person(schools.university(), Role.APPROVE);
    IssuedCredentials.Issued about = credentials.bachelors("Nguyễn Thị Tờ").getFirst();
    Response asked = decision(clerk.key(), about);
    asked.then().statusCode(201);
    String id = asked.path("id");
    told("askForDecision", "decision.ask", id, clerk);
    post(clerk, "/api/v1/decisions/" + id + "/rejection", Map.of("note", "nhầm"), 200);
    told("rejectDecision", "decision.reject", id, clerk);
    Response again = decision(clerk.key(), about);
    String second = again.path("id");
    post(
        approver,
        "/api/v1/decisions/" + second + "/approval",
        Map.of("contentHash", again.<String>path("contentHash")),
        202);
    told("approveDecision", "decision.approve", second, approver);
  }

  private void incidents() {
    IssuedCredentials.Issued stolen = credentials.signedByThief("Nguyễn Thị Trộm");
    given()
        .contentType("application/json")
        .body(Map.of("qr", stolen.qr()))
        .post("/api/v1/verifications")
        .then()
        .body("verdict", equalTo("unregistered"));
    DemoSchools.Person officer = schools.person(schools.university(), Role.APPROVE);
    String digest = Digest.sha256(stolen.cose()).hex();
    String id = null;
    for (int i = 0; i < 100 && id == null; i++) {
      LockSupport.parkNanos(50_000_000); // it is written a moment after the answer
      id =
          BatchClient.as(officer.key())
              .get("/api/v1/institutions/iss_" + schools.university() + "/incidents")
              .path("data.find { it.digest == '" + digest + "' }?.id");
    }
    post(officer, "/api/v1/incidents/" + id + "/acknowledgement", Map.of("note", "đã xem"), 200);
    told("acknowledgeIncident", "incident.acknowledge", String.valueOf(id), officer);
  }

  private void quotas() {
    TestSchools.School school = own.school();
    QuotaClient ministry = new QuotaClient(schools);
    Response asked = QuotaClient.ask(ministry.first().key(), school.number(), "*", 1);
    told("askForQuota", "quota.ask", asked.path("id"), ministry.first());
    QuotaClient.reject(ministry.first().key(), asked).then().statusCode(200);
    told("rejectQuotaDecision", "quota.reject", asked.path("id"), ministry.first());
    String quota = ministry.set(school.number(), "*", 2);
    told("approveQuotaDecision", "quota.approve", quota, ministry.second());
    Staff staff = Staff.of(schools);
    String batch = staff.prepared(BatchClient.list(1));
    Response release =
        QuotaClient.askRelease(
            ministry.first().key(),
            batch,
            BatchClient.batch(staff.preparer().key(), batch).path("approvedHash"));
    told("askForQuotaRelease", "quota.ask", release.path("id"), ministry.first());
  }

  private void books() throws Exception {
    int school = own.school().number();
    DemoSchools.Person first = schools.person(school, Role.PREPARE);
    DemoSchools.Person second = schools.person(school, Role.PREPARE, Role.APPROVE);
    DemoSchools.Person third = schools.person(school, Role.SIGN);
    String book = LegacyClient.book(first, second, 10);
    told("declareLegacyBook", "legacy-book.ask", book + "/1", first);
    told("approveLegacyBook", "legacy-book.approve", book + "/1", second);
    String at = "/api/v1/legacy-books/" + book;
    post(first, at + "/declarations", Map.of("entries", 12), 200);
    told("declareLegacyBookAgain", "legacy-book.ask", book + "/2", first);
    post(second, at + "/rejection", Map.of(), 200);
    told("rejectLegacyBook", "legacy-book.reject", book + "/2", second);
    String page = LegacyClient.page(first, book, 1);
    told("uploadLegacyPage", "legacy-page.upload", page, first);
    LegacyClient.key(first, page, 1, LegacyClient.row("B 1", "Nguyễn Thị Bưởi"));
    told("keyLegacyRow", "legacy-row.save", page + "/1/1", first);
    LegacyClient.key(first, page, 2, LegacyClient.row("B 2", "Nguyễn Thị Bưởi"));
    String here = "/api/v1/legacy-pages/" + page;
    post(first, here + "/entry/rows/2/removal", Map.of(), 200);
    told("removeLegacyRow", "legacy-row.remove", page + "/1/2", first);
    LegacyClient.close(first, page);
    told("completeLegacyEntry", "legacy-entry.close", page + "/1", first);
    LegacyClient.key(second, page, 1, LegacyClient.row("B 3", "Nguyễn Thị Bưởi"));
    LegacyClient.close(second, page);
    post(
        first,
        here + "/comparison/1/decision",
        Map.of("row", LegacyClient.row("B 3", "Nguyễn Thị Bưởi"), "reason", "theo ảnh"),
        200);
    told("decideLegacyRow", "legacy-decision.make", page + "/1/1", first);
    post(second, here + "/comparison/1/agreement", Map.of("version", 1), 200);
    told("agreeToLegacyRow", "legacy-decision.agree", page + "/1/1", second);
    LegacyClient.ask(first, page);
    told("askToSignLegacyPage", "legacy-page.ask", page, first);
    post(second, here + "/rejection", Map.of(), 200);
    told("rejectLegacyPage", "legacy-page.reject", page, second);
    String hash = LegacyClient.ask(first, page).path("contentHash");
    Response signing = LegacyClient.sign(third, page, hash);
    signing.then().statusCode(202);
    told("signLegacyPage", "legacy-page.approve", page, third);
    LegacyClient.ended(third.key(), signing.path("job")).then().body("state", equalTo("done"));
    String copy = BatchClient.as(first.key()).get(here + "/copies").path("data[0].id");
    String back = here + "/copies/" + copy + "/withdrawal";
    Response asked = post(first, back, Map.of("reason", "trang của cơ sở khác"), 200);
    told("askToWithdrawCopy", "copy-withdrawal.ask", copy + "/1", first);
    post(second, back + "/rejection", Map.of(), 200);
    told("rejectCopyWithdrawal", "copy-withdrawal.reject", copy + "/1", second);
    asked = post(first, back, Map.of("reason", "trang của cơ sở khác"), 200);
    post(second, back + "/approval", Map.of("contentHash", asked.path("contentHash")), 200);
    told("withdrawCopy", "copy-withdrawal.approve", copy + "/2", second);
  }

  private void supplements() throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 1);
    DemoSchools.Person clerk = scene.staff().preparer();
    DemoSchools.Person head = scene.staff().signer();
    String given = scene.uploaded(scene.list());
    told("uploadSupplementList", "supplement-sheet.upload", given, clerk);
    post(clerk, "/api/v1/supplement-lists/" + given + "/discard", Map.of(), 200);
    told("discardSupplementList", "supplement-sheet.discard", given, clerk);
    String sheet = scene.uploaded(scene.list());
    assertThat(scene.signed(sheet).<String>path("state")).isEqualTo("done");
    told("approveSupplementList", "supplement-sheet.approve", sheet, head);
    String one =
        BatchClient.as(clerk.key())
            .get("/api/v1/supplement-lists/" + sheet + "/supplements")
            .path("data[0].id");
    scene.withdraw(one);
    told("askToWithdrawSupplement", "supplement-withdrawal.ask", one + "/1", clerk);
    told("withdrawSupplement", "supplement-withdrawal.approve", one + "/1", head);
  }

  private void templates() {
    TestSchools.School school = own.school("BCN");
    String at = "/api/v1/institutions/iss_" + school.number();
    DemoSchools.Person first = schools.person(school.number(), Role.OPERATE);
    DemoSchools.Person second = schools.person(school.number(), Role.OPERATE);
    String digest =
        BatchClient.as(first.key())
            .multiPart(
                "picture",
                "seal.png",
                vn.sogoc.document.upload.OwnPictures.sealFile().toArray(),
                "image/png")
            .post(at + "/templates/images")
            .path("digest");
    told("keepTemplateImage", "template-image.keep", digest, first);
    owner.agePictures(school.number());
    post(first, at + "/templates/images/" + digest + "/removal", Map.of(), 204);
    told("removeTemplateImage", "template-image.remove", digest, first);
    Response asked =
        BatchClient.as(first.key())
            .contentType("application/json")
            .body(vn.sogoc.document.template.PlainTemplate.of("BCN"))
            .post(at + "/templates");
    asked.then().statusCode(201);
    told("askForTemplate", "template.ask", asked.path("id"), first);
    approve(second, asked.path("id"));
    told("approveProposal", "template.approve", asked.path("id"), second);
    String template = "tpl" + asked.<String>path("id").substring(3);
    Response end = post(first, at + "/templates/" + template + "/end", Map.of(), 201);
    told("askForTemplateEnd", "template-end.ask", end.path("id"), first);
    Response printer =
        BatchClient.as(first.key())
            .contentType("application/json")
            .body(Map.of("name", "Máy in thử", "right", -1.2, "down", 0.8, "stretch", 100))
            .post(at + "/printers");
    told("keepPrinter", "printer.keep", printer.path("id"), first);
    BatchClient.as(first.key())
        .delete(at + "/printers/" + printer.path("id"))
        .then()
        .statusCode(204);
    told("removePrinter", "printer.remove", printer.path("id"), first);
  }

  private void office() {
    TestSchools.School school = own.school();
    String at = "/api/v1/institutions/iss_" + school.number();
    DemoSchools.Person first = schools.person(school.number(), Role.OPERATE);
    DemoSchools.Person second = schools.person(school.number(), Role.OPERATE);
    DemoSchools.Person clerk = schools.person(school.number(), Role.PREPARE);
    String account = actor(clerk);
    Map<String, Object> wanted = Map.of("name", "Nguyễn Thị Mời", "roles", List.of("approve"));
    Response invited =
        BatchClient.as(first.key())
            .contentType("application/json")
            .body(wanted)
            .post(at + "/invitations");
    invited.then().statusCode(201);
    String invitation = invited.path("id");
    String proposal = invited.path("proposal");
    told("inviteSomebody", "invitation.ask", proposal, first);
    approve(second, proposal);
    told("approveProposal", "invitation.approve", proposal, second);
    String link =
        post(first, "/api/v1/invitations/" + invitation + "/link", Map.of(), 200).path("link");
    told("showInvitationLink", "invitation.link", invitation, first);
    String code =
        post(second, "/api/v1/invitations/" + invitation + "/code", Map.of(), 200).path("code");
    told("showInvitationCode", "invitation.code", invitation, second);
    String username = "t" + UUID.randomUUID();
    given()
        .contentType("application/json")
        .body(Map.of("link", link, "code", code, "username", username, "password", PASSWORD))
        .post("/api/v1/invitation/acceptance")
        .then()
        .statusCode(200);
    done.add("acceptInvitation");
    String came =
        PublicId.of(Doer.ID_KIND, accounts.find(username).orElseThrow().accountId()).toString();
    told("invitation.accept", invitation, came);
    Response again =
        BatchClient.as(first.key())
            .contentType("application/json")
            .body(wanted)
            .post(at + "/invitations");
    String other = again.path("id");
    post(first, "/api/v1/invitations/" + other + "/revocation", Map.of(), 200);
    told("revokeInvitation", "invitation.revoke", other, first);
    post(second, "/api/v1/proposals/" + again.path("proposal") + "/rejection", Map.of(), 200);
    told("rejectProposal", "invitation.reject", again.path("proposal"), second);
    Response role =
        post(first, at + "/people/" + account + "/roles", Map.of("role", "verify"), 201);
    told("askForRole", "role.ask", role.path("id"), first);
    BatchClient.as(first.key())
        .delete(at + "/people/" + account + "/roles/prepare")
        .then()
        .statusCode(200);
    told("takeRole", "role.revoke", account, first);
    Response recovery = post(first, at + "/people/" + account + "/recovery", Map.of(), 201);
    told("askForRecovery", "recovery.ask", recovery.path("proposal"), first);
    post(first, at + "/people/" + account + "/disablement", Map.of(), 200);
    told("disablePerson", "account.disable", account, first);
    mandates(at, first, schools.person(school.number(), Role.SIGN));
    DemoSchools.Person registry = schools.official(Role.OPERATE);
    Response supervised =
        post(
            registry,
            at + "/supervision",
            Map.of("supervisor", "iss_" + schools.university()),
            201);
    told("askForSupervision", "supervision.ask", supervised.path("id"), registry);
    approve(schools.official(Role.OPERATE), supervised.path("id"));
    post(registry, at + "/supervision/end", Map.of(), 204);
    told("endSupervision", "supervision.end", "iss_" + school.number(), registry);
  }

  private void provisional() {
    ProvisionalScene scene = ProvisionalScene.open(schools, own, clock, 1);
    told("prepareProvisional", "batch.prepare", scene.meanwhile(), scene.staff().preparer());
  }

  private void confirmations() {
    Confirmed scene = Confirmed.approvedOverDispute(Staff.of(schools), clock);
    Staff staff = scene.staff();
    String batch = scene.batch();
    told("askForConfirmation", "confirmation.ask", batch + "/1", staff.preparer());
    told("downloadConfirmationLinks", "confirmation.links", batch + "/1", staff.preparer());
    told("renewConfirmationLink", "confirmation.links", batch + "/2", staff.preparer());
    done.add("answerAboutOwnRow");
    told("confirmation.confirm", batch + "/1", "registry");
    told("confirmation.dispute", batch + "/2", "registry");
    told("confirmation.accept", batch + "/1", actor(staff.approver()));
    told("acceptDisputes", "confirmation.accept", batch + "/2", staff.approver());
  }

  private void mandates(String at, DemoSchools.Person first, DemoSchools.Person head) {
    Response asked =
        BatchClient.as(first.key())
            .multiPart("account", actor(head))
            .multiPart("titleVi", "Giám đốc", "text/plain; charset=UTF-8")
            .multiPart("titleEn", "Director")
            .multiPart("kinds", "BCN")
            .multiPart("from", "2026-01-01")
            .multiPart("decisionNumber", "1/QD")
            .multiPart("decisionDate", "2025-12-01")
            .multiPart("signsAs", "KT.")
            .multiPart("document", "qđ.pdf", "%PDF-1.4\nqđ".getBytes(UTF_8), "application/pdf")
            .post(at + "/mandates");
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    told("askForMandate", "mandate.ask", asked.path("id"), first);
    UUID mandate =
        schools.mandate(
            Integer.parseInt(at.substring(at.indexOf("iss_") + 4)), head.person(), "Ai", "BCN");
    Response end =
        post(
            first,
            at + "/mandates/" + PublicId.of("man", mandate) + "/end",
            Map.of("last", LegalDay.of(clock.instant()).plusDays(9).toString()),
            201);
    told("askForMandateEnd", "mandate-end.ask", end.path("id"), first);
  }

  private static void approve(DemoSchools.Person by, String proposal) {
    Response asked = BatchClient.as(by.key()).get("/api/v1/proposals/" + proposal);
    post(
        by,
        "/api/v1/proposals/" + proposal + "/approval",
        Map.of("contentHash", asked.<String>path("contentHash")),
        200);
  }

  private void disputes() {
    DemoSchools.Person holder =
        schools.account(schools.somebody(schools.university()), schools.university(), Role.HOLDER);
    IssuedCredentials.Issued issued = credentials.bachelor(holder.person(), "Nguyễn Thị Lạ");
    post(holder, "/api/v1/me/credentials/" + issued.record().id() + "/dispute", Map.of(), 204);
    String digest = Digest.sha256(issued.cose()).hex();
    String id =
        BatchClient.as(schools.person(schools.university(), Role.APPROVE).key())
            .get("/api/v1/institutions/iss_" + schools.university() + "/incidents")
            .path("data.find { it.digest == '" + digest + "' }?.id");
    told("disputeMyCredential", "incident.dispute", String.valueOf(id), holder);
  }

  private void keys() {
    TestSchools.School school = own.school();
    told("institution.statement", school.number() + "/1", "registry");
    DemoSchools.Person first = schools.person(school.number(), Role.OPERATE);
    DemoSchools.Person second = schools.person(school.number(), Role.OPERATE);
    suspend(first.key(), school).then().statusCode(201);
    told("suspendKey", "key.suspend", school.recordKey().toString(), first);
    Response asked = change(first, school);
    String id = asked.path("id");
    told("askForKeyChange", "key-change.ask", id, first);
    post(first, "/api/v1/key-changes/" + id + "/rejection", Map.of(), 200);
    told("rejectKeyChange", "key-change.reject", id, first);
    Response again = change(first, school);
    String changed = again.path("id");
    post(
        second,
        "/api/v1/key-changes/" + changed + "/approval",
        Map.of("contentHash", again.<String>path("contentHash")),
        200);
    told("approveKeyChange", "key-change.approve", changed, second);
    told("institution.statement", school.number() + "/2", "registry");
  }

  private void bundles() throws Exception {
    DemoSchools.Person first = schools.person(schools.registry(), Role.OPERATE);
    DemoSchools.Person second = schools.person(schools.registry(), Role.OPERATE);
    String proposals = "/api/v1/trust-bundle-proposals";
    Response draft = BatchClient.as(first.key()).get(proposals + "/draft");
    for (int i = 0; i < 500 && draft.statusCode() == 503; i++) {
      LockSupport.parkNanos(50_000_000);
      draft = BatchClient.as(first.key()).get(proposals + "/draft");
    }
    assertThat(draft.statusCode()).as(draft.asString()).isEqualTo(200);
    Bytes file = Bytes.of(draft.asByteArray());
    for (int key : List.of(1, 2)) {
      file =
          TrustBundles.sign(
              file,
              Pkcs12Vault.open(
                      Path.of("keys-dev/bundle-" + key + ".p12"), "sogoc-dev".toCharArray())
                  .signer("bundle", Purpose.TRUST_LIST));
    }
    Response proposed = post(first, proposals, Map.of("file", file.base64Url()), 201);
    String id = proposed.path("id");
    told("proposeTrustBundle", "trust-bundle.ask", id, first);
    post(
        second,
        proposals + "/" + id + "/approval",
        Map.of("contentHash", proposed.<String>path("contentHash")),
        200);
    told("approveTrustBundle", "trust-bundle.approve", id, second);
    told("trust-bundle.publish", proposed.path("version").toString(), "registry");
  }

  private Response change(DemoSchools.Person by, TestSchools.School school) {
    Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return post(
        by,
        "/api/v1/institutions/iss_" + school.number() + "/keys/changes",
        Map.of("statement", school.withdrawing(since).base64Url(), "reason", "lộ khóa"),
        201);
  }

  private static Response suspend(String key, TestSchools.School school) {
    return BatchClient.as(key)
        .contentType("application/json")
        .body(Map.of("kid", school.recordKey().toString(), "minutes", 1, "reason", "nghi lộ khóa"))
        .post("/api/v1/institutions/iss_" + school.number() + "/keys/suspensions");
  }

  private static Response decision(String key, IssuedCredentials.Issued about) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("type", "suspension");
    fields.put("reason", "under_inspection");
    fields.put("decisionNumber", BatchClient.decision());
    fields.put("decisionDate", "2026-08-03");
    var request = BatchClient.as(key);
    fields.forEach((name, value) -> request.multiPart(name, value, "text/plain; charset=UTF-8"));
    return request
        .multiPart("document", "qđ.pdf", "%PDF-1.4\nqđ".getBytes(UTF_8), "application/pdf")
        .post("/api/v1/credentials/" + about.record().id() + "/decisions");
  }

  private static Response post(
      DemoSchools.Person by, String path, Map<String, ?> body, int status) {
    Response answer =
        BatchClient.as(by.key()).contentType("application/json").body(body).post(path);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    return answer;
  }

  private static void refused(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(503);
    assertThat(answer.<String>path("code")).isEqualTo("unavailable");
  }

  private void told(String operation, String action, String object, DemoSchools.Person by) {
    done.add(operation);
    told(action, object, actor(by));
  }

  private void told(String action, String object, String actor) {
    assertThat(lines(action, object, actor)).as("%s %s %s", action, object, actor).isEqualTo(1);
  }

  private static String actor(DemoSchools.Person person) {
    return PublicId.of(Doer.ID_KIND, person.account()).toString();
  }

  private long lines(String action, String object, String actor) {
    return count(
        "select count(*) from trail_line where action = '%s' and object = '%s' and actor = '%s'"
            .formatted(action, object, actor));
  }

  private long count(String sql) {
    List<Long> found = new ArrayList<>();
    QuarkusTransaction.requiringNew()
        .run(() -> found.add((Long) store.createNativeQuery(sql, Long.class).getSingleResult()));
    return found.getFirst();
  }

  private void superuser(String sql) throws SQLException {
    try (Connection hand = DriverManager.getConnection(url, "postgres", superuserPassword)) {
      hand.createStatement().execute(sql);
    }
  }

  private void prints() throws InterruptedException {
    Staff staff = Staff.of(schools);
    String batch = staff.approved(BatchClient.list(1));
    staff.signed(batch).then().body("state", equalTo("done"));
    Response asked =
        post(staff.preparer(), "/api/v1/batches/" + batch + "/prints", Map.of("form", "zip"), 202);
    told("printBatch", "print.ask", asked.path("id"), staff.preparer());
    String credential =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/batches/" + batch + "/rows")
            .path("data[0].credential");
    post(
        staff.preparer(),
        "/api/v1/deliveries",
        Map.of("credentials", List.of(credential), "receiver", "holder"),
        201);
    told("recordDeliveries", "delivery.record", credential, staff.preparer());
    post(staff.preparer(), "/api/v1/credentials/" + credential + "/deliveries/undo", Map.of(), 200);
    told("undoDelivery", "delivery.undo", credential, staff.preparer());
    String lists = "/api/v1/batches/" + batch + "/delivery-sheets";
    BatchClient.ended(
        staff.preparer().key(), post(staff.preparer(), lists, Map.of(), 202).path("job"));
    told("recordDeliverySheet", "delivery-sheet.record", batch, staff.preparer());
    BatchClient.ended(
        staff.preparer().key(), post(staff.preparer(), lists + "/undo", Map.of(), 202).path("job"));
    told("undoDeliverySheet", "delivery-sheet.undo", batch, staff.preparer());
    post(
        staff.preparer(),
        "/api/v1/credentials/" + credential + "/delivery-links",
        Map.of("channel", "mail", "to", "nguoi.nhan@example.vn"),
        202);
    told("sendDeliveryLink", "delivery.link", credential, staff.preparer());
    done.add("receiveDocument"); // told as delivery.record of whoever sent the link
    blanks(staff, batch, credential);
  }

  private void blanks(Staff staff, String batch, String credential) {
    String prefix =
        "E" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(java.util.Locale.ROOT) + "X";
    DemoSchools.Person clerk = staff.preparer();
    Response series =
        post(
            clerk,
            "/api/v1/blank-series",
            Map.of(
                "kind",
                "BCN",
                "prefix",
                prefix,
                "digits",
                6,
                "first",
                1,
                "last",
                20,
                "document",
                "12/BBGN",
                "documentDate",
                "2026-06-01"),
            201);
    String id = series.path("id");
    moved("receiveBlanks", "received", id, clerk);
    String at = "/api/v1/batches/" + batch + "/blanks";
    post(clerk, at, Map.of("series", id, "count", 3), 200);
    moved("allocateBlanks", "allocated", id, clerk);
    post(clerk, "/api/v1/batches/" + batch + "/prints", Map.of("form", "zip", "blanks", true), 202);
    moved("printBatch", "used", id, clerk);
    post(
        clerk,
        "/api/v1/credentials/" + credential + "/misprints",
        Map.of("reason", "Lệch dòng", "blank", prefix + "000001"),
        200);
    moved("recordMisprint", "misprinted", id, clerk);
    post(clerk, at + "/return", Map.of(), 200);
    moved("returnBlanks", "returned", id, clerk);
    Response minutes =
        post(
            clerk,
            "/api/v1/blank-series/" + id + "/minutes",
            Map.of(
                "type", "spoiled",
                "numbers", "10",
                "minutes", "03/BB-PH",
                "minutesDate", "2026-06-02",
                "reason", "Kẹt giấy, rách góc",
                "council", "Nguyễn Văn Soạn"),
            201);
    told("askForBlankMinutes", "blank-minutes.ask", minutes.path("id"), clerk);
    post(
        clerk,
        "/api/v1/blank-series/" + id + "/counts",
        Map.of("quantity", 18, "document", "01/KK", "documentDate", "2026-06-30"),
        200);
    moved("countBlanks", "counted", id, clerk);
  }

  /** A movement of blanks has its line. */
  private void moved(String operation, String type, String series, DemoSchools.Person by) {
    done.add(operation);
    assertThat(
            count(
                """
                select count(*) from blank_movement m where m.type = '%s' and m.series_id = '%s'
                  and exists (select from trail_line t where t.action = 'blank.%s' and t.actor = '%s')
                """
                    .formatted(
                        type, PublicId.parse("bls", series).orElseThrow().key(), type, actor(by))))
        .as(type)
        .isPositive();
  }
}
