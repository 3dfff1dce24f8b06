package dev.lintel.tools.mappers;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.session.RowBounds;

/** What the methods of hosts pass. */
interface HostMapper extends HostBase<HostMapper.Row, UUID> {

  /** Its name for XML. */
  String NAME = "dev.lintel.tools.mappers.HostMapper";

  /** A record in a record. */
  record Row(UUID id, LocalDate day, Part part, boolean isOpen) {}

  /** A part of it. */
  record Part(Integer number, String[] names) {}

  /** A base of beans. */
  class Entity<K extends Serializable> {
    private K key;
    protected Long version;

    public K getKey() {
      return key;
    }
  }

  /** A bean that fills it; the second letter of a property is upper case. */
  class Order extends Entity<UUID> {
    private Boolean open;
    private Integer xAxis;
    private List<Line> lines;
    private Map<String, Integer> sizes;

    public Boolean isOpen() {
      return open;
    }

    public Integer getxAxis() {
      return xAxis;
    }

    public List<Line> getLines() {
      return lines;
    }

    public Map<String, Integer> getSizes() {
      return sizes;
    }
  }

  /** Only fields. */
  class Line {
    short number;
    Entity<Long> product;
  }

  Optional<Row> row(Row row);

  int order(Order order);

  List<Row> lines(@Param("lines") List<Line> lines, @Param("order") Order order);

  List<Row> sets(Set<UUID> ids);

  List<Row> wild(@Param("ids") Collection<? extends Number> ids, @Param("arrays") Long[][] arrays);

  List<Row> paged(RowBounds bounds, int first, @Param("second") String second);

  List<Row> counts(@Param("sizes") Map<String, Integer> sizes, @Param("rows") Map<Long, Row> rows);

  <T extends Comparable<T>> List<Row> any(@Param("values") T[] values, @Param("n") int n);

  List<Row> twice(@Param("name") String name);

  List<Row> twice(@Param("name") String name, @Param("day") LocalDate day);

  default List<Row> twice(@Param("name") String name, @Param("day") LocalDate day, int more) {
    return twice(name, day);
  }
}

/** A base of mappers: what it passes is known only of those that extend it. */
interface HostBase<T, K> {

  List<T> inherited(@Param("keys") List<K> keys, @Param("like") T like);
}
