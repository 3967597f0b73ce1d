package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.register.legacy.BookView;
import vn.sogoc.register.legacy.Books;
import vn.sogoc.register.legacy.LegacyIds;
import vn.sogoc.register.legacy.NewBook;
import vn.sogoc.register.legacy.PageUpload;
import vn.sogoc.register.legacy.PageView;
import vn.sogoc.register.legacy.Pages;

/** Old register books of an institution: the list, one of them, and how pages get in. */
@Path("/me/books")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class LegacyBookPages {
  private static final int ON_A_PAGE = 50;

  private final Screens screens;
  private final CurrentActor actors;
  private final Books books;
  private final Pages pages;
  private final Catalogue catalogue;
  private final TrustRegister trust;

  LegacyBookPages(
      Screens screens,
      CurrentActor actors,
      Books books,
      Pages pages,
      Catalogue catalogue,
      TrustRegister trust) {
    this.screens = screens;
    this.actors = actors;
    this.books = books;
    this.pages = pages;
    this.catalogue = catalogue;
    this.trust = trust;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@QueryParam("after") @DefaultValue("") String after) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    List<BookView> found =
        books.newest(actor, after.isEmpty() ? null : LegacyIds.book(after), ON_A_PAGE + 1);
    List<BookView> shown = found.subList(0, Math.min(found.size(), ON_A_PAGE));
    return Templates.legacyBooks(
        ui,
        new LegacyBooksScreen(
            shown.stream().map(book -> line(ui, book)).toList(),
            kinds(ui, catalogue),
            "iss_" + actor.institutionId(),
            found.size() > ON_A_PAGE ? "/me/books?after=" + shown.getLast().id() : null));
  }

  @POST
  @Operation(hidden = true)
  public RestResponse<Void> declare(
      @RestForm @DefaultValue("") String issuer,
      @RestForm @DefaultValue("") String kind,
      @RestForm @DefaultValue("") String title,
      @RestForm @DefaultValue("") String yearFrom,
      @RestForm @DefaultValue("") String yearTo,
      @RestForm @DefaultValue("") String firstNumber,
      @RestForm @DefaultValue("") String lastNumber,
      @RestForm @DefaultValue("") String entries,
      @RestForm @DefaultValue("") String lost,
      @RestForm @DefaultValue("") String minutes) {
    BookView made =
        books.declare(
            actors.require(),
            new NewBook(
                issuer,
                kind,
                title,
                number(yearFrom),
                number(yearTo),
                firstNumber,
                lastNumber,
                number(entries),
                lost.equals("yes"),
                minutes));
    return screens.seeOther(path(made.id()));
  }

  @GET
  @Path("{id}")
  @Operation(hidden = true)
  public TemplateInstance one(
      @PathParam("id") String id, @QueryParam("after") @DefaultValue("") String after) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    BookView book = books.get(actor, LegacyIds.book(id));
    int from = after.matches("[0-9]{1,6}") ? Integer.parseInt(after) : 0;
    List<PageView> found = pages.of(actor, book.id(), from, ON_A_PAGE + 1);
    List<PageView> shown = found.subList(0, Math.min(found.size(), ON_A_PAGE));
    Optional<BookView.Declared> standing = book.standing();
    Optional<BookView.Declared> waiting = book.waiting();
    // what an earlier keeper declared is read here, and gone on with in a book of one's own
    boolean isOwn = Objects.equals(book.institution(), actor.institutionId());
    boolean may =
        isOwn
            && (ui.can(Role.APPROVE) || ui.can(Role.SIGN))
            && waiting.filter(w -> !w.byYou()).isPresent();
    return Templates.legacyBook(
        ui,
        new LegacyBookScreen(
            path(book.id()),
            book.title(),
            pairs(ui, book),
            book.declarations().reversed().stream().map(d -> sentence(ui, d)).toList(),
            waiting.map(w -> w.content().hex()).orElse(null),
            may,
            isOwn && standing.filter(s -> !s.lost()).isPresent(),
            standing.or(() -> waiting).map(BookView.Declared::entries).orElse(0),
            shown.stream().map(page -> line(ui, page)).toList(),
            shown.isEmpty() ? from + 1 : shown.getLast().number() + 1,
            found.size() > ON_A_PAGE
                ? path(book.id()) + "?after=" + shown.getLast().number()
                : null));
  }

  @POST
  @Path("{id}/declarations")
  @Operation(hidden = true)
  public RestResponse<Void> again(
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String entries,
      @RestForm @DefaultValue("") String lost,
      @RestForm @DefaultValue("") String minutes) {
    PublicId book = LegacyIds.book(id);
    books.declareAgain(actors.require(), book, number(entries), lost.equals("yes"), minutes);
    return screens.seeOther(path(book));
  }

  @POST
  @Path("{id}/approval")
  @RolesAllowed({Roles.APPROVE, Roles.SIGN})
  @Operation(hidden = true)
  public RestResponse<Void> approve(
      @PathParam("id") String id, @RestForm @DefaultValue("") String hash) {
    PublicId book = LegacyIds.book(id);
    books.approve(actors.require(), book, LegacyIds.hash(hash));
    return screens.seeOther(path(book));
  }

  @POST
  @Path("{id}/rejection")
  @Operation(hidden = true)
  public RestResponse<Void> reject(@PathParam("id") String id) {
    PublicId book = LegacyIds.book(id);
    books.reject(actors.require(), book);
    return screens.seeOther(path(book));
  }

  @POST
  @Path("{id}/pages")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public RestResponse<Void> upload(
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String number,
      @RestForm("image") @Nullable FileUpload image) {
    Integer page = number(number);
    PageView made =
        pages.upload(
            actors.require(), LegacyIds.book(id), page == null ? 0 : page, PageUpload.of(image));
    return screens.seeOther(LegacyPagePages.path(made.id()));
  }

  private LegacyBooksScreen.Line line(Ui ui, BookView book) {
    boolean waits = book.waiting().isPresent();
    boolean isLost = book.standing().filter(BookView.Declared::lost).isPresent();
    String state = isLost ? "lost" : book.standing().isPresent() ? "held" : "waits";
    return new LegacyBooksScreen.Line(
        path(book.id()),
        book.title(),
        kind(ui, book.kind()),
        book.yearFrom() + "–" + book.yearTo(),
        ui.t("web.legacy.book.state." + (waits ? "waits" : state)),
        waits ? "warn" : isLost ? "calm" : "good");
  }

  private LegacyBookScreen.Line line(Ui ui, PageView page) {
    return new LegacyBookScreen.Line(
        LegacyPagePages.path(page.id()),
        ui.t("web.legacy.page.of", page.number()),
        ui.t("web.legacy.page.state." + page.state().code()),
        tone(page.state()),
        page.keyers().stream().map(PageView.Keyer::name).collect(Collectors.joining(", ")));
  }

  private static String tone(PageView.State state) {
    return switch (state) {
      case RECORDED -> "good";
      case DIFFERS -> "bad";
      case KEYING, AGREED, ASKED, APPROVED -> "warn";
      case REPLACED -> "calm";
    };
  }

  private List<ResultView.Pair> pairs(Ui ui, BookView book) {
    List<ResultView.Pair> pairs = new ArrayList<>();
    pairs.add(pair(ui, "web.field.kind", kind(ui, book.kind())));
    pairs.add(pair(ui, "web.coverage.years", book.yearFrom() + "–" + book.yearTo()));
    if (!book.firstNumber().isEmpty() || !book.lastNumber().isEmpty()) {
      pairs.add(
          pair(ui, "web.legacy.book.numbers", book.firstNumber() + " – " + book.lastNumber()));
    }
    pairs.add(
        pair(
            ui,
            "web.field.issuer",
            trust
                .institution(book.issuer())
                .map(facts -> ui.of(new BilingualText(facts.nameVi(), facts.nameEn())))
                .orElse("iss_" + book.issuer())));
    return pairs;
  }

  private static ResultView.Pair pair(Ui ui, String label, String value) {
    return new ResultView.Pair(ui.t(label), value, null);
  }

  private static String sentence(Ui ui, BookView.Declared d) {
    String what =
        d.lost()
            ? ui.t("web.legacy.declared.lost", ui.shown().count(d.entries()), d.minutes())
            : ui.t("web.legacy.declared.held", ui.shown().count(d.entries()));
    String by = ui.t("web.legacy.declared.by", d.by(), ui.shown().time(d.at()));
    return what
        + " "
        + by
        + " "
        + d.approved()
            .map(name -> ui.t("web.legacy.declared.approved", name))
            .orElseGet(() -> ui.t("web.legacy.declared.waits"));
  }

  private String kind(Ui ui, String code) {
    return catalogue.kind(code).map(kind -> ui.of(kind.label())).orElse(code);
  }

  static List<Choice> kinds(Ui ui, Catalogue catalogue) {
    return catalogue.kinds().stream()
        .map(kind -> Choice.of(kind.code(), ui.of(kind.label())))
        .toList();
  }

  static String path(PublicId book) {
    return "/me/books/" + book;
  }

  private static @Nullable Integer number(String typed) {
    return typed.strip().matches("[0-9]{1,9}") ? Integer.valueOf(typed.strip()) : null;
  }
}
