package vn.sogoc.register;

import java.util.UUID;
import vn.sogoc.credential.AuthenticRecord;

/**
 * A signed record about to be written into the register.
 *
 * @param record the record under a verified signature
 * @param person whose credential it is
 */
public record NewEntry(AuthenticRecord record, UUID person) {}
