package shop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.LintelException;
import dev.lintel.NoResultFoundException;
import dev.lintel.NoTransactionException;
import dev.lintel.StaleStateException;
import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.mapping.LintelMappers;
import dev.lintel.paging.Page;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mybatis.spring.SqlSessionFactoryBean;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.context.ApplicationContext;
import org.springframework.core.SpringVersion;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What holds in every application that imports Lintel. The application gives its context, whose
 * beans {@code dataSource}, {@code transactionManager} and {@code orderService} are its own, and
 * into which it has imported Lintel by its one line, with {@code lintel.migrate=true}.
 */
public abstract class HostContract {

  private static final AtomicInteger NAMES = new AtomicInteger();

  /** Each test's own status, so that tests do not see one another's rows. */
  private final String status = "status-" + NAMES.incrementAndGet();

  /** The application's context, the same for all tests of a class. */
  protected abstract ApplicationContext context();

  /** The JDBC URL of the application's database, user included: the tests look past it. */
  protected abstract String url();

  /** Connections of the application's pool that are in use now. */
  protected abstract int connectionsInUse();

  /** The line of Spring that the application is made for, as {@code 4.3.} */
  protected abstract String springLine();

  protected final SqlSession session() {
    return context().getBean("lintelSqlSession", SqlSession.class);
  }

  protected final OrderService orders() {
    return context().getBean(OrderService.class);
  }

  private DataSource dataSource() {
    return context().getBean("dataSource", DataSource.class);
  }

  private PlatformTransactionManager manager() {
    return context().getBean("transactionManager", PlatformTransactionManager.class);
  }

  private JdbcTemplate jdbc() {
    return new JdbcTemplate(dataSource());
  }

  private Item create() {
    return ItemOperations.createItem(session(), "Lamp", status);
  }

  /** What another program sees: committed rows only. */
  private long committed() {
    return committed("SELECT count(*) FROM lintel.items WHERE status = '" + status + "'");
  }

  private long committed(String sql) {
    return new JdbcTemplate(new DriverManagerDataSource(url())).queryForObject(sql, Long.class);
  }

  private long committedOrders() {
    return committed("SELECT count(*) FROM orders WHERE customer = '" + status + "'");
  }

  private long uncommitted() {
    return jdbc()
        .queryForObject(
            "SELECT count(*) FROM lintel.items WHERE status = ?", Long.class, status);
  }

  @AfterEach
  void leavesNoConnectionOpen() {
    assertThat(connectionsInUse()).isZero();
  }

  // -- what is tested is what the application gets

