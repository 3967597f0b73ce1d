package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An institution's office: who works there, who is on the way in, what waits for a second person.
 *
 * @param at {@code iss_...}; null where one is to be chosen first
 * @param institution its name
 * @param institutions to choose from; empty for somebody of one institution
 * @param roles that can be given
 * @param runs whether the visitor may change anything
 * @param mails whether links are mailed to whoever has an address
 */
public record OfficeScreen(
    @Nullable String at,
    String institution,
    List<Choice> institutions,
    List<Person> people,
    List<Line> invitations,
    List<Line> waiting,
    List<Choice> roles,
    boolean runs,
    boolean mails) {

  /** Somebody who works there. */
  public record Person(
      String name, String username, List<String> roles, boolean ended, String path) {}

  /** Something with a page of its own. */
  public record Line(String what, String state, String tone, String when, String path) {}

  public OfficeScreen {
    institutions = List.copyOf(institutions);
    people = List.copyOf(people);
    invitations = List.copyOf(invitations);
    waiting = List.copyOf(waiting);
    roles = List.copyOf(roles);
  }
}
