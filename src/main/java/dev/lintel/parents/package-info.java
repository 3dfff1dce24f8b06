/** Parents: what items may belong to. */
package dev.lintel.parents;
