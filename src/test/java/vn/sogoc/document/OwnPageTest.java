package vn.sogoc.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.LinkText;
import vn.sogoc.document.upload.OwnPictures;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Messages;

/** Pages that an institution designed. */
class OwnPageTest {
  private static final String ADDRESS = "https://vb.gov.vn";
  private static final int TEXT = 0x1f1b16;

  private final DocumentRenderer renderer = new DocumentRenderer(new Messages());

  @Test
  void a_page_says_what_was_placed_at_the_size_of_its_paper_and_its_code_is_read()
      throws Exception {
    CredentialRecord record = Records.bachelor("Nguyễn Thị Minh Khai", "2004-02-05");
    Bytes pdf = pdf(record, artwork(design(Design.Paper.BLANK_27X19, List.of())));
    keep("own-page", pdf);
    try (PDDocument document = Loader.loadPDF(pdf.toArray())) {
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(Design.points(2700));
      assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(Design.points(1900));
      assertThat(new PDFTextStripper().getText(document))
          .contains(
              "Nguyễn Thị Minh Khai",
              "Information Technology",
              "BKSH-CN-000147",
              "147/CN/2026",
              "Học phí không hoàn lại",
              "DỮ LIỆU THỬ");
    }
    assertThat(OwnPictures.codes(pdf))
        .containsExactly(vn.sogoc.credential.QrText.address(ADDRESS, Records.cose(record)));
    assertThat(pdf)
        .as("one record, one file")
        .isEqualTo(pdf(record, artwork(design(Design.Paper.BLANK_27X19, List.of()))));
  }

