package vn.sogoc.tlog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How far the log has come. Its lock is the fence between sequencers. */
@Entity
@Table(name = "log_state")
class LogStateEntity {
  /** The one row. */
  static final short ONE = 1;

  @Id short id = ONE;
  String origin = "";
  long size;
  byte[] root = {};
  byte[] edge = {};
}
