package dev.lintel.benchmark.peers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** COPY: the fastest way into a table, which says nothing of the rows that it made. */
public final class CopyPeer implements Peer {

  private final DataSource pool;

  public CopyPeer(DataSource pool) {
    this.pool = pool;
  }

  @Override
  public String name() {
    return "COPY";
  }

  /** The server makes the ids, which nobody learns: the sum is none. */
  @Override
  public long bulkCreate(List<NewRow> rows) {
    StringBuilder text = new StringBuilder();
    for (NewRow row : rows) {
      escaped(text, row.name()).append('\t');
      escaped(text, row.description()).append('\t');
      escaped(text, row.status()).append('\t');
      escaped(text, Jackson.text(row.metadata())).append('\n');
    }
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "COPY lintel.items (name, description, status, metadata) FROM STDIN",
              new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
      connection.commit();
      return 0;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StringBuilder escaped(StringBuilder out, String value) {
    if (value == null) {
      return out.append("\\N");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
    return out;
  }

  @Override
  public long findById(UUID id) {
    throw createsOnly();
  }

  @Override
  public long updateStatus(UUID id, String status) {
    throw createsOnly();
  }

  @Override
  public long create(NewRow row) {
    throw createsOnly();
  }

  @Override
  public long list(String status, boolean readDocuments) {
    throw createsOnly();
  }

  @Override
  public long page(String status, Instant createdAt, UUID id, int limit, boolean readDocuments) {
    throw createsOnly();
  }

  @Override
  public long stream(String status, boolean readDocuments, Runnable eachRow) {
    throw createsOnly();
  }

  @Override
  public void append(UUID conversationId, String role, String content) {
    throw createsOnly();
  }

  @Override
  public long conversation(UUID id) {
    throw createsOnly();
  }

  @Override
  public long contains(Map<String, ?> document, int limit, boolean readDocuments) {
    throw createsOnly();
  }

  private static UnsupportedOperationException createsOnly() {
    return new UnsupportedOperationException("COPY creates rows, and does nothing else");
  }
}
