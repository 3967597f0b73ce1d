package vn.sogoc.publication;

/** Whether a credential stands in a published list. */
public sealed interface PublicationAnswer {
  /** It does, proved to the signed root. */
  record Published(PublishedList list) implements PublicationAnswer {}

  /** It does, and the list is not yet in the log under a cosigned head. */
  record Pending() implements PublicationAnswer {}

  /** No list holds it, or not yet. */
  record Absent() implements PublicationAnswer {}

  /** The stored list or its key does not verify; nobody may conclude anything from it. */
  record Unavailable(String why) implements PublicationAnswer {}
}
