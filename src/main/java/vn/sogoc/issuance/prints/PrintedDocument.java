package vn.sogoc.issuance.prints;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** One document of a print, and how it is called in a zip. */
final class PrintedDocument {
  private static final int LONGEST = 60;
  private static final int LARGEST_CHUNK = 64 * 1024 * 1024;

  private final int row;
  private final CredentialRecord record;
  private final Bytes cose;
  private final String blank;
  private final boolean leftOut;
  private final @Nullable Bytes pdf;

  private PrintedDocument(
      int row,
      CredentialRecord record,
      Bytes cose,
      String blank,
      boolean leftOut,
      @Nullable Bytes pdf) {
    this.row = row;
    this.record = record;
    this.cose = cose;
    this.blank = blank;
    this.leftOut = leftOut;
    this.pdf = pdf;
  }

  /** One that is not drawn yet. */
  static PrintedDocument of(
      int row, CredentialRecord record, Bytes cose, String blank, boolean leftOut) {
    return new PrintedDocument(row, record, cose, blank, leftOut, null);
  }

  PrintedDocument with(Bytes drawn) {
    return new PrintedDocument(row, record, cose, blank, leftOut, drawn);
  }

  CredentialRecord record() {
    return record;
  }

  Bytes cose() {
    return cose;
  }

  /** The blank that it is on, as it is printed; empty where it is on none. */
  String blank() {
    return blank;
  }

  boolean isLeftOut() {
    return leftOut;
  }

  /**
   * A document in a chunk.
   *
   * @param name of its file
   * @param pdf empty where it was left out
   */
  record Kept(
      int row,
      String name,
      String holder,
      String serial,
      String register,
      String blank,
      @Nullable Bytes pdf) {
    static Kept read(DataInputStream in) throws IOException {
      int row = in.readInt();
      String name = in.readUTF();
      String holder = in.readUTF();
      String serial = in.readUTF();
      String register = in.readUTF();
      String blank = in.readUTF();
      int length = in.readInt();
      if (length > LARGEST_CHUNK) {
        throw new IOException("a document is longer than its chunk");
      }
      return new Kept(
          row,
          name,
          holder,
          serial,
          register,
          blank,
          length < 0 ? null : Bytes.of(in.readNBytes(length)));
    }
  }

  /** The documents of a chunk in a row. */
  static Bytes write(List<PrintedDocument> documents) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * 1024 * 1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(documents.size());
      for (PrintedDocument one : documents) {
        out.writeInt(one.row);
        out.writeUTF(one.fileName());
        out.writeUTF(one.record.claims().fullName().value());
        out.writeUTF(one.record.serialNumber());
        out.writeUTF(one.record.registerNumber());
        out.writeUTF(one.blank);
        byte[] pdf = one.pdf == null ? null : one.pdf.toArray();
        out.writeInt(pdf == null ? -1 : pdf.length);
        if (pdf != null) {
          out.write(pdf);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return Bytes.of(bytes.toByteArray());
  }

  /** The documents of a chunk that was written here. */
  static List<Kept> read(Bytes chunk) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(chunk.toArray()))) {
      int count = in.readInt();
      List<Kept> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        all.add(Kept.read(in));
      }
      return all;
    } catch (IOException e) {
      throw new Refusal(PrintProblem.CONTENT_CHANGED, "a chunk of the print cannot be read");
    }
  }

  private String fileName() {
    return fileName(row, record.registerNumber(), record.claims().fullName().value());
  }

  /**
   * Sorts as the register does, and is a name on every system: row, register number, name, in small
   * letters without marks. No personal number, and nothing that a name could make a path of.
   */
  static String fileName(int row, String register, String holder) {
    String name = plain(register) + "-" + plain(holder);
    String cut = name.substring(0, Math.min(LONGEST, name.length()));
    return String.format(Locale.ROOT, "%06d-%s.pdf", row, cut.replaceAll("-+$", ""));
  }

  private static String plain(String text) {
    String marks =
        Normalizer.normalize(text.replace('đ', 'd').replace('Đ', 'd'), Normalizer.Form.NFD);
    return marks
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-+|-+$", "");
  }
}
