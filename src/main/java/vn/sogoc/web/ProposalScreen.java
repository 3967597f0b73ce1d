package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for.
 *
 * @param terms what exactly, in words
 * @param refusal why the visitor cannot approve it, in a sentence; null where they can
 * @param seconds who can, by name
 * @param hash what is approved
 * @param mayEnd whether the visitor may reject it or take it back
 * @param own whether the visitor asked for it
 * @param subject page of what it is about; null where there is none
 * @param pictures paths of what it will look like; empty where it is no template
 * @param fixed texts that stand on every page alike; empty where there are none
 */
public record ProposalScreen(
    String title,
    String office,
    String institution,
    List<Term> terms,
    String state,
    String tone,
    String asked,
    @Nullable String decided,
    @Nullable String expires,
    @Nullable String refusal,
    List<String> seconds,
    String hash,
    String path,
    boolean isOpen,
    boolean mayEnd,
    boolean own,
    @Nullable String subject,
    List<String> pictures,
    List<String> fixed) {

  /**
   * One thing that is part of it.
   *
   * @param href a file to look at before one decides; null where it is all said
   */
  public record Term(String name, String value, @Nullable String href) {}

  public ProposalScreen {
    terms = List.copyOf(terms);
    seconds = List.copyOf(seconds);
    pictures = List.copyOf(pictures);
    fixed = List.copyOf(fixed);
  }
}