  @Test
  void runsFromTheBuiltJarOnTheSpringItNames() {
    assertThat(ItemOperations.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .endsWith(".jar");
    assertThat(SpringVersion.getVersion()).startsWith(springLine());
    System.out.println(
        "Lintel in Spring "
            + SpringVersion.getVersion()
            + ", MyBatis "
            + SqlSession.class.getPackage().getImplementationVersion()
            + ", Java "
            + System.getProperty("java.version"));
  }

  // -- nothing of the application's is shadowed

  @Test
  void addsNoBeanThatTheApplicationFindsByType() {
    for (Class<?> type : Arrays.asList(SqlSessionFactory.class, SqlSession.class, DataSource.class)) {
      for (String name : context().getBeanNamesForType(type)) {
        assertThat(name).doesNotStartWith("lintel");
      }
    }
    assertThat(context().getBean(SqlSessionFactory.class))
        .isNotSameAs(context().getBean("lintelSqlSessionFactory"));
  }

  @Test
  void addsOnlyBeansNamedAfterIt() {
    int ours = 0;
    for (String name : context().getBeanDefinitionNames()) {
      Class<?> type = context().getType(name);
      if (name.startsWith("lintel")) {
        ours++;
      } else if (type != null) {
        assertThat(type.getName()).as(name).doesNotStartWith("dev.lintel");
      }
    }
    assertThat(ours).isBetween(2, 6);
  }

  @Test
  void leavesTheApplicationsOwnTablesAndHistoryAlone() {
    assertThat(committed("SELECT count(*) FROM public.flyway_schema_history WHERE NOT success"))
        .isZero();
    assertThat(
            committed(
                "SELECT count(*) FROM public.flyway_schema_history"
                    + " WHERE script LIKE '%create_parents%' OR script LIKE '%conversations%'"))
        .isZero();
    // the application has tables of these names itself
    assertThat(committed("SELECT count(*) FROM public.items")).isEqualTo(2);
    assertThat(committed("SELECT count(*) FROM public.parents")).isEqualTo(1);
  }

  // -- the operations

  @Test
  void operationsWork() {
    Parent parent = ParentOperations.createParent(session(), "Lamps");
    Item item =
        ItemOperations.createItem(
            session(),
            NewItem.builder()
                .name("Lamp")
                .status(status)
                .metadata(Collections.singletonMap("watts", 40))
                .parentId(parent.getId())
                .build());
    assertThat(ItemOperations.getItemById(session(), item.getId())).isEqualTo(item);
    assertThat(ItemOperations.getItemWithParentById(session(), item.getId()).getParent())
        .isEqualTo(parent);
    ItemOperations.mergeItemMetadata(
        session(), item.getId(), Collections.singletonMap("colour", "red"));
    assertThat(ItemOperations.getItemById(session(), item.getId()).getMetadata())
        .containsEntry("watts", 40)
        .containsEntry("colour", "red");
    Page<Item> page = ItemOperations.pageItemsByStatus(session(), status, 10, null);
    assertThat(page.getContent()).hasSize(1);
    Conversation conversation =
        ConversationOperations.createConversation(
            session(),
            Collections.singletonList(Message.of("user", "Hello")),
            Collections.<String, Object>emptyMap());
    assertThat(
            ConversationOperations.appendMessage(
                session(), conversation.getId(), Message.of("assistant", "Hi")))
        .isEqualTo(2);
    ItemOperations.deleteItem(session(), item.getId());
    assertThat(ItemOperations.findItemById(session(), item.getId())).isEmpty();
  }

  // -- one transaction with everything else of the application

  @Test
  void jdbcTemplateAndTheApplicationsMapperSeeUncommittedRows() throws Exception {
    orders()
        .inTransaction(
            () -> {
              create();
              orders().placeOrder(status);
              assertThat(uncommitted()).isEqualTo(1);
              assertThat(orders().countLintelItems(status)).isEqualTo(1);
              assertThat(committed()).isZero();
              return null;
            });
    assertThat(committed()).isEqualTo(1);
    assertThat(committedOrders()).isEqualTo(1);
  }

  @Test
  void lintelSeesWhatJdbcTemplateHasNotCommitted() throws Exception {
    orders()
        .inTransaction(
            () -> {
              jdbc().update("INSERT INTO lintel.items (name, status) VALUES ('Lamp', ?)", status);
              assertThat(ItemOperations.listItemsByStatus(session(), status)).hasSize(1);
              jdbc().update("UPDATE lintel.items SET name = 'Desk' WHERE status = ?", status);
              assertThat(ItemOperations.listItemsByStatus(session(), status))
                  .extracting(Item::getName)
                  .containsExactly("Desk");
              return null;
            });
  }

  @Test
  void jpaSeesUncommittedRows() {
    orders()
        .inJpaTransaction(
            () -> {
              create();
              orders().placeOrderByJpa(status);
              assertThat(orders().countLintelItemsByJpa(status)).isEqualTo(1);
              assertThat(committed()).isZero();
              return null;
            });
    assertThat(committed()).isEqualTo(1);
    assertThat(committedOrders()).isEqualTo(1);
  }

  @Test
  void lintelSeesWhatJpaHasFlushed() {
    orders()
        .inJpaTransaction(
            () -> {
              create();
              orders().renameLintelItemsByJpa(status, "Desk");
              assertThat(ItemOperations.listItemsByStatus(session(), status))
                  .extracting(Item::getName)
                  .containsExactly("Desk");
              return null;
            });
  }

  @Test
  void aFailureOfJpaRollsAllBack() {
    assertThatThrownBy(
            () ->
                orders()
                    .inJpaTransaction(
                        () -> {
                          create();
                          orders().placeOrderByJpa(null); // NOT NULL
                          return null;
                        }))
        .isInstanceOf(RuntimeException.class);
    assertThat(committed()).isZero();
    assertThat(committedOrders()).isZero();
  }

  @Test
  void aFailureRollsAllBack() {
    assertThatThrownBy(
            () ->
                orders()
                    .inTransaction(
                        () -> {
                          create();
                          orders().placeOrder(status);
                          throw new IllegalStateException("the application fails");
                        }))
        .hasMessage("the application fails");
    assertThat(committed()).isZero();
    assertThat(committedOrders()).isZero();
  }

  @Test
  void aFailureOfLintelRollsAllBack() {
    UUID nobody = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                orders()
                    .inTransaction(
                        () -> {
                          create();
                          orders().placeOrder(status);
                          return ItemOperations.getItemById(session(), nobody);
                        }))
        .isExactlyInstanceOf(NoResultFoundException.class)
        .hasMessageContaining(nobody.toString());
    assertThat(committed()).isZero();
    assertThat(committedOrders()).isZero();
  }

