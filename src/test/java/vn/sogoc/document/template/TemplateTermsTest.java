package vn.sogoc.document.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Kind;
import vn.sogoc.document.Artwork;
import vn.sogoc.document.Design;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;

/** A template has one form, and nothing outside of it can be said. */
class TemplateTermsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 7, 5);
  private static final Kind BACHELOR = Catalogue.load().kind("BCN").orElseThrow();

  @Test
  void what_was_asked_for_is_read_back_from_its_terms_alone() {
    TemplateTerms terms = terms(plain());
    assertThat(TemplateTerms.parse(terms.lines())).contains(terms);
    Design whole = DesignReader.read(TemplateResponse.asked("BCN", DAY, null, terms.design()));
    assertThat(whole).isEqualTo(terms.design());
  }

  @Test
  void another_form_of_the_same_is_no_template() {
    Map<String, String> terms = terms(plain()).lines();
    for (String change :
        List.of(
            "item.01|field=state x=0300 y=240 width=2370 size=120 align=centre font=text-bold"
                + " colour=1f1b16 capitals=no",
            "item.01|field=script x=300 y=240 width=2370 size=120 align=centre font=text-bold"
                + " colour=1f1b16 capitals=no",
            "item.01|field=state x=300 y=240 width=2370 size=120 align=centre font=arial.ttf"
                + " colour=1f1b16 capitals=no",
            "item.01|words=vi x=300 y=240 width=2370 size=120 align=centre font=text"
                + " colour=1f1b16 capitals=no",
            "item.99x|field=state",
            "script|alert(1)",
            "paper|a0",
            "code|record x=1 y=1",
            "background|" + "g".repeat(64),
            "from|5/7/2026")) {
      Map<String, String> other = new TreeMap<>(terms);
      String[] parts = change.split("\\|", 2);
      other.put(parts[0], parts[1]);
      assertThat(TemplateTerms.parse(other)).as(change).isEmpty();
    }
    Map<String, String> fewer = new TreeMap<>(terms);
    fewer.remove("code");
    assertThat(TemplateTerms.parse(fewer)).isEmpty();
    Map<String, String> gap = new TreeMap<>(terms);
    gap.remove("item.01");
    assertThat(TemplateTerms.parse(gap)).as("numbered without a gap").isEmpty();
  }

  @Test
  void every_number_has_its_bounds_and_every_fault_its_place() {
    TemplateAsked asked = plain();
    TemplateAsked.ItemAsked first = asked.items().getFirst();
    for (BigDecimal wrong :
        List.of(
            new BigDecimal("-1"),
            new BigDecimal("420.1"),
            new BigDecimal("0.05"),
            new BigDecimal("1E+999999999"),
            new BigDecimal("1E-999999999"),
            new BigDecimal("9".repeat(40)))) {
      faulty(with(asked, item(first, wrong, first.words(), "text", "1f1b16")), "items[1].x");
    }
    faulty(with(asked, item(first, null, null, "text", "1f1b16")), "items[1].x");
    faulty(
        with(asked, item(first, BigDecimal.ONE, null, "/etc/fonts/bomb.ttf", "1f1b16")),
        "items[1].font");
    faulty(with(asked, item(first, BigDecimal.ONE, null, "text", "red;url(x)")), "items[1].colour");
    TemplateAsked.ItemAsked words =
        new TemplateAsked.ItemAsked(
            "words-vi",
            "a\nb",
            BigDecimal.ONE,
            BigDecimal.TEN,
            BigDecimal.TEN,
            BigDecimal.TEN,
            "left",
            "text",
            "000000",
            false);
    faulty(with(asked, words), "items[1].words");
    List<TemplateAsked.ItemAsked> many = new ArrayList<>();
    for (int i = 0; i < 41; i++) {
      many.add(first);
    }
    faulty(asked(many, asked.code()), "items");
    faulty(
        asked(
            asked.items(),
            new TemplateAsked.CodeAsked(
                "record", BigDecimal.ONE, BigDecimal.ONE, new BigDecimal("32.9"))),
        "code.side");
    faulty(
        asked(
            asked.items(),
            new TemplateAsked.CodeAsked(
                "link", BigDecimal.ONE, BigDecimal.ONE, new BigDecimal("15.9"))),
        "code.side");
  }

  @Test
  void what_the_law_asks_for_stands_on_the_page_and_on_the_paper() {
    TemplateLaw law = new TemplateLaw();
    TemplateLaw.Rule rule = law.of("BCN").orElseThrow();
    Design plain = PlainDesign.of(BACHELOR);
    require(BACHELOR, rule, new Artwork(plain, Map.of()));
    for (int i = 0; i < plain.items().size(); i++) {
      List<Design.Item> fewer = new ArrayList<>(plain.items());
      Design.Item gone = fewer.remove(i);
      Design without = design(fewer, plain.code());
      boolean isDue =
          gone.field() != null
              && List.of(
                      "state",
                      "motto",
                      "signsAs",
                      "issuer",
                      "title",
                      "holder",
                      "birth",
                      "placeDate",
                      "signerTitle",
                      "signer",
                      "serial",
                      "register",
                      "programme",
                      "ranking",
                      "graduationYear")
                  .contains(gone.field().code());
      if (isDue) {
        assertThatThrownBy(() -> require(BACHELOR, rule, new Artwork(without, Map.of())))
            .as(gone.field().code())
            .isInstanceOf(Refusal.class);
      } else {
        require(BACHELOR, rule, new Artwork(without, Map.of()));
      }
    }
    List<Design.Item> over = new ArrayList<>(plain.items());
    Design.Item state = over.removeFirst();
    over.add(
        new Design.Item(
            state.field(), "", false, 320, 1500, 300, 120, state.align(), state.font(), 0, false));
    Design covered = design(over, plain.code());
    assertThatThrownBy(() -> require(BACHELOR, rule, new Artwork(covered, Map.of())))
        .isInstanceOf(Refusal.class);
    Design off = design(plain.items(), new Design.Code(Design.CodeForm.RECORD, 2600, 100, 400));
    assertThatThrownBy(() -> require(BACHELOR, rule, new Artwork(off, Map.of())))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("code");
    assertThat(law.isOwn("BTN_THPT")).isFalse();
    assertThat(law.isOwn("GCN_TNTT")).as("no rule").isFalse();
    Catalogue.load()
        .kinds()
        .forEach(
            kind ->
                law.of(kind.code())
                    .filter(TemplateLaw.Rule::isOwn)
                    .ifPresent(
                        own -> require(kind, own, new Artwork(PlainDesign.of(kind), Map.of()))));
  }

  @Test
  void words_of_its_own_say_nothing_that_a_record_says() {
    TemplateLaw.Rule rule = new TemplateLaw().of("BCN").orElseThrow();
    for (String wrong :
        List.of(
            "Hạng: Giỏi",
            "loại GIỎI",
            "Degree with very good standing",
            "Trung bình khá",
            "xuất sắc",
            "Số 12",
            "Khóa ٣")) {
      assertThatThrownBy(() -> require(BACHELOR, rule, new Artwork(worded(wrong), Map.of())))
          .as(wrong)
          .isInstanceOfSatisfying(
              Refusal.class,
              r -> assertThat(r.faults().getFirst().column()).matches("items\\[[0-9]+\\]\\.words"));
    }
    for (String right :
        List.of("Hạng tốt nghiệp", "có khả năng", "Kháng chiến", "goods", "Cấp cho Ông/Bà")) {
      require(BACHELOR, rule, new Artwork(worded(right), Map.of()));
    }
  }

  private static Design worded(String words) {
    Design plain = PlainDesign.of(BACHELOR);
    List<Design.Item> more = new ArrayList<>(plain.items());
    Design.Item first = more.getFirst();
    more.add(
        new Design.Item(
            null, words, false, 100, 2000, 500, 90, first.align(), first.font(), 0, false));
    return design(more, plain.code());
  }

  private static void require(Kind kind, TemplateLaw.Rule rule, Artwork art) {
    DesignRules.require(kind, rule, art, Catalogue.load().rankingWords());
  }

  @Test
  void a_template_is_that_of_the_day_of_issue_and_never_of_what_was_signed_before() {
    Instant agreed = Instant.parse("2026-07-01T00:00:00Z");
    Template template =
        new Template(
            new UUID(0, 1),
            107,
            "BCN",
            DAY,
            DAY.plusDays(10),
            agreed,
            agreed.plusSeconds(100),
            PlainDesign.of(BACHELOR));
    assertThat(template.covers(DAY, agreed)).isTrue();
    assertThat(template.covers(DAY.plusDays(10), agreed.plusSeconds(99))).isTrue();
    assertThat(template.covers(DAY.minusDays(1), agreed)).isFalse();
    assertThat(template.covers(DAY.plusDays(11), agreed)).isFalse();
    assertThat(template.covers(DAY, agreed.minusMillis(1))).isFalse();
    assertThat(template.covers(DAY, agreed.plusSeconds(100))).isFalse();
  }

  private static void faulty(TemplateAsked asked, String place) {
    assertThatThrownBy(() -> DesignReader.read(asked))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.faults()).extracting(Refusal.Fault::column).contains(place));
  }

  private static TemplateAsked plain() {
    return TemplateResponse.asked(
        "BCN",
        DAY,
        null,
        new Design(
            Design.Paper.A4_LANDSCAPE,
            Digest.sha256(new byte[] {1}),
            PlainDesign.of(BACHELOR).items(),
            new Design.Placed(Digest.sha256(new byte[] {2}), 1, 2, 300, "PGS. Ai Đó"),
            null,
            PlainDesign.of(BACHELOR).code()));
  }

  private static TemplateTerms terms(TemplateAsked asked) {
    return new TemplateTerms("BCN", DAY, null, DesignReader.read(asked));
  }

  private static TemplateAsked with(TemplateAsked asked, TemplateAsked.ItemAsked first) {
    List<TemplateAsked.ItemAsked> items = new ArrayList<>(asked.items());
    items.set(0, first);
    return asked(items, asked.code());
  }

  private static TemplateAsked asked(
      List<TemplateAsked.ItemAsked> items, TemplateAsked.CodeAsked code) {
    return new TemplateAsked(
        "BCN", DAY.toString(), null, "a4-landscape", null, items, null, null, code);
  }

  private static TemplateAsked.ItemAsked item(
      TemplateAsked.ItemAsked from, BigDecimal x, String words, String font, String colour) {
    return new TemplateAsked.ItemAsked(
        from.what(), words, x, from.y(), from.width(), from.size(), "left", font, colour, false);
  }

  private static Design design(List<Design.Item> items, Design.Code code) {
    return new Design(Design.Paper.A4_LANDSCAPE, null, items, null, null, code);
  }
}
