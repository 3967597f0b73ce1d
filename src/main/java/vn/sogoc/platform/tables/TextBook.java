package vn.sogoc.platform.tables;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vn.sogoc.kernel.Refusal;

/** A text file whose cells are separated: CSV, or what Excel saves as "Unicode text". */
record TextBook(
    OpenFile file,
    Charset charset,
    int skip,
    char separator,
    Recognition recognition,
    List<Preview.Note> notes,
    Limits limits)
    implements Book {
  private static final int LOST_WORDS = 2;

  /**
   * @param start the first bytes of the file
   */
  static TextBook open(Path path, byte[] start, Limits limits) throws IOException {
    OpenFile file = OpenFile.of(path);
    boolean opened = false;
    try {
      TextBook book = open(file, start, limits);
      opened = true;
      return book;
    } finally {
      if (!opened) {
        file.close();
      }
    }
  }

  private static TextBook open(OpenFile file, byte[] start, Limits limits) throws IOException {
    if (Magic.startsWith(start, 0xEF, 0xBB, 0xBF)) {
      return unicode(file, StandardCharsets.UTF_8, 3, TextForm.UTF_8, limits);
    }
    if (Magic.startsWith(start, 0xFF, 0xFE)) {
      return unicode(file, StandardCharsets.UTF_16LE, 2, TextForm.UTF_16LE, limits);
    }
    if (Magic.startsWith(start, 0xFE, 0xFF)) {
      return unicode(file, StandardCharsets.UTF_16BE, 2, TextForm.UTF_16BE, limits);
    }
    try {
      return unicode(file, StandardCharsets.UTF_8, 0, TextForm.UTF_8, limits);
    } catch (BrokenText broken) {
      return bytes(file, limits);
    }
  }

  private static TextBook unicode(
      OpenFile file, Charset charset, int skip, TextForm form, Limits limits) throws IOException {
    TextScan scan;
    try {
      scan = TextScan.of(file, charset, skip);
    } catch (CharacterCodingException e) {
      if (skip == 0) {
        throw new BrokenText();
      }
      throw unrecognised("text that says it is " + form.words() + " and is not", 0);
    }
    refuseControls(scan);
    Recognition recognition = Recognition.ofUnicode(scan.lines(), form);
    boolean anyProper = recognition.readings().getFirst().share() > 0;
    if (scan.lost() >= LOST_WORDS && !anyProper) {
      throw lettersLost(scan.lost());
    }
    List<Preview.Note> notes = new ArrayList<>();
    if (scan.isDecomposed()) {
      notes.add(new Preview.Note("letters_decomposed", 0, "", "NFD"));
    }
    noteCapitals(recognition, notes);
    return new TextBook(
        file, charset, skip, Separator.of(scan.head()), recognition, List.copyOf(notes), limits);
  }

  private static TextBook bytes(OpenFile file, Limits limits) throws IOException {
    Charset single = StandardCharsets.ISO_8859_1;
    TextScan scan = TextScan.of(file, single, 0);
    refuseControls(scan);
    Recognition recognition =
        Recognition.ofBytes(scan.lines())
            .orElseThrow(() -> unrecognised("text in an encoding that we do not know", 0));
    List<Preview.Note> notes = new ArrayList<>();
    noteCapitals(recognition, notes);
    return new TextBook(
        file, single, 0, Separator.of(scan.head()), recognition, List.copyOf(notes), limits);
  }

  static void noteCapitals(Recognition recognition, List<Preview.Note> notes) {
    if (recognition.readings().stream().anyMatch(r -> r.form() == TextForm.TCVN3)) {
      notes.add(new Preview.Note("capitals_unknown", 0, "", TextForm.TCVN3.words()));
    }
  }

  @Override
  public List<Sheet> sheets() {
    return List.of(new Sheet(0, "", false));
  }

  @Override
  public RawRows rows(int sheet) throws IOException {
    return new TextRows(TextScan.reader(file, charset, skip), separator, limits);
  }

  @Override
  public boolean isBytes() {
    return charset.equals(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static void refuseControls(TextScan scan) {
    if (scan.controlLine() > 0) {
      throw unrecognised("binary content, or UTF-16 without a byte order mark", scan.controlLine());
    }
  }

  private static Refusal lettersLost(int count) {
    return new Refusal(
        TableProblem.LETTERS_LOST,
        "question marks stand in place of letters; they cannot be brought back",
        List.of(
            new Refusal.Fault("letters_lost", 0, "", "Vietnamese letters", count + " times '?'")));
  }

  private static Refusal unrecognised(String found, int line) {
    return Magic.unrecognised(found, line);
  }

  /** The bytes are not UTF-8; they may be an older encoding. */
  private static final class BrokenText extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
