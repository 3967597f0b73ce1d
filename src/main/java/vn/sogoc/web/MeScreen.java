package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is, what was issued to them, what their institution issues.
 *
 * @param institution its name; null for somebody who acts for none
 * @param roles in words
 * @param holder whether documents are shown, be there any or none
 * @param documents the visitor's own first
 * @param incidents how many good signatures without an entry wait for somebody of the institution
 * @param decidesQuotas whether the visitor is of the registry, whose people decide about quotas
 * @param steps from a list to signed diplomas, as they stand now; empty for somebody who does not
 *     issue
 * @param due decisions whose batches are not issued and must be soon, or are late
 * @param waiting what waits for a second person, and can be this one
 * @param keys of the institution that end soon
 * @param batches null for somebody who does not issue
 */
public record MeScreen(
    String name,
    String username,
    @Nullable String institution,
    List<String> roles,
    boolean holder,
    List<OwnDocument> documents,
    long incidents,
    boolean decidesQuotas,
    List<StepLine> steps,
    List<StepLine> due,
    List<OfficeScreen.Line> waiting,
    List<StepLine> keys,
    @Nullable BatchesScreen batches) {
  public MeScreen {
    roles = List.copyOf(roles);
    documents = List.copyOf(documents);
    steps = List.copyOf(steps);
    due = List.copyOf(due);
    waiting = List.copyOf(waiting);
    keys = List.copyOf(keys);
  }
}
