package vn.sogoc.platform.store;

/**
 * How to reach a store.
 *
 * @param url JDBC address of the database
 * @param user the role the service works with
 * @param password its password
 * @param owner the role that owns the schema and runs the migrations
 * @param ownerPassword its password
 */
public record StoreAccess(
    String url, String user, String password, String owner, String ownerPassword) {
  /** The address and the roles, never a password. */
  @Override
  public String toString() {
    return "StoreAccess[" + url + ", " + user + ", " + owner + "]";
  }
}
