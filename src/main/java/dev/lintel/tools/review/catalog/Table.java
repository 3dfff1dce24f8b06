package dev.lintel.tools.review.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A table, partitioned or not, or a materialised view.
 *
 * @param oid as the parse tree names it
 * @param comment null if there is none
 * @param partitioned whether its rows stand in partitions
 * @param partition whether it is one
 * @param rows by its statistics; of a partitioned table those of its partitions
 * @param bytes without its indexes
 */
public record Table(
    long oid,
    String schema,
    String name,
    String comment,
    boolean partitioned,
    boolean partition,
    long rows,
    long bytes,
    List<Column> columns,
    List<Index> indexes) {

  /** From here on a scan of all rows is worth a finding. */
  public static final long BIG = 10_000;

  public String qualifiedName() {
    return schema + "." + name;
  }

  public boolean isBig() {
    return rows >= BIG;
  }

  public Optional<Column> column(int number) {
    return columns.stream().filter(column -> column.number() == number).findFirst();
  }

  /** Whether at most one row has given values in these columns. */
  public boolean isKey(Collection<Integer> given) {
    return indexes.stream()
        .anyMatch(
            index ->
                index.unique()
                    && index.valid()
                    && !index.partial()
                    && !index.hasExpression()
                    && given.containsAll(index.columns()));
  }
}
