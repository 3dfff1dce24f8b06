package dev.lintel;

import static java.util.Collections.emptyList;
import static java.util.Collections.emptyMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.ItemWithParent;
import dev.lintel.items.NewItem;
import dev.lintel.items.ParentWithItems;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;

/** The database patterns of a SQLAlchemy code base, one test a pattern, theirs above ours. */
@PostgresTest
class PatternTest {

  private static final String COLUMNS =
      "SELECT column_name, data_type, character_maximum_length, is_nullable, column_default"
          + " FROM information_schema.columns WHERE table_schema = 'lintel' AND table_name = ?"
          + " ORDER BY ordinal_position";

  /**
   *
   *
   * <pre>
   * class Item(Base):
   *     id = Column(UUID, primary_key=True, server_default=text("gen_random_uuid()"))
   *     name = Column(String(200), nullable=False)
   *     description = Column(Text, nullable=True)
   *     status = Column(String(50), nullable=False)
   *     metadata_ = Column("metadata", JSONB, nullable=False, server_default="{}")
   *     created_at = Column(DateTime(timezone=True), server_default=func.now())
   *     updated_at = Column(DateTime(timezone=True), server_default=func.now(), onupdate=func.now())
   *     parent_id = Column(UUID, ForeignKey("parents.id"), nullable=True)
   * </pre>
   */
  @Test
  void itemModel(TestDatabase database) {
    String time = "[created_at, timestamp with time zone, null, NO, now()]";
    assertThat(database.query(COLUMNS, "items"))
        .extracting(Object::toString)
        .containsExactly(
            "[id, uuid, null, NO, gen_random_uuid()]",
            "[name, character varying, 200, NO, null]",
            "[description, text, null, YES, null]",
            "[status, character varying, 50, NO, null]",
            "[metadata, jsonb, null, NO, '{}'::jsonb]",
            time,
            time.replace("created", "updated"),
            "[parent_id, uuid, null, YES, null]");
  }

  /** {@code class Parent(Base)}: id, name String(200), and the times. */
  @Test
  void parentModel(TestDatabase database) {
    assertThat(database.query(COLUMNS, "parents"))
        .extracting(Object::toString)
        .containsExactly(
            "[id, uuid, null, NO, gen_random_uuid()]",
            "[name, character varying, 200, NO, null]",
            "[created_at, timestamp with time zone, null, NO, now()]",
            "[updated_at, timestamp with time zone, null, NO, now()]");
  }

  /** {@code messages = Column(JSONB, nullable=False, server_default="[]")}, and metadata. */
  @Test
  void conversationModel(TestDatabase database) {
    assertThat(database.query(COLUMNS, "conversations"))
        .extracting(Object::toString)
        .containsExactly(
            "[id, uuid, null, NO, gen_random_uuid()]",
            "[messages, jsonb, null, NO, '[]'::jsonb]",
            "[metadata, jsonb, null, NO, '{}'::jsonb]",
            "[created_at, timestamp with time zone, null, NO, now()]",
            "[updated_at, timestamp with time zone, null, NO, now()]");
  }

  /** {@code __table_args__ = (Index("ix_items_status", "status"), …)} */
  @Test
  void indexes(TestDatabase database) {
    assertThat(
            database.query("SELECT indexname FROM pg_indexes WHERE schemaname = 'lintel'").stream()
                .map(row -> row.get(0)))
        .contains(
            "ix_items_status",
            "ix_items_created_at",
            "ix_items_status_created",
            "ix_items_parent_id",
            "ix_conversations_created_at");
    assertThat(
            database.value(
                "SELECT pg_get_indexdef('lintel.ix_conversations_created_at'::regclass)"))
        .endsWith("(created_at, id)");
  }

  /** {@code ForeignKey("parents.id")}, which neither cascades nor sets null. */
  @Test
  void foreignKey(TestDatabase database) {
    assertThat(
            database.query(
                "SELECT conname, confdeltype, confrelid::regclass FROM pg_constraint"
                    + " WHERE conrelid = 'lintel.items'::regclass AND contype = 'f'"))
        .containsExactly(List.of("fk_items_parent_id", "a", "lintel.parents"));
  }

  /** {@code item.parent.name} with {@code joinedload(Item.parent)} */
  @Test
  void parentOfAnItem(SqlSession session) {
    Parent parent = ParentOperations.createParent(session, "House");
    Item item = createIn(session, parent);
    ItemWithParent loaded = ItemOperations.getItemWithParentById(session, item.getId());
    assertThat(loaded.getParent().getName()).isEqualTo("House");
  }

  /** {@code parent.items} with {@code joinedload(Parent.items)} */
  @Test
  void itemsOfAParent(SqlSession session) {
    Parent parent = ParentOperations.createParent(session, "House");
    Item item = createIn(session, parent);
    ParentWithItems loaded = ItemOperations.getParentWithItemsById(session, parent.getId());
    assertThat(loaded.getItems()).containsExactly(item);
  }

