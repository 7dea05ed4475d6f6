/**
 * Owner-local storage: owners, maps, and the elements that hang on one of each (kernel-facts section 2).
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>an owner has at most one element per map, and a storage exactly while it has elements;
 *   <li>an element is on its owner's list and on one bucket of its map, or is being put there or taken away;
 *   <li>the storage lock comes before the bucket lock, and nobody takes the former while holding the latter;
 *   <li>a refused operation changes nothing; owner exit and map free are never refused.
 * </ul>
 *
 * <table>
 * <caption>field, how it is read, how it is written, and by what it is guarded</caption>
 * <tr><th>field</th><th>read</th><th>written</th><th>guard</th></tr>
 * <tr><td>{@code Owner.storage}</td><td>acquire</td><td>CAS to publish, release to clear</td><td>storage lock to clear</td></tr>
 * <tr><td>{@code Owner.charged}</td><td>volatile</td><td>add</td><td>itself</td></tr>
 * <tr><td>{@code OwnerStorage.cache}</td><td>acquire</td><td>release</td><td>storage lock</td></tr>
 * <tr><td>{@code OwnerStorage.firstElement}, {@code Element.nextInStorage}</td><td>acquire, under RCU</td><td>release</td><td>storage lock</td></tr>
 * <tr><td>{@code OwnerStorage.ownerReferences}</td><td>volatile</td><td>CAS, add</td><td>itself</td></tr>
 * <tr><td>{@code Bucket.elements} (its first), {@code Element.nextInBucket}</td><td>acquire, under RCU</td><td>release</td><td>bucket lock</td></tr>
 * <tr><td>{@code Element.map, storage}</td><td>acquire</td><td>release, once, to null</td><td>the side that clears it</td></tr>
 * <tr><td>{@code Element.unlinkState}</td><td>-</td><td>or, CAS</td><td>itself</td></tr>
 * <tr><td>{@code Element.firstWord, furtherWords}</td><td>opaque</td><td>opaque</td><td>value lock if the map has one</td></tr>
 * </table>
 */
@NullMarked
package dev.spinlab.storage;

import org.jspecify.annotations.NullMarked;
