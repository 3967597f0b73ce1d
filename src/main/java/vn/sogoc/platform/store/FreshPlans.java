package vn.sogoc.platform.store;

import jakarta.persistence.EntityManager;

/**
 * Makes a session forget its plans. PostgreSQL keeps the plan of a foreign key's check for as long
 * as the session lives or until the table is analysed; one that was made while the table had a page
 * reads the whole table for each row that a large transaction has written a moment ago, and the
 * square of that is hours.
 */
public final class FreshPlans {
  private FreshPlans() {}

  /** To be called after many rows were written, before others that refer to them. */
  public static void of(EntityManager session) {
    session.createNativeQuery("discard plans").executeUpdate();
  }
}
