package dev.lintel.tools.review.catalog;

import java.util.List;

/**
 * A foreign key.
 *
 * @param table the oid of the table that refers
 * @param columns that refer, by number
 * @param referenced the oid of the table that they refer to
 * @param referencedColumns by number, in the order of {@code columns}
 * @param onDelete {@code NO ACTION}, {@code RESTRICT}, {@code CASCADE}, {@code SET NULL}, {@code
 *     SET DEFAULT}
 * @param onUpdate the same for a changed key
 */
public record ForeignKey(
    String name,
    long table,
    List<Integer> columns,
    long referenced,
    List<Integer> referencedColumns,
    String onDelete,
    String onUpdate) {}
