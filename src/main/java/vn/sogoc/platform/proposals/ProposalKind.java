package vn.sogoc.platform.proposals;

import java.util.List;
import java.util.Optional;
import vn.sogoc.platform.access.Actor;

/** A thing that takes two persons, as the feature that knows it has it. */
public interface ProposalKind {
  /** One or two lower-case words, joined by a hyphen; also what the audit trail calls it. */
  String code();

  /** Waits for whoever decides about the same, before anything is read. */
  default void alone(int institution) {}

  /**
   * That whoever asked may still do so when it is approved.
   *
   * @param asker as they are now; empty where their account was ended
   * @throws vn.sogoc.kernel.Refusal where not
   */
  void requireAsker(Optional<Actor> asker, Proposal proposal);

  /**
   * That the actor may be the second person.
   *
   * @throws vn.sogoc.kernel.Refusal where it is not theirs to decide, or in their own favour
   */
  void requireDecider(Actor actor, Proposal proposal);

  /** Names of the persons who may be the second. */
  List<String> deciders(Proposal proposal);

  /**
   * Does what was agreed to, in the approval's transaction.
   *
   * @param actor the second person
   */
  void carryOut(Actor actor, Proposal proposal);

  /** Clears up after what was rejected, in that transaction. */
  default void drop(Proposal proposal) {}
}
