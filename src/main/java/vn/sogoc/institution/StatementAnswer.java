package vn.sogoc.institution;

/** The newest statement of an institution, where there is one that can be believed. */
public sealed interface StatementAnswer {
  /** Checked under the pinned root. */
  record Known(InstitutionStatement statement) implements StatementAnswer {}

  /** None is stored. */
  record Unknown() implements StatementAnswer {}

  /** One is stored and does not verify, or stands in another's place. */
  record Untrusted() implements StatementAnswer {}
}
