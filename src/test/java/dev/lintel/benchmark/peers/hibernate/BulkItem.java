package dev.lintel.benchmark.peers.hibernate;

import dev.lintel.benchmark.peers.NewRow;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * An item to insert with many others: Hibernate sends a batch only of entities of which the server
 * makes nothing.
 */
@Entity
@Table(name = "items")
public class BulkItem extends WrittenItem {

  protected BulkItem() {}

  public BulkItem(NewRow row) {
    super(row.name(), row.description(), row.status(), row.metadata());
  }
}