  @Test
  void aClaimIsGivenBackWhenItsTransactionFails() throws Exception {
    Item item = create();
    assertThatThrownBy(
            () ->
                orders()
                    .inTransaction(
                        () -> {
                          assertThat(
                                  ItemOperations.claimItems(
                                      session(), status, status + "-claimed", 5))
                              .hasSize(1);
                          // another worker does not wait for it, and does not get it
                          List<Item> others =
                              orders()
                                  .inNewTransaction(
                                      () ->
                                          ItemOperations.claimItems(
                                              session(), status, status + "-other", 5));
                          assertThat(others).isEmpty();
                          throw new IllegalStateException("the work fails");
                        }))
        .hasMessage("the work fails");
    assertThat(ItemOperations.getItemById(session(), item.getId())).isEqualTo(item);
    assertThat(ItemOperations.claimItems(session(), status, status + "-claimed", 5)).hasSize(1);
  }

  // -- rollback rules

  @Test
  void aCheckedExceptionCommitsByDefault() {
    assertThatThrownBy(
            () ->
                orders()
                    .inTransaction(
                        () -> {
                          create();
                          throw new IOException("checked");
                        }))
        .isInstanceOf(IOException.class);
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void aCheckedExceptionRollsBackWhereTheApplicationSaysSo() {
    assertThatThrownBy(
            () ->
                orders()
                    .inTransactionRolledBackForAnyException(
                        () -> {
                          create();
                          throw new IOException("checked");
                        }))
        .isInstanceOf(IOException.class);
    assertThat(committed()).isZero();
  }

  // -- propagation

  @Test
  void aNewTransactionCommitsWhenTheOuterOneFails() {
    assertThatThrownBy(
            () ->
                orders()
                    .inTransaction(
                        () -> {
                          create();
                          orders()
                              .inNewTransaction(
                                  () -> {
                                    // not visible: the outer transaction has not committed it
                                    assertThat(ItemOperations.listItemsByStatus(session(), status))
                                        .isEmpty();
                                    return create();
                                  });
                          throw new IllegalStateException("outer");
                        }))
        .hasMessage("outer");
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void aNewTransactionCommitsWithinOneThatAFailureOfLintelHasBroken() {
    Item first = create();
    assertThatThrownBy(
            () ->
                orders()
                    .inTransaction(
                        () -> {
                          create();
                          try {
                            return ItemOperations.createItem(
                                session(),
                                NewItem.builder()
                                    .id(first.getId())
                                    .name("Twin")
                                    .status(status)
                                    .build());
                          } catch (DuplicateKeyException e) {
                            // the server takes no more statements in the outer one
                            orders().inNewTransaction(this::create);
                            throw e;
                          }
                        }))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(committed()).isEqualTo(2);
  }

  @Test
  void aNestedTransactionRollsBackToItsSavepoint() {
    DataSourceTransactionManager jdbcManager = new DataSourceTransactionManager(dataSource());
    TransactionTemplate outer = new TransactionTemplate(jdbcManager);
    TransactionTemplate nested = new TransactionTemplate(jdbcManager);
    nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    outer.execute(
        o -> {
          Item kept = create();
          assertThatThrownBy(
                  () ->
                      nested.execute(
                          n -> {
                            create();
                            // a server error, after which only the savepoint can go on
                            return ItemOperations.createItem(
                                session(),
                                NewItem.builder()
                                    .id(kept.getId())
                                    .name("Twin")
                                    .status(status)
                                    .build());
                          }))
              .isInstanceOf(DuplicateKeyException.class);
          assertThat(ItemOperations.listItemsByStatus(session(), status)).containsExactly(kept);
          return ItemOperations.updateItemStatus(session(), kept.getId(), status);
        });
    assertThat(committed()).isEqualTo(1);
  }

  // -- read-only, time-outs

  @Test
  void aReadOnlyTransactionReadsAndRefusesToWrite() throws Exception {
    Item item = create();
    assertThat(
            (Item)
                orders()
                    .inReadOnlyTransaction(
                        () -> ItemOperations.getItemById(session(), item.getId())))
        .isEqualTo(item);
    assertThatThrownBy(() -> orders().inReadOnlyTransaction(this::create))
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("read-only");
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void theTransactionsTimeOutEndsAStatementThatWaits() throws Exception {
    Item item = create();
    try (Connection other = DriverManager.getConnection(url());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT FROM lintel.items WHERE id = '" + item.getId() + "' FOR UPDATE");
      assertThatThrownBy(
              () ->
                  orders()
                      .inTransactionOfOneSecond(
                          () ->
                              ItemOperations.updateItemStatus(session(), item.getId(), "waited")))
          .isInstanceOfAny(DataAccessException.class, TransactionSystemException.class)
          .rootCause()
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      other.rollback();
    }
    assertThat(ItemOperations.getItemById(session(), item.getId())).isEqualTo(item);
  }

  // -- programmatic transactions

  @Test
  void aTransactionTemplateCommitsAndRollsBack() {
    TransactionTemplate template = new TransactionTemplate(manager());
    template.execute(t -> create());
    template.execute(
        t -> {
          create();
          t.setRollbackOnly();
          return null;
        });
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void aTransactionOfTheManagerItselfCommitsAndRollsBack() {
    TransactionStatus first = manager().getTransaction(new DefaultTransactionDefinition());
    create();
    assertThat(committed()).isZero();
    manager().commit(first);
    TransactionStatus second = manager().getTransaction(new DefaultTransactionDefinition());
    create();
    manager().rollback(second);
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void aTransactionRunsManyOperations() throws Exception {
    List<Item> claimed =
        orders()
            .inTransaction(
                () -> {
                  List<NewItem> items = new ArrayList<>();
                  for (int i = 0; i < 500; i++) {
                    items.add(NewItem.builder().name("Lamp " + i).status(status).build());
                  }
                  ItemOperations.createItems(session(), items);
                  AtomicInteger streamed = new AtomicInteger();
                  ItemOperations.forEachItemByStatus(
                      session(), status, item -> streamed.incrementAndGet());
                  assertThat(streamed.get()).isEqualTo(500);
                  return ItemOperations.claimItems(session(), status, status + "-claimed", 10);
                });
    assertThat(claimed).hasSize(10);
    assertThat(committed()).isEqualTo(490);
  }

  // -- Lintel's mappers in a factory that is not Lintel's

  @Test
  void aFactoryOfTheApplicationsOwnTakesLintelsMappers() throws Exception {
    SqlSessionFactoryBean bean = new SqlSessionFactoryBean();
    bean.setDataSource(dataSource());
    SqlSessionFactory factory = bean.getObject();
    LintelMappers.install(factory.getConfiguration());
    SqlSession own = new SqlSessionTemplate(factory);
    new TransactionTemplate(manager())
        .execute(
            t -> {
              ItemOperations.createItem(own, "Lamp", status);
              // the other session is in the same transaction
              assertThat(ItemOperations.listItemsByStatus(session(), status)).hasSize(1);
              assertThat(committed()).isZero();
              t.setRollbackOnly();
              return null;
            });
    assertThat(ItemOperations.listItemsByStatus(own, status)).isEmpty();
  }

  // -- outside of a transaction

  @Test
  void outsideOfATransactionEachOperationCommitsByItself() {
    Item item = create();
    assertThat(committed()).isEqualTo(1);
    ItemOperations.updateItemStatus(session(), item.getId(), status, status + "-ready");
    assertThat(committed()).isZero();
    ItemOperations.updateItemStatus(session(), item.getId(), status);
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void outsideOfATransactionAClaimCommitsByItself() {
    create();
    create();
    assertThat(ItemOperations.claimItems(session(), status, status + "-claimed", 1)).hasSize(1);
    assertThat(committed()).isEqualTo(1);
    // its lock is gone as well
    assertThat(ItemOperations.claimItems(session(), status, status + "-claimed", 5)).hasSize(1);
    assertThat(ItemOperations.claimItems(session(), status, status + "-claimed", 5)).isEmpty();
  }

  @Test
  void outsideOfATransactionStreamingRefuses() {
    create();
    assertThatThrownBy(
            () -> ItemOperations.forEachItemByStatus(session(), status, item -> {}))
        .isInstanceOf(NoTransactionException.class)
        .hasMessageContaining("@Transactional");
  }

  // -- errors

  @Test
  void serverErrorsAreSprings() {
    Item item = create();
    assertThatThrownBy(
            () ->
                ItemOperations.createItem(
                    session(),
                    NewItem.builder().id(item.getId()).name("Twin").status(status).build()))
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("items_pkey");
    assertThatThrownBy(
            () ->
                ItemOperations.createItem(
                    session(),
                    NewItem.builder()
                        .name("Orphan")
                        .status(status)
                        .parentId(UUID.randomUUID())
                        .build()))
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("fk_items_parent_id");
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void lintelsErrorsStayItsOwn() {
    Item item = create();
    assertThatThrownBy(() -> ItemOperations.getItemById(session(), UUID.randomUUID()))
        .isExactlyInstanceOf(NoResultFoundException.class);
    assertThatThrownBy(
            () -> ItemOperations.updateItemStatus(session(), item.getId(), "other", "ready"))
        .isExactlyInstanceOf(StaleStateException.class)
        .hasMessageContaining(status);
    assertThatThrownBy(
            () ->
                ItemOperations.mergeItemMetadata(
                    session(), item.getId(), Collections.singletonMap("x", Double.NaN)))
        .isInstanceOf(LintelException.class);
  }

  @Test
  void badInputDoesNotCostTheTransaction() throws Exception {
    orders()
        .inTransaction(
            () -> {
              create();
              assertThatThrownBy(() -> ItemOperations.createItem(session(), null, status))
                  .isExactlyInstanceOf(InvalidValueException.class)
                  .hasMessageContaining("name");
              assertThatThrownBy(() -> ItemOperations.createItem(session(), "a\0b", status))
                  .isExactlyInstanceOf(InvalidValueException.class);
              return create();
            });
    assertThat(committed()).isEqualTo(2);
  }
}
