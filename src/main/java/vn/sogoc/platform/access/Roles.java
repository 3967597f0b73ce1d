package vn.sogoc.platform.access;

/** The codes of {@link Role} as constants, for {@code @RolesAllowed}. A test keeps them equal. */
public final class Roles {
  public static final String PREPARE = "prepare";
  public static final String APPROVE = "approve";
  public static final String SIGN = "sign";
  public static final String VERIFY = "verify";
  public static final String AUDIT = "audit";
  public static final String OPERATE = "operate";
  public static final String HOLDER = "holder";

  private Roles() {}
}
