package dev.lintel.jar;

import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An application with nothing but Lintel and what comes with it. {@link DependencyTreeIT} has the
 * JVM compile and run this file, so that the API, too, is seen with those jars alone.
 */
final class OnlyItsDependencies {

  private OnlyItsDependencies() {}

  public static void main(String[] arguments) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(arguments[0]);
    try (Database database = Database.over(dataSource)) {
      UUID id =
          database.inTransaction(
              session -> {
                Parent parent = ParentOperations.createParent(session, "Hall");
                NewItem lamp =
                    NewItem.builder()
                        .name("Lamp")
                        .status("new")
                        .metadata(Collections.singletonMap("watts", 40))
                        .parentId(parent.getId())
                        .build();
                return ItemOperations.createItem(session, lamp).getId();
              });
      database.useTransaction(session -> ItemOperations.updateItemStatus(session, id, "ready"));
      AtomicInteger seen = new AtomicInteger();
      database.useTransaction(
          session ->
              ItemOperations.forEachItemByStatus(session, "ready", i -> seen.incrementAndGet()));
      Conversation conversation =
          database.inTransaction(
              session ->
                  ConversationOperations.createConversation(
                      session,
                      Collections.singletonList(Message.of("user", "Hello")),
                      Collections.emptyMap()));
      Item item = database.inAutoCommit(session -> ItemOperations.getItemById(session, id));
      System.out.println(
          item.getStatus()
              + " "
              + item.getMetadata()
              + " "
              + seen
              + " "
              + conversation.getMessages().size());
    }
  }
}
