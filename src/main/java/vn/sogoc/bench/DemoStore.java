package vn.sogoc.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The store of a demo of our own, as its owner. */
final class DemoStore {
  private DemoStore() {}

  /** A connection that commits when it is told to. */
  static Connection open(OwnDemo demo) throws IOException, SQLException {
    Path postgres = demo.data().resolve("postgres");
    Properties passwords = new Properties();
    try (Reader kept = Files.newBufferedReader(postgres.resolve("passwords.properties"))) {
      passwords.load(kept);
    }
    String port = line(demo, 3);
    Connection store =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/sogoc",
            "sogoc_owner",
            passwords.getProperty("sogoc_owner"));
    store.setAutoCommit(false);
    return store;
  }

  /** The process of its server. */
  static long pid(OwnDemo demo) throws IOException {
    return Long.parseLong(line(demo, 0));
  }

  /** The first line is the process, the fourth the port (PostgreSQL, "postmaster.pid"). */
  private static String line(OwnDemo demo, int number) throws IOException {
    return Files.readAllLines(demo.data().resolve("postgres/data/postmaster.pid"))
        .get(number)
        .strip();
  }
}
