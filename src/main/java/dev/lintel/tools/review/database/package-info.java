/** The database that plans are made on: schema, rows and statistics. */
package dev.lintel.tools.review.database;
