package dev.lintel.tools.schema.proof;

import dev.lintel.tools.schema.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The rows that a proof puts into the tables and looks at. */
interface Rows {

  /** A proof of the schema alone. */
  Rows NONE =
      new Rows() {
        @Override
        public List<Finding> load(Connection connection, Consumer<String> progress) {
          return List.of();
        }

        @Override
        public List<Finding> fillTablesOtherThan(Set<String> tables, Connection connection) {
          return List.of();
        }

        @Override
        public DataSnapshot read(Connection connection) {
          return DataSnapshot.EMPTY;
        }

        @Override
        public List<Finding> left() {
          return List.of();
        }
      };

  /** Puts rows into the tables that have none, before the next migration. */
  List<Finding> load(Connection connection, Consumer<String> progress) throws SQLException;

  /** A few rows for the tables that a migration has just made, which its undo takes away again. */
  List<Finding> fillTablesOtherThan(Set<String> tables, Connection connection) throws SQLException;

  /** The rows as they are now. */
  DataSnapshot read(Connection connection) throws SQLException;

  /** What could not be loaded in the end. */
  List<Finding> left();
}
