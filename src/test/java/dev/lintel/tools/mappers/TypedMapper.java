package dev.lintel.tools.mappers;

import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.annotations.MapKey;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;

/** Java types for mapper XML of tests. */
interface TypedMapper {

  /** Its name for XML. */
  String NAME = "dev.lintel.tools.mappers.TypedMapper";

  enum Status {
    OPEN,
    DONE
  }

  /** A bean of a host. */
  class Query {
    private String name;
    private Status status;
    private Integer size;
    private boolean deep;
    private List<UUID> ids;
    private Query inner;
    private LocalDate day;

    public String getName() {
      return name;
    }

    public Status getStatus() {
      return status;
    }

    public Integer getSize() {
      return size;
    }

    public boolean isDeep() {
      return deep;
    }

    public List<UUID> getIds() {
      return ids;
    }

    public Query getInner() {
      return inner;
    }

    public LocalDate getDay() {
      return day;
    }
  }

  /** A value that only its own handler binds; made by a factory. */
  final class Money {
    private final BigDecimal amount;

    private Money(BigDecimal amount) {
      this.amount = amount;
    }

    static Money of(BigDecimal amount) {
      return new Money(amount);
    }
  }

  /** Binds it. */
  class MoneyHandler extends BaseTypeHandler<Money> {
    @Override
    public void setNonNullParameter(PreparedStatement ps, int i, Money money, JdbcType type)
        throws SQLException {
      ps.setBigDecimal(i, money.amount);
    }

    @Override
    public Money getNullableResult(ResultSet rs, String column) throws SQLException {
      return Money.of(rs.getBigDecimal(column));
    }

    @Override
    public Money getNullableResult(ResultSet rs, int column) throws SQLException {
      return Money.of(rs.getBigDecimal(column));
    }

    @Override
    public Money getNullableResult(CallableStatement cs, int column) throws SQLException {
      return Money.of(cs.getBigDecimal(column));
    }
  }

  Query one(@Param("name") String name, @Param("at") Instant at, @Param("n") long n);

  List<Query> byQuery(Query query);

  List<Query> byId(UUID id);

  List<Query> byName(String name);

  List<Query> byIds(List<UUID> ids);

  Query[] byArray(int[] numbers);

  @MapKey("id")
  Map<UUID, Query> byMap(Map<String, Object> map);

  Cursor<Query> cursor(@Param("status") Status status);

  void handled(@Param("money") Money money, ResultHandler<Query> handler);

  List<Query> bounded(@Param("names") List<String> names, RowBounds bounds);
}
