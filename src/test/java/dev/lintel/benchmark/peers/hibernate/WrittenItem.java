package dev.lintel.benchmark.peers.hibernate;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;

/** What the application writes of an item. */
@MappedSuperclass
public abstract class WrittenItem {

  @Id
  @GeneratedValue(strategy = GenerationType.UUID)
  UUID id;

  String name;
  String description;
  String status;

  /** Replaced, never changed in place: so Hibernate need not keep a copy to compare with. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Mutability(Immutability.class)
  Map<String, Object> metadata;

  WrittenItem() {}

  WrittenItem(String name, String description, String status, Map<String, ?> metadata) {
    this.name = name;
    this.description = description;
    this.status = status;
    this.metadata = new HashMap<>(metadata);
  }

  public UUID id() {
    return id;
  }
}
