package dev.lintel.quickstart;

import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.items.ParentWithItems;
import dev.lintel.migrations.Migrations;
import dev.lintel.migrations.UpgradeResult;
import dev.lintel.paging.Page;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The main job on real rows: {@code mvn -q -Pquickstart}. */
public final class Quickstart {

  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private final Database database;
  private final String schema;

  private Quickstart(Database database, String schema) {
    this.database = database;
    this.schema = schema;
  }

  public static void main(String[] arguments) throws Exception {
    FLYWAY.setLevel(Level.SEVERE); // it warns of servers newer than itself
    try (QuickstartServer server = QuickstartServer.open();
        Database database = Database.builder().url(server.url()).schema(server.schema()).build()) {
      new Quickstart(database, server.schema()).run();
      if (System.getProperty("keep") != null) {
        say("");
        say("Look around, then end it with Ctrl-C:");
        say("  " + server.psql());
        new CountDownLatch(1).await();
      }
    }
    say("");
    say("Nothing is left running. Next: README.md, src/main/resources/mappers/items.xml");
  }

  private void run() throws Exception {
    UpgradeResult upgrade = Migrations.over(database.dataSource()).schema(schema).upgrade();
    step("The schema", "at version " + upgrade.getVersion().get() + ", by Flyway");
    Item lamp = createInTransaction();
    rollBack();
    listAndPage();
    merge(lamp);
    converse();
    step("The index behind a page", "what the server answers to EXPLAIN");
    new Explain(database).print("dev.lintel.items.ItemMapper.listItemsByStatus", "new", 20);
  }

  private Item createInTransaction() {
    step("Create", "a parent and an item in one transaction; the caller commits");
    Item lamp =
        database.inTransaction(
            session -> {
              Parent shop = ParentOperations.createParent(session, "Shop");
              return ItemOperations.createItem(
                  session,
                  NewItem.builder()
                      .name("Lamp")
                      .status("new")
                      .parentId(shop.getId())
                      .metadata(Map.of("colour", "red"))
                      .build());
            });
    ParentWithItems shop =
        database.inAutoCommit(
            session -> ItemOperations.getParentWithItemsById(session, lamp.getParentId()));
    say("  " + shop.getParent());
    shop.getItems().forEach(item -> say("    " + item + " created " + item.getCreatedAt()));
    return lamp;
  }

  private void rollBack() {
    step("Roll back", "an exception in the function leaves nothing");
    long before = count("new");
    try {
      database.useTransaction(
          session -> {
            ItemOperations.createItem(session, "Ghost", "new");
            say("  inside the transaction:  " + ItemOperations.countItemsByStatus(session, "new"));
            throw new IllegalStateException("the caller changed its mind");
          });
    } catch (IllegalStateException e) {
      say("  after '" + e.getMessage() + "': " + count("new") + ", as before: " + before);
    }
  }

  private void listAndPage() {
    step("List and page", "5,000 more items in one statement, then pages by keyset");
    List<NewItem> many = new ArrayList<>();
    for (int i = 1; i <= 5_000; i++) {
      String status = i % 50 == 0 ? "new" : "done";
      many.add(NewItem.builder().name("Item " + i).status(status).build());
    }
    database.useTransaction(session -> ItemOperations.createItems(session, many));
    String cursor = null;
    int pages = 0;
    do {
      String from = cursor;
      Page<Item> page =
          database.inAutoCommit(
              session -> ItemOperations.pageItemsByStatus(session, "new", 40, from));
      say("  page " + ++pages + ": " + page.getContent().size() + " items");
      cursor = page.getNextCursor();
    } while (cursor != null);
  }

  private void merge(Item lamp) {
    step("Merge JSONB", "in the database, so no concurrent change is lost");
    Item merged =
        database.inTransaction(
            session ->
                ItemOperations.mergeItemMetadata(
                    session, lamp.getId(), Map.of("watts", new BigDecimal("7.50"))));
    say("  " + lamp.getMetadata() + " became " + merged.getMetadata());
  }

  private void converse() throws Exception {
    step("Converse", "eight threads append 25 messages each to one conversation");
    Conversation conversation =
        database.inTransaction(
            session ->
                ConversationOperations.createConversation(
                    session, List.of(Message.of("system", "Be brief.")), Map.of()));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 1; writer <= 8; writer++) {
        String role = "user" + writer;
        writers.add(threads.submit(() -> append(conversation, role)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      threads.shutdown();
    }
    Conversation now =
        database.inAutoCommit(
            session -> ConversationOperations.getConversationById(session, conversation.getId()));
    say("  messages: " + now.getMessages().size() + " of 201; none lost");
  }

  private void append(Conversation conversation, String role) {
    for (int i = 1; i <= 25; i++) {
      Message message = Message.of(role, "message " + i);
      database.inTransaction(
          session -> ConversationOperations.appendMessage(session, conversation.getId(), message));
    }
  }

  private long count(String status) {
    return database.inAutoCommit(session -> ItemOperations.countItemsByStatus(session, status));
  }

  private static void step(String what, String how) {
    say("");
    say(what + ": " + how);
  }

  static void say(String line) {
    System.out.println(line);
  }
}
