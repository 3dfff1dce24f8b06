/** JDBC in few words. */
package dev.lintel.tools.jdbc;
