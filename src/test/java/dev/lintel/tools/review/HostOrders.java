package dev.lintel.tools.review;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The mapper interface of the seeded cases in {@code hosts.xml}. */
interface HostOrders {

  /** A bean with a key of a kind that only its user knows. */
  class Entity<K> {
    private K key;

    public K getKey() {
      return key;
    }
  }

  Map<String, Object> misnamed(@Param("id") UUID id);

  Map<String, Object> named(@Param("id") UUID id);

  Map<String, Object> ofRows(@Param("ids") UUID[] ids);

  Map<String, Object> registered(@Param("key") URI key);

  Map<String, Object> filled(@Param("entity") Entity<UUID> entity);

  Map<String, Object> filledWrongly(@Param("entity") Entity<Long> entity);

  Map<String, Object> unknown(@Param("id") Object id);

  List<Map<String, Object>> joined(@Param("id") long id, @Param("since") String since);
}
