/** Items: the pattern that a domain of one's own follows. */
package dev.lintel.items;
