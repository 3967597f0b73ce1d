package vn.sogoc.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every door of the service has: a lock that is written on it. */
class EndpointsTest {
  private static final String REST = "jakarta.ws.rs.";

  private static final List<String> LOCKS =
      List.of(
          "jakarta.annotation.security.PermitAll",
          "jakarta.annotation.security.RolesAllowed",
          "jakarta.annotation.security.DenyAll",
          "io.quarkus.security.Authenticated");

  private static final String IDEMPOTENT = "vn.sogoc.platform.idempotency.Idempotent";

  /** Calls that change something and may be repeated freely, and why. */
  private static final Map<String, String> REPEATABLE =
      Map.ofEntries(
          Map.entry("VerificationResource", "a check asked twice is two checks with two receipts"),
          Map.entry("ResultPages", "the same by a form"),
          Map.entry("SignOutResource", "who is signed out stays signed out"),
          Map.entry("ApprovalPages", "an approval is given once; sent again, the batch is shown"),
          Map.entry("SigningPages", "a batch has one job; sent again, it is shown"),
          Map.entry("DiscardPages", "a batch is given up once; sent again, it is shown"),
          Map.entry(
              "VoidingPages",
              "minutes wait once and are confirmed once; sent again, they are shown"),
          Map.entry("QuotaPages", "asked again while it waits, it is the same decision"),
          Map.entry("QuotaDecisionPages", "a decision is settled once; sent again, it is shown"),
          Map.entry("HeldPages", "asked again while it waits, it is the same release"),
          Map.entry("MePages", "a credential is disputed once; said again, nothing changes"),
          Map.entry(
              "ImportPages",
              "a file is one import and an import one batch, however often it is sent"),
          Map.entry("ImportColumnPages", "said again, the list is read anew"),
          Map.entry(
              "FindPages", "nothing is changed; the number only must not stand in an address"),
          Map.entry(
              "OfficePages",
              "what was settled is refused; an invitation sent twice is two that wait"),
          Map.entry("MandatePages", "what is asked for twice and waits is one proposal"),
          Map.entry(
              "SupplementListPages", "one list of a batch waits at a time; another is refused"),
          Map.entry("SupplementSheetPages", "a list is approved once and has one job"),
          Map.entry("SupplementFilePages", "a withdrawal waits once and is approved once"),
          Map.entry("LegacyBookPages", "what waits is approved once; a picture is one page"),
          Map.entry("LegacyPagePages", "a row has one line, an entry and a page are closed once"),
          Map.entry("LegacyComparePages", "said again, it is the newest decision of a line"),
          Map.entry("LegacyCopyPages", "a copy is taken back once; sent again, that is said"),
          Map.entry(
              "TemplatePages",
              "a picture is kept once, and what waits is one proposal however asked"),
          Map.entry("PrinterPages", "a printer of a name is one, however often it is kept"),
          Map.entry("InvitedPages", "an invitation is used once; sent again, that is said"),
          Map.entry(
              "ConfirmationPages", "the same day is one round; a download ends the one before"),
          Map.entry("OwnRowPages", "the same said twice is one answer"),
          Map.entry("GraduateAnswerResource", "the same said twice is one answer"),
          Map.entry("ProvisionalPages", "a batch has one draft of them; sent again, it is shown"),
          Map.entry("BatchDeliveryPages", "what was handed out once is not handed out again"),
          Map.entry(
              "DeliveryPages",
              "an event follows the one that was seen; a new link ends the one before"),
          Map.entry("BatchPrintPages", "a print is the same one; blanks are counted before"),
          Map.entry(
              "BlankPages", "a series is received once, a count is the newest, minutes wait once"),
          Map.entry("DocumentLinkPages", "a link is used once; sent again, that is said"),
          Map.entry("LinkReceiptResource", "a link is used once; sent again, that is said"),
          Map.entry("AcceptanceResource", "the same; and nothing of a password is kept"));

  /** The same of single calls. */
  private static final Map<String, String> REPEATABLE_CALLS =
      Map.of(
          "ConfirmationResource.links", "each is a new set, and its answer is kept nowhere",
          "ConfirmationResource.link", "each is a new link, and its answer is kept nowhere",
          "InvitationResource.link", "each is a new link, and its answer is kept nowhere",
          "InvitationResource.code", "each is a new code, and its answer is kept nowhere",
          "TemplateResource.preview", "a picture is drawn and nothing is changed");

  @Test
  void every_endpoint_is_public_and_says_who_may_enter() {
    assertThat(
            endpoints()
                .filter(m -> !m.getModifiers().contains(JavaModifier.PUBLIC) || !isLocked(m))
                .map(JavaMethod::getFullName))
        .as("Quarkus ignores security annotations on methods that are not public")
        .isEmpty();
  }

  @Test
  void every_call_that_changes_something_takes_an_idempotency_key() {
    assertThat(endpoints().filter(EndpointsTest::changesSomething)).hasSizeGreaterThan(8);
    assertThat(
            endpoints()
                .filter(EndpointsTest::changesSomething)
                .filter(m -> !m.isAnnotatedWith(IDEMPOTENT))
                .filter(m -> !m.getOwner().isAnnotatedWith(IDEMPOTENT))
                .filter(m -> !REPEATABLE.containsKey(m.getOwner().getSimpleName()))
                .filter(
                    m ->
                        !REPEATABLE_CALLS.containsKey(
                            m.getOwner().getSimpleName() + "." + m.getName()))
                .map(JavaMethod::getFullName))
        .isEmpty();
  }

  @Test
  void entities_and_repositories_are_nobodys_business() {
    assertThat(
            House.classes().stream()
                .filter(
                    c ->
                        c.isAnnotatedWith("jakarta.persistence.Entity")
                            || c.getSimpleName().endsWith("Repository"))
                .filter(c -> c.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getName))
        .isEmpty();
    assertThat(
            House.classes().stream()
                .filter(c -> c.isAnnotatedWith("jakarta.persistence.Entity"))
                .map(JavaClass::getSimpleName))
        .allMatch(name -> name.endsWith("Entity"));
  }

  /** A transaction opened by a resource would span rendering; on a private method it is ignored. */
  @Test
  void transactions_begin_at_services_and_never_at_endpoints() {
    assertThat(
            House.classes().stream()
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.isAnnotatedWith("jakarta.transaction.Transactional"))
                .filter(
                    m ->
                        m.getModifiers().contains(JavaModifier.PRIVATE)
                            || m.getOwner().isAnnotatedWith(REST + "Path"))
                .map(JavaMethod::getFullName))
        .isEmpty();
  }

  private static Stream<JavaMethod> endpoints() {
    return House.classes().stream()
        .flatMap(c -> c.getMethods().stream())
        .filter(m -> m.getAnnotations().stream().anyMatch(EndpointsTest::isVerb));
  }

  private static boolean isVerb(JavaAnnotation<?> annotation) {
    return annotation.getRawType().isAnnotatedWith(REST + "HttpMethod")
        || List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS").stream()
            .anyMatch(verb -> annotation.getRawType().getName().equals(REST + verb));
  }

  private static boolean isLocked(JavaMethod method) {
    return LOCKS.stream()
        .anyMatch(lock -> method.isAnnotatedWith(lock) || method.getOwner().isAnnotatedWith(lock));
  }

  private static boolean changesSomething(JavaMethod method) {
    return Stream.of("POST", "PUT", "PATCH", "DELETE")
        .anyMatch(verb -> method.isAnnotatedWith(REST + verb));
  }
}
