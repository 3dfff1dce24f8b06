/** What there is to say of tables and indexes, over all statements. */
package dev.lintel.tools.review.tables;
