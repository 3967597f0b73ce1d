package vn.sogoc.platform.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import vn.sogoc.kernel.ProblemType;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.PlatformConfig;

/** Puts refusals into words and knows every problem the product documents. */
@ApplicationScoped
public class Problems {
  private static final String PREFIX = "problem.";
  private static final String TITLE = ".title";

  private final Messages messages;
  private final URI address;

  Problems(Messages messages, PlatformConfig config) {
    this.messages = messages;
    this.address = config.address();
  }

  /** What the page of one problem says. */
  public record Page(String slug, String title, String cause, String cure) {}

  /** Every documented slug, sorted. A test holds the list equal to the enums of the program. */
  public List<String> slugs() {
    return messages.all(Lang.EN).keySet().stream()
        .filter(key -> key.startsWith(PREFIX) && key.endsWith(TITLE))
        .map(key -> key.substring(PREFIX.length(), key.length() - TITLE.length()))
        .toList();
  }

  /** The page of a problem, or empty where no problem has this slug. */
  public Optional<Page> page(Lang lang, String slug) {
    return messages
        .find(lang, PREFIX + slug + TITLE)
        .map(title -> new Page(slug, title, text(lang, slug, "cause"), text(lang, slug, "cure")));
  }

  /** The stable address of the page that explains a problem. */
  public URI typeOf(ProblemType type) {
    return address.resolve("/problems/" + type.slug());
  }

  /**
   * A refusal in words. Services write their sentence in English; a Vietnamese caller gets the
   * catalogue's cause instead, and both get each fault with its message where the catalogue has one
   * under {@code fault.<code>}.
   */
  Problem render(Refusal refusal, Lang lang, String instance, String requestId) {
    ProblemType type = refusal.type();
    String detail =
        switch (lang) {
          case EN -> refusal.detail();
          case VI -> text(lang, type.slug(), "cause");
        };
    return new Problem(
        typeOf(type),
        text(lang, type.slug(), "title"),
        type.status(),
        Problem.code(type),
        detail,
        instance,
        requestId,
        faults(refusal.faults(), lang));
  }

  /** Single faults with their messages. */
  public List<Problem.Fault> faults(List<Refusal.Fault> faults, Lang lang) {
    return faults.stream().map(fault -> Problem.fault(fault, faultMessage(lang, fault))).toList();
  }

  private String faultMessage(Lang lang, Refusal.Fault fault) {
    return messages
        .find(lang, "fault." + fault.code(), fault.expected(), fault.found(), fault.column())
        .orElse("");
  }

  private String text(Lang lang, String slug, String part) {
    return messages.find(lang, PREFIX + slug + "." + part).orElse(slug);
  }
}
