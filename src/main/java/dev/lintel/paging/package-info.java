/** Pages by keyset, and the opaque cursors between them. */
package dev.lintel.paging;
