package dev.lintel.faults;

import dev.lintel.ConstraintViolationException;
import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.NoResultFoundException;
import dev.lintel.StaleStateException;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.session.Database;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;

/** Ways in which an operation fails, each with what the caller must get. */
enum FailureKind {
  TOO_LONG(InvalidValueException.class) {
    @Override
    void in(SqlSession session, Rows rows) {
      ItemOperations.createItem(session, "x".repeat(201), "new");
    }
  },
  NOT_JSON(InvalidValueException.class) {
    @Override
    void in(SqlSession session, Rows rows) {
      ItemOperations.mergeItemMetadata(session, rows.locked(), Map.of("a", "\u0000"));
    }
  },
  NO_CURSOR(InvalidValueException.class) {
    @Override
    void in(SqlSession session, Rows rows) {
      ItemOperations.pageItemsByStatus(session, "new", 5, "no cursor");
    }
  },
  NOT_UNIQUE(ConstraintViolationException.class) {
    @Override
    void in(SqlSession session, Rows rows) {
      ItemOperations.createItem(session, item().id(rows.stored()).build());
    }
  },
  ORPHAN(ConstraintViolationException.class) {
    @Override
    void in(SqlSession session, Rows rows) {
      ItemOperations.createItem(session, item().parentId(UUID.randomUUID()).build());
    }
  },
  NOT_THERE(NoResultFoundException.class) {
    @Override
    void in(SqlSession session, Rows rows) {
      ItemOperations.updateItemStatus(session, UUID.randomUUID(), "other");
    }
  },
  STALE(StaleStateException.class) {
    @Override
    void in(SqlSession session, Rows rows) {
      UUID id = ItemOperations.createItem(session, item().build()).getId();
      ItemOperations.updateItemStatus(session, id, "other", "third");
    }
  },
  STATEMENT_TIMEOUT(DatabaseException.class) {
    @Override
    void in(SqlSession session, Rows rows) throws SQLException {
      execute(session, "SET LOCAL statement_timeout = 1");
      ItemOperations.updateItemStatus(session, rows.locked(), "mine");
    }
  },
  LOCK_TIMEOUT(DatabaseException.class) {
    @Override
    void in(SqlSession session, Rows rows) throws SQLException {
      execute(session, "SET LOCAL lock_timeout = 1");
      ItemOperations.updateItemStatus(session, rows.locked(), "mine");
    }
  },
  SWALLOWED(DatabaseException.class) {
    @Override
    void in(SqlSession session, Rows rows) {
      try {
        ORPHAN.in(session, rows);
      } catch (Exception e) {
        return; // the COMMIT must tell
      }
    }
  },
  IN_THE_CALLERS_OWN_CODE(IllegalStateException.class) {
    @Override
    void in(SqlSession session, Rows rows) {
      ItemOperations.createItem(session, "Lamp", "undone");
      throw new IllegalStateException();
    }
  },
  IN_A_STREAM(IllegalStateException.class) {
    @Override
    void in(SqlSession session, Rows rows) {
      ItemOperations.forEachItemByStatus(
          session,
          "new",
          item -> {
            throw new IllegalStateException();
          });
    }
  };

  /** Two items: one that somebody else holds a lock of, and another one. */
  record Rows(UUID locked, UUID stored) {}

  private final Class<? extends Exception> expected;

  FailureKind(Class<? extends Exception> expected) {
    this.expected = expected;
  }

  abstract void in(SqlSession session, Rows rows) throws Exception;

  /** Fails in a transaction of its own, in no other way than this. */
  void once(Database database, Rows rows) {
    try {
      database.useTransaction(session -> in(session, rows));
    } catch (Exception e) {
      if (e.getClass() == expected) {
        return;
      }
      throw new AssertionError(this + " failed in another way", e);
    }
    throw new AssertionError(this + " did not fail");
  }

  private static NewItem.Builder item() {
    return NewItem.builder().name("Lamp").status("undone");
  }

  private static void execute(SqlSession session, String sql) throws SQLException {
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute(sql);
    }
  }
}
