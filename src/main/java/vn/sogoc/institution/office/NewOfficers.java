package vn.sogoc.institution.office;

import java.util.UUID;

/** Makes the person behind a new account; whoever knows persons does it. */
public interface NewOfficers {
  /** Somebody new, first known at an institution. */
  UUID create(int institution);
}
