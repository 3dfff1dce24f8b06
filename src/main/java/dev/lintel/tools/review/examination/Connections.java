package dev.lintel.tools.review.examination;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to the database of the review. */
public interface Connections {

  /** A new one, which the caller closes. */
  Connection open() throws SQLException;
}
