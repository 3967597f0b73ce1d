package vn.sogoc.web;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;

/**
 * What every page needs: its words in one language, its links, who is looking. Made once for each
 * request; {@link #in} gives the same page in the other language.
 */
public final class Ui {
  /** The addresses that exist in both languages, Vietnamese first. */
  static final Map<String, String> ENGLISH =
      Map.of("/quet", "/scan", "/tai-len", "/upload", "/nhap-so", "/number");

  private final Messages messages;
  private final Lang lang;
  private final Place place;
  private final Optional<Actor> actor;

  /**
   * Where a page is.
   *
   * @param path of the request, Vietnamese where it exists in both languages
   * @param query of the request without {@code lang}, empty or beginning with {@code &}
   * @param explicit the address itself names the language, so links must too
   * @param bilingual the page holds both languages, so switching is a jump inside it
   * @param address the public address, scheme and host
   * @param test this instance holds test data only
   * @param resting the register takes nothing in and concludes nothing for now
   * @param csrfToken what a form sends back to prove that it is ours
   * @param asset from the name of a file to its address
   */
  record Place(
      String path,
      String query,
      boolean explicit,
      boolean bilingual,
      String address,
      boolean test,
      boolean resting,
      String csrfToken,
      UnaryOperator<String> asset) {
    Place holdingBoth() {
      return new Place(path, query, explicit, true, address, test, resting, csrfToken, asset);
    }
  }

  Ui(Messages messages, Lang lang, Place place, Optional<Actor> actor) {
    this.messages = messages;
    this.lang = lang;
    this.place = place;
    this.actor = actor;
  }

  /** The same page in a language, as one of two in the same document. */
  Ui in(Lang other) {
    return new Ui(messages, other, place.holdingBoth(), actor);
  }

  /** The text of a key. */
  public String t(String key, Object... arguments) {
    return messages.get(lang, key, arguments);
  }

  /** The text of a key that need not exist. */
  Optional<String> find(String key, Object... arguments) {
    return messages.find(lang, key, arguments);
  }

  /** Words that are kept in both languages; Vietnamese where there is no English. */
  public String of(BilingualText text) {
    return lang == Lang.EN && text.isBilingual() ? text.en() : text.vi();
  }

  /** Language of this page. */
  public Lang lang() {
    return lang;
  }

  /** The language this page is not in. */
  public Lang other() {
    return lang == Lang.VI ? Lang.EN : Lang.VI;
  }

  /** Formats of this language. */
  public Shown shown() {
    return new Shown(lang);
  }

  /** A link to a page of ours, given by its Vietnamese path. */
  public String href(String path) {
    String own = lang == Lang.EN ? ENGLISH.getOrDefault(path, path) : path;
    if (!place.explicit()) {
      return own;
    }
    return own + (own.indexOf('?') < 0 ? "?" : "&") + "lang=" + lang.tag();
  }

  /** A link to something under a page of ours. */
  public String below(String path, String rest) {
    return href(path + rest);
  }

  /** The same of three parts. */
  public String below(String path, String first, String second, String third) {
    return href(path + first + second + third);
  }

  /** A link to this same page in the other language. */
  public String otherHref() {
    if (place.bilingual()) {
      return "#" + other().tag();
    }
    String path =
        other() == Lang.EN ? ENGLISH.getOrDefault(place.path(), place.path()) : place.path();
    return path + "?lang=" + other().tag() + place.query();
  }

  /** Where the content of this page begins; a page that holds both languages has two of them. */
  public String mainId() {
    return place.bilingual() ? "main-" + lang.tag() : "main";
  }

  /** The address of one of our files, with its digest so that a changed file is a new address. */
  public String asset(String name) {
    return place.asset().apply(name);
  }

  /** Whether the page is the one of a path, or below it. */
  public boolean under(String path) {
    return place.path().equals(path) || (path.length() > 1 && place.path().startsWith(path + "/"));
  }

  /** Whether the address of this request names the language. */
  public boolean explicit() {
    return place.explicit();
  }

  /** The public address without its scheme, as a person types it. */
  public String host() {
    return place.address().replaceFirst("^https?://", "");
  }

  /** The public address with its scheme. */
  public String address() {
    return place.address();
  }

  /** What a form of this page sends back to prove that it is ours; empty where none is asked. */
  public String csrfToken() {
    return place.csrfToken();
  }

  /** Whether the register rests until a person has looked: it is read-only, and says so. */
  public boolean resting() {
    return place.resting();
  }

  /** Whether the page wears the striped band. */
  public boolean testData() {
    return place.test();
  }

  /** Whether somebody is signed in. */
  public boolean signedIn() {
    return actor.isPresent();
  }

  /** Whether the visitor works for an institution. */
  public boolean staff() {
    return can(Role.PREPARE) || can(Role.APPROVE) || can(Role.SIGN);
  }

  /** Whether the visitor runs an institution's office, or looks into it. */
  public boolean office() {
    return can(Role.OPERATE) || can(Role.AUDIT);
  }

  /** Whether the visitor is a holder of documents. */
  public boolean holder() {
    return can(Role.HOLDER);
  }

  /** Whether the visitor holds a role. */
  boolean can(Role role) {
    return actor.map(a -> a.has(role)).orElse(false);
  }
}