  @Test
  void a_long_name_shrinks_to_its_floor_and_then_breaks_and_is_never_cut() throws Exception {
    String name = "Công Tằng Tôn Nữ Nguyễn Phúc Huỳnh Thị Kim Ngọc Bảo Trâm Hoàng Lan Anh Thư";
    CredentialRecord record = Records.bachelor(name, "2004");
    Design.Item narrow = item(PageField.HOLDER, "", 1000, 1000, 400, 300);
    Bytes pdf = pdf(record, artwork(design(Design.Paper.A4_LANDSCAPE, List.of(narrow))));
    keep("own-long", pdf);
    try (PDDocument document = Loader.loadPDF(pdf.toArray())) {
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " ")).contains(name);
    }
    Style style = Style.of(Typeface.Use.DISPLAY, 30, Ink.TEXT);
    Fit fit = Wrap.of(name, style, Design.points(400));
    assertThat(fit.style().size()).isEqualTo(18);
    assertThat(fit.lines()).hasSizeGreaterThan(3);
    assertThat(String.join(" ", fit.lines())).isEqualTo(name);
    for (String line : fit.lines()) {
      assertThat(fit.style().width(line)).isLessThanOrEqualTo(Design.points(400) + 0.01f);
    }
    Fit word = Wrap.of("Nguyễnthịminhkhainguyễnthịminhkhai", style, 40);
    assertThat(word.style().width(word.lines().getFirst())).isLessThanOrEqualTo(40.01f);
  }

  @Test
  void a_specimen_has_no_code_and_for_everybody_no_signature() throws Exception {
    Artwork art = artwork(design(Design.Paper.A4_PORTRAIT, List.of()));
    var title = Catalogue.load().kind("BCN").orElseThrow().label();
    LocalDate day = LocalDate.of(2026, 7, 5);
    Bytes ours = renderer.sample(art, title, Records.UNIVERSITY, day, true, false);
    Bytes everybodys = renderer.sample(art, title, Records.UNIVERSITY, day, false, true);
    keep("own-specimen", ours);
    keep("own-specimen-public", everybodys);
    for (Bytes pdf : List.of(ours, everybodys)) {
      assertThat(OwnPictures.hasCode(pdf)).isFalse();
      try (PDDocument document = Loader.loadPDF(pdf.toArray())) {
        assertThat(new PDFTextStripper().getText(document)).contains("MẪU");
      }
    }
    assertThat(images(ours)).isEqualTo(images(everybodys) + 2);
  }

  @Test
  void a_signature_stands_above_the_name_of_whose_it_is_and_above_no_other() throws Exception {
    Artwork art = artwork(design(Design.Paper.A4_LANDSCAPE, List.of()));
    Bytes own = pdf(Records.bachelor("Lê Ý", "2004"), art);
    Bytes another = pdf(Records.doctor("Lê Ý"), art);
    assertThat(images(own)).isEqualTo(3);
    assertThat(images(another)).as("signed by Trần Đăng Khôi").isEqualTo(2);
    Bytes row =
        renderer.specimen(
            Records.bachelor("Lê Ý", "2004").claims(), Records.UNIVERSITY, ADDRESS, art);
    assertThat(images(row)).as("of any name, so without both").isEqualTo(1);
  }

  @Test
  void a_small_code_leads_to_the_record_and_is_read() throws Exception {
    CredentialRecord record = Records.bachelor("Nguyễn Thị Minh Khai", "2004-02-05");
    Design base = design(Design.Paper.A4_LANDSCAPE, List.of());
    Design small =
        new Design(
            base.paper(),
            base.background(),
            base.items(),
            base.signature(),
            base.seal(),
            new Design.Code(Design.CodeForm.LINK, 100, 1900, 160));
    Bytes pdf = pdf(record, artwork(small));
    keep("own-link", pdf);
    assertThat(OwnPictures.codes(pdf)).containsExactly(link(record));
  }

  @Test
  void a_letter_that_its_typeface_does_not_have_is_refused() {
    Design design =
        design(Design.Paper.A4_LANDSCAPE, List.of(item(null, "日本", 100, 100, 500, 100)));
    assertThatThrownBy(() -> pdf(Records.bachelor("Lê Ý", "2004"), artwork(design)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("U+65E5");
  }

  private Bytes pdf(CredentialRecord record, Artwork art) {
    return renderer.pdf(
        record, Records.UNIVERSITY, Records.cose(record), ADDRESS, true, art, link(record));
  }

  private static String link(CredentialRecord record) {
    return LinkText.address(
        ADDRESS, new LinkText.Link(record.id(), Bytes.ofHex("0011223344556677")));
  }

  private static int images(Bytes pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf.toArray())) {
      int count = 0;
      for (var name : document.getPage(0).getResources().getXObjectNames()) {
        count += document.getPage(0).getResources().isImageXObject(name) ? 1 : 0;
      }
      return count;
    }
  }

  private static Artwork artwork(Design design) {
    Map<Digest, Picture> pictures = new HashMap<>();
    for (Picture one :
        List.of(OwnPictures.background(), OwnPictures.signature(), OwnPictures.seal())) {
      pictures.put(one.digest(), one);
    }
    return new Artwork(design, pictures);
  }

  private static Design design(Design.Paper paper, List<Design.Item> more) {
    int width = paper.width();
    List<Design.Item> items = new ArrayList<>(more);
    items.add(item(PageField.ISSUER, "", 200, 300, width - 400, 160));
    items.add(item(PageField.ISSUER_EN, "", 200, 360, width - 400, 110));
    items.add(item(PageField.TITLE, "", 200, 560, width - 400, 330));
    items.add(item(PageField.PROGRAMME, "", 200, 700, width - 400, 140));
    items.add(item(PageField.PROGRAMME_EN, "", 200, 760, width - 400, 100));
    if (more.isEmpty()) {
      items.add(item(PageField.HOLDER, "", 200, 950, width - 400, 300));
    }
    items.add(item(PageField.BIRTH, "", 800, 1060, 800, 100));
    items.add(item(PageField.SERIAL, "", 800, 1140, 800, 100));
    items.add(item(PageField.REGISTER, "", 800, 1220, 800, 100));
    items.add(item(PageField.PLACE_DATE, "", width - 900, 1060, 700, 100));
    items.add(item(PageField.SIGNER_TITLE, "", width - 900, 1140, 700, 100));
    items.add(item(PageField.SIGNER, "", width - 900, 1460, 700, 120));
    items.add(item(null, "Học phí không hoàn lại", 200, 1700, 800, 80));
    return new Design(
        paper,
        OwnPictures.background().digest(),
        items,
        new Design.Placed(
            OwnPictures.signature().digest(),
            width - 800,
            1200,
            500,
            "PGS. TS. Nguyễn Thị Hồng Vân"),
        new Design.Placed(OwnPictures.seal().digest(), width - 950, 1150, 320, ""),
        new Design.Code(Design.CodeForm.RECORD, 200, 1200, 400));
  }

  private static Design.Item item(
      @Nullable PageField field, String words, int x, int y, int width, int size) {
    return new Design.Item(
        field,
        words,
        false,
        x,
        y,
        width,
        size,
        Design.Align.CENTRE,
        field == PageField.HOLDER ? Design.Font.DISPLAY : Design.Font.TEXT,
        TEXT,
        false);
  }

  /** A picture of the page in the folder {@code sogoc.shots}, where one is named. */
  private static void keep(String name, Bytes pdf) throws IOException {
    String folder = System.getProperty("sogoc.shots", "");
    if (!folder.isEmpty()) {
      Files.write(Path.of(folder, name + ".pdf"), pdf.toArray());
      Files.write(Path.of(folder, name + ".png"), PagePicture.of(pdf, 1200).toArray());
    }
  }
}
