package dev.lintel.benchmark.peers.springdata;

import dev.lintel.benchmark.peers.NewRow;
import java.util.List;
import java.util.UUID;

/** The part of the repository that is written by hand. */
public interface ItemBatch {

  /** Answers with the new rows' ids. */
  List<UUID> insertAll(List<NewRow> rows);
}
