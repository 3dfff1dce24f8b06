package dev.lintel.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.ConfigurationException;
import dev.lintel.InvalidValueException;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.parents.ParentOperations;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.StringReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.executor.ErrorContext;
import org.apache.ibatis.session.AutoMappingBehavior;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an install adds to a host's configuration, and what it leaves alone. */
@PostgresTest
class LintelMappersTest {

  @Nested
  class Twice {

    @Test
    void isHarmless(TestDatabase database) {
      Configuration host = HostileHost.configuration(database.pool());
      LintelMappers.install(host);
      Set<String> statements = new TreeSet<>(host.getMappedStatementNames());
      LintelMappers.install(host);
      LintelMappers.install(host, "lintel");
      assertThat(new TreeSet<>(host.getMappedStatementNames())).isEqualTo(statements);
      try (SqlSession session = HostileHost.factory(host).openSession()) {
        Item item = ItemOperations.createItem(session, "Lamp", "new");
        assertThat(ItemOperations.getItemById(session, item.getId())).isEqualTo(item);
      }
    }

    @Test
    void forAnotherSchemaIsRefused() {
      Configuration host = new Configuration();
      LintelMappers.install(host, "tenant_a");
      assertThatThrownBy(() -> LintelMappers.install(host, "tenant_b"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("tenant_a")
          .hasMessageContaining("tenant_b");
      LintelMappers.install(host, "tenant_a");
    }
  }

  @Nested
  class AmongTheHostsMappers {

    /** A statement that waits for a result map of a mapper that is not read yet. */
    @Test
    void beforeTheyAreAllReadIsRefusedAndNothingIsAdded() {
      Configuration host = new Configuration();
      read(
          host, "<mapper namespace='host.A'><select id='a' resultMap='host.B.b'>SELECT 1</select>");

      assertThatThrownBy(() -> LintelMappers.install(host))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("after all its mappers are read");
      assertThat(host.getMapperRegistry().getMappers()).isEmpty();

      read(host, "<mapper namespace='host.B'><resultMap id='b' type='map'></resultMap>");
      LintelMappers.install(host);
      assertThat(host.hasStatement("dev.lintel.items.ItemMapper.findItemById")).isTrue();
      assertThat(host.getMapperRegistry().getMappers()).hasSize(3);
      assertThat(host.hasStatement("host.A.a")).isTrue();
    }

    @Test
    void thatHaveScannedLintelsPackagesItIsWholeAllTheSame(TestDatabase database) {
      Configuration host = HostileHost.configuration(database.pool());
      host.addMappers("dev.lintel.parents");
      LintelMappers.install(host);
      try (SqlSession session = HostileHost.factory(host).openSession()) {
        ParentOperations.createParent(session, "Shop");
        ItemOperations.createItem(session, "Lamp", "new");
      }
    }

    @Test
    void nothingOfLintelStaysInTheThreadsErrorContext() {
      ErrorContext.instance().reset();
      LintelMappers.install(new Configuration());
      assertThat(ErrorContext.instance().toString()).doesNotContain("lintel");
    }

    private void read(Configuration host, String mapper) {
      String xml =
          "<!DOCTYPE mapper PUBLIC '-//mybatis.org//DTD Mapper 3.0//EN'"
              + " 'http://mybatis.org/dtd/mybatis-3-mapper.dtd'>"
              + mapper
              + "</mapper>";
      new XMLMapperBuilder(
              new StringReader(xml), host, "host/" + mapper.hashCode(), host.getSqlFragments())
          .parse();
    }
  }

  @Nested
  class Clash {

    @Test
    void isReportedByNameAndNothingIsAdded() {
      Configuration host = new Configuration();
      String xml =
          "<!DOCTYPE mapper PUBLIC '-//mybatis.org//DTD Mapper 3.0//EN'"
              + " 'http://mybatis.org/dtd/mybatis-3-mapper.dtd'>"
              + "<mapper namespace='dev.lintel.conversations.ConversationMapper'>"
              + "<select id='createConversation' resultType='int'>SELECT 1</select></mapper>";
      new XMLMapperBuilder(new StringReader(xml), host, "host/theirs.xml", new HashMap<>()).parse();
      Set<String> statements = new TreeSet<>(host.getMappedStatementNames());
      assertThatThrownBy(() -> LintelMappers.install(host))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("dev.lintel.conversations.ConversationMapper.createConversation")
          .hasMessageContaining("host/theirs.xml");
      assertThat(new TreeSet<>(host.getMappedStatementNames())).isEqualTo(statements);
      assertThat(host.getMapperRegistry().getMappers())
          .noneMatch(mapper -> mapper.getName().startsWith("dev.lintel.items"));
    }
  }

  @Nested
  class ShortNames {

    @Test
    void ofTheHostAreStillItsOwn(TestDatabase database) {
      for (boolean hostFirst : new boolean[] {true, false}) {
        Configuration host = HostileHost.configuration(database.pool());
        if (hostFirst) {
          host.addMapper(HostMapper.class);
        }
        LintelMappers.install(host);
        if (!hostFirst) {
          host.addMapper(HostMapper.class);
        }
        try (SqlSession session = HostileHost.factory(host).openSession()) {
          assertThat(session.<String>selectOne("findItemById")).isEqualTo("the host's own");
          assertThat(session.<String>selectOne("createItem")).isEqualTo("an item of the host");
          assertThat(session.getMapper(HostMapper.class).findItemById())
              .isEqualTo("the host's own");
          Item item = ItemOperations.createItem(session, "Lamp", "new");
          assertThat(ItemOperations.getItemById(session, item.getId())).isEqualTo(item);
        }
      }
    }

    @Test
    void ofLintelAreNotAdded() {
      Configuration host = new Configuration();
      LintelMappers.install(host);
      assertThat(host.getMappedStatementNames())
          .isNotEmpty()
          .allMatch(name -> name.startsWith("dev.lintel."));
    }
  }

  @Test
  void handlersAliasesAndSettingsOfTheHostStayAsTheyAre() {
    Configuration untouched = new Configuration();
    Configuration host = new Configuration();
    LintelMappers.install(host);
    assertThat(host.getTypeAliasRegistry().getTypeAliases().keySet())
        .isEqualTo(untouched.getTypeAliasRegistry().getTypeAliases().keySet());
    assertThat(host.getTypeHandlerRegistry().getTypeHandlers())
        .extracting(handler -> handler.getClass().getName())
        .noneMatch(name -> name.startsWith("dev.lintel"));
    for (Class<?> type :
        new Class<?>[] {UUID.class, Instant.class, Map.class, String.class, Object.class}) {
      assertThat(handler(host, type)).isEqualTo(handler(untouched, type));
    }
    assertThat(host.getAutoMappingBehavior()).isEqualTo(AutoMappingBehavior.PARTIAL);
    assertThat(host.isCacheEnabled()).isEqualTo(untouched.isCacheEnabled());
    assertThat(host.getLocalCacheScope()).isEqualTo(untouched.getLocalCacheScope());
    assertThat(host.getDefaultExecutorType()).isEqualTo(untouched.getDefaultExecutorType());
    assertThat(host.getResultMapNames()).isEmpty();
    assertThat(host.getInterceptors()).isEmpty();
  }

  private static String handler(Configuration configuration, Class<?> type) {
    Object handler = configuration.getTypeHandlerRegistry().getTypeHandler(type);
    return handler == null ? "none" : handler.getClass().getName();
  }

  @Test
  void factoryWithoutTheMappersIsAConfigurationError(TestDatabase database) {
    Configuration host = HostileHost.configuration(database.pool());
    try (SqlSession session = HostileHost.factory(host).openSession()) {
      assertThatThrownBy(() -> ItemOperations.countItemsByStatus(session, "new"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("LintelMappers.install");
    }
  }

  @Test
  void nullsAndNamesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> LintelMappers.install(null)).isInstanceOf(InvalidValueException.class);
    for (String schema : new String[] {null, "", "a\"b", "a.b", "x; DROP TABLE y", "pg_temp"}) {
      Configuration host = new Configuration();
      assertThatThrownBy(() -> LintelMappers.install(host, schema))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("schema");
      assertThat(host.getMappedStatementNames()).isEmpty();
    }
  }
}
