package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What db/roles.sql allows, and what it does not. Roles belong to the whole server: own names. */
@PostgresTest
class RolesTest {

  private final String prefix = "lintel_" + Long.toHexString(System.nanoTime()) + "_";
  private TestDatabase database;

  @BeforeEach
  void createRoles(TestDatabase server) throws IOException {
    database = server.createEmpty();
    runScript();
    try (Database owner = as("owner")) {
      Migrations.over(owner.dataSource()).upgrade();
    }
    runScript();
    runScript();
  }

  @AfterEach
  void dropRoles() {
    database.execute("DROP SCHEMA lintel CASCADE");
    for (String role : List.of("owner", "app", "read")) {
      database.execute("DROP ROLE " + prefix + role);
    }
    database.close();
  }

  @Test
  void theApplicationRoleCanDoWhatTheOperationsNeed() {
    try (Database app = as("app")) {
      app.useTransaction(
          session -> {
            UUID parent = ParentOperations.createParent(session, "Shop").getId();
            Item item =
                ItemOperations.createItem(
                    session, NewItem.builder().name("Lamp").status("new").parentId(parent).build());
            ItemOperations.createItems(
                session, List.of(NewItem.builder().name("Rug").status("new").build()));
            ItemOperations.updateItemStatus(session, item.getId(), "new", "open");
            ItemOperations.mergeItemMetadata(session, item.getId(), Map.of("a", 1));
            ItemOperations.getParentWithItemsById(session, parent);
            assertThat(ItemOperations.claimItems(session, "new", "taken", 5)).hasSize(1);
            ItemOperations.deleteItem(session, item.getId());
            UUID conversation =
                ConversationOperations.createConversation(session, List.of(), Map.of()).getId();
            ConversationOperations.appendMessage(session, conversation, Message.of("user", "Hi"));
          });
      assertThat(Migrations.over(app.dataSource()).current()).contains("003");
    }
  }

  @Test
  void theApplicationRoleCanDoNothingElse() {
    assertRefused(
        "app",
        "CREATE TABLE lintel.mine (id int)",
        "DROP TABLE lintel.items",
        "ALTER TABLE lintel.items ADD COLUMN mine int",
        "CREATE INDEX mine ON lintel.items (name)",
        "TRUNCATE lintel.items",
        "INSERT INTO lintel.lintel_schema_history (installed_rank, description, type, script,"
            + " installed_by, execution_time, success) VALUES (9, '', '', '', '', 0, true)",
        "DELETE FROM lintel.lintel_schema_history",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "COPY lintel.items TO PROGRAM 'cat'",
        "COPY lintel.items FROM '/etc/passwd'",
        "SELECT pg_read_file('/etc/passwd')");
  }

  @Test
  void theReadingRoleReads() {
    try (Database reader = as("read")) {
      reader.useTransaction(
          session -> assertThat(ItemOperations.listItemsByStatus(session, "new")).isEmpty());
    }
    assertRefused(
        "read",
        "INSERT INTO lintel.parents (name) VALUES ('a')",
        "UPDATE lintel.items SET status = 'a'",
        "DELETE FROM lintel.conversations");
  }

  private void assertRefused(String role, String... statements) {
    for (String sql : statements) {
      assertThatThrownBy(() -> execute(role, sql))
          .as(sql)
          .isInstanceOf(SQLException.class)
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("42501");
    }
  }

  private void execute(String role, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        var statement = connection.createStatement()) {
      statement.execute("SET SESSION AUTHORIZATION " + prefix + role);
      statement.execute(sql);
    }
  }

  private Database as(String role) {
    return Database.connect(database.url() + "?options=-c%20role=" + prefix + role);
  }

  private void runScript() throws IOException {
    String script = Files.readString(Path.of("db/roles.sql"));
    for (String role : List.of("owner", "app", "read")) {
      script = script.replace("lintel_" + role, prefix + role);
    }
    database.execute(script);
  }
}