  /** {@code session.query(Item).filter(Item.id == item_id).one()}: raises NoResultFound. */
  @Test
  void getItemById(SqlSession session) {
    Item item = ItemOperations.createItem(session, "Lamp", "new");
    assertThat(ItemOperations.getItemById(session, item.getId())).isEqualTo(item);
    assertThatExceptionOfType(NoResultFoundException.class)
        .isThrownBy(() -> ItemOperations.getItemById(session, UUID.randomUUID()));
  }

  /** {@code session.add(item); session.flush(); logger.info("created %s", item.id)} */
  @Test
  void createItem(Database database) {
    try (SqlSession session = database.openSession();
        SqlSession other = database.openSession()) {
      Item item = ItemOperations.createItem(session, "Lamp", "new");
      assertThat(item.getId()).isNotNull();
      assertThat(item.getCreatedAt()).isNotNull();
      assertThat(ItemOperations.findItemById(other, item.getId())).isEmpty();
      session.rollback(true);
      assertThat(ItemOperations.findItemById(session, item.getId())).isEmpty();
    }
  }

  /** {@code item.status = status; session.flush()}, and {@code onupdate=func.now()}. */
  @Test
  void updateItemStatus(Database database) {
    Item item = database.inTransaction(s -> ItemOperations.createItem(s, "Lamp", "new"));
    Item updated =
        database.inTransaction(
            session -> ItemOperations.updateItemStatus(session, item.getId(), "done"));
    assertThat(updated.getStatus()).isEqualTo("done");
    assertThat(updated.getUpdatedAt()).isAfter(item.getUpdatedAt());
    assertThat(updated.getCreatedAt()).isEqualTo(item.getCreatedAt());
  }

  /** {@code session.query(Item).filter(Item.status == status).order_by(Item.created_at).all()} */
  @Test
  void listItemsByStatus(SqlSession session) {
    Item item = ItemOperations.createItem(session, "Lamp", "listed");
    ItemOperations.createItem(session, "Chair", "other");
    assertThat(ItemOperations.listItemsByStatus(session, "listed")).containsExactly(item);
  }

  /** {@code conversation.messages = conversation.messages + [message]}, without the lost update. */
  @Test
  void appendMessage(SqlSession session) {
    Conversation conversation =
        ConversationOperations.createConversation(session, emptyList(), emptyMap());
    Message hello = Message.of("user", "Hello");
    assertThat(ConversationOperations.appendMessage(session, conversation.getId(), hello)).isOne();
    assertThat(
            ConversationOperations.getConversationById(session, conversation.getId()).getMessages())
        .containsExactly(hello);
  }

  /** {@code with get_session() as session:} and no exception: committed, and closed. */
  @Test
  void sessionCommits(Database database) {
    SqlSession[] used = new SqlSession[1];
    Item item =
        database.inTransaction(
            session -> {
              used[0] = session;
              return ItemOperations.createItem(session, "Lamp", "committed");
            });
    assertThat(
            database.<Item, RuntimeException>inTransaction(
                session -> ItemOperations.getItemById(session, item.getId())))
        .isEqualTo(item);
    assertThatThrownBy(() -> ItemOperations.getItemById(used[0], item.getId()))
        .as("a session that is closed")
        .isInstanceOf(LintelException.class);
  }

  /** {@code with get_session() as session: … raise IOError}: rolled back, and raised on. */
  @Test
  void sessionRollsBackAndRaises(Database database) {
    IOException raised = new IOException("mine");
    assertThatThrownBy(
            () ->
                database.useTransaction(
                    session -> {
                      ItemOperations.createItem(session, "Lamp", "rolled back");
                      throw raised;
                    }))
        .isSameAs(raised);
    long left =
        database.<Long, RuntimeException>inTransaction(
            session -> ItemOperations.countItemsByStatus(session, "rolled back"));
    assertThat(left).isZero();
  }

  /** {@code engine = create_engine(os.environ["DATABASE_URL"])}, in SQLAlchemy's own form. */
  @Test
  void engineFromAUrl(TestDatabase test) {
    String url = test.url().replaceFirst("^postgresql:", "postgresql+psycopg2:");
    try (Database database = Database.connect(url)) {
      Item item = database.inTransaction(s -> ItemOperations.createItem(s, "Lamp", "by url"));
      assertThat(test.value("SELECT status FROM lintel.items WHERE id = ?", item.getId()))
          .isEqualTo("by url");
    }
  }

  private static Item createIn(SqlSession session, Parent parent) {
    return ItemOperations.createItem(
        session, NewItem.builder().name("Lamp").status("new").parentId(parent.getId()).build());
  }
}
