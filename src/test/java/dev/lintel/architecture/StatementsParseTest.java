package dev.lintel.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every statement of the XML, parsed by the server of this run. */
@PostgresTest
class StatementsParseTest {

  @TestFactory
  List<DynamicTest> everyStatementParses(TestDatabase database) {
    return Mappers.statements().stream()
        .map(
            statement ->
                DynamicTest.dynamicTest(Mappers.tag(statement), () -> parse(database, statement)))
        .toList();
  }

  @Test
  void thereAreStatements() {
    assertThat(Mappers.statements()).hasSizeGreaterThan(20);
  }

  /** Parse and describe; every parameter gets the type that its cast shows. */
  private static void parse(TestDatabase database, MappedStatement statement) throws SQLException {
    List<ParameterMapping> parameters = statement.getBoundSql(null).getParameterMappings();
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        PreparedStatement prepared = connection.prepareStatement(Mappers.sql(statement))) {
      ParameterMetaData described = prepared.getParameterMetaData();
      assertThat(described.getParameterCount()).isEqualTo(parameters.size());
      for (int i = 1; i <= parameters.size(); i++) {
        assertThat(described.getParameterTypeName(i))
            .as(parameters.get(i - 1).getProperty())
            .isIn("uuid", "varchar", "text", "jsonb", "int4", "timestamptz", "_uuid", "_text");
      }
      assertThat(prepared.getMetaData().getColumnCount()).isPositive();
    }
  }
}
