/** The keys of new rows. */
package dev.lintel.keys;
