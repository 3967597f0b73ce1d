package vn.sogoc.issuance.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an uploaded file looks like. Nothing of it has been decided.
 *
 * @param sheet the one that the rest is about
 * @param form how the letters seem to be written; null where {@code readings} has to be asked
 * @param separator of a text, a space for a workbook
 * @param headerLine the first line of the header, as a spreadsheet numbers it
 * @param headerLines 1 or 2
 * @param header names of the columns; empty where no header can be read
 * @param sample the first rows that hold anything; of long numbers only the last digits
 * @param readings where the letters can be read in two ways: each, the better first
 * @param legacy columns that seem to be typed with an old font
 * @param notes what a person ought to know
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ImportFile")
public record FileDescription(
    List<SheetName> sheets,
    int sheet,
    @Nullable String form,
    String separator,
    int headerLine,
    int headerLines,
    List<String> header,
    List<SampleRow> sample,
    List<Reading> readings,
    List<LegacyColumn> legacy,
    List<Note> notes) {
  public FileDescription {
    sheets = List.copyOf(sheets);
    header = List.copyOf(header);
    sample = List.copyOf(sample);
    readings = List.copyOf(readings);
    legacy = List.copyOf(legacy);
    notes = List.copyOf(notes);
  }

  /** A sheet, from 0; a text has one without a name. */
  @Schema(name = "ImportSheet")
  public record SheetName(int sheet, String name, boolean hidden) {}

  /** A row as it stands in the file. */
  @Schema(name = "ImportSampleRow")
  public record SampleRow(int row, List<String> cells) {
    public SampleRow {
      cells = List.copyOf(cells);
    }
  }

  /** One way to read the letters, and where there are two, lines as they read then. */
  @Schema(name = "ImportReadingOfLetters")
  public record Reading(String form, String words, List<String> sample) {
    public Reading {
      sample = List.copyOf(sample);
    }
  }

  /** A column, from 1, and the form that it seems to be typed in. */
  @Schema(name = "ImportLegacyColumn")
  public record LegacyColumn(int column, String form) {}

  /** Something that was seen in the file. */
  @Schema(name = "ImportNote")
  public record Note(String code, int row, String column, String found) {}
}
