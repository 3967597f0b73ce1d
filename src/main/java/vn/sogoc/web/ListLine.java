package vn.sogoc.web;

import vn.sogoc.publication.PublishedList;

/** A published list among others. */
public record ListLine(PublishedList list, String issuer, String kindLabel) {
  /** The page of the list; it never changes. */
  public String path() {
    return "/publications/" + list.id();
  }
}
