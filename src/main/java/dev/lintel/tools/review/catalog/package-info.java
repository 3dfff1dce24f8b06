/** Tables, indexes and statistics, as the server's catalog has them. */
package dev.lintel.tools.review.catalog;
