package dev.lintel.benchmark.peers;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** What jOOQ's generator would write of the tables: each column with its type. */
final class JooqTables {

  static final DataType<Map<String, Object>> OBJECT = json(Map.class, Jackson::object);
  static final DataType<List<Map<String, Object>>> ARRAY = json(List.class, Jackson::array);

  static final Table<Record> ITEMS = table(name("lintel", "items"));
  static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
  static final Field<String> NAME = field(name("name"), SQLDataType.VARCHAR(200));
  static final Field<String> DESCRIPTION = field(name("description"), SQLDataType.CLOB);
  static final Field<String> STATUS = field(name("status"), SQLDataType.VARCHAR(50));
  static final Field<Map<String, Object>> METADATA = field(name("metadata"), OBJECT);
  static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);
  static final Field<Instant> UPDATED_AT = field(name("updated_at"), SQLDataType.INSTANT);
  static final Field<UUID> PARENT_ID = field(name("parent_id"), SQLDataType.UUID);

  static final Table<Record> CONVERSATIONS = table(name("lintel", "conversations"));
  static final Field<List<Map<String, Object>>> MESSAGES = field(name("messages"), ARRAY);

  private JooqTables() {}

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <T> DataType<T> json(Class<? super T> type, Function<String, T> read) {
    return SQLDataType.JSONB.asConvertedDataType(
        Converter.ofNullable(
            JSONB.class,
            (Class<T>) (Class) type,
            json -> read.apply(json.data()),
            value -> JSONB.jsonb(Jackson.text(value))));
  }
}
