package dev.lintel.benchmark.peers;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Sums over what was read: cheap, equal for all peers, and not to be had without reading. */
public final class Check {

  private Check() {}

  public static long id(UUID id) {
    return id.getLeastSignificantBits();
  }

  /**
   * @param createdAt not summed up, since each create has its own; but it must be there
   * @param metadata null where documents are not read
   */
  public static long item(
      UUID id,
      String name,
      String description,
      String status,
      Instant createdAt,
      Instant updatedAt,
      Map<String, ?> metadata) {
    long sum = id(id) + name.length() + status.length() + (createdAt.isAfter(updatedAt) ? 1 : 0);
    sum += description == null ? 0 : description.length();
    if (metadata != null) {
      sum += ((Number) metadata.get("priority")).longValue() + metadata.size();
    }
    return sum;
  }

  /** Of one message. */
  public static long message(String role, String content) {
    return role.length() + content.length();
  }
}
