package net.mytestbed.pxe.inventory.cache;

/**
 * What the memory of an inventory was good for, since it was made, and how it stands now.
 *
 * @param remembered questions answered from what was fresh
 * @param asked questions for which the inventory was asked, or the call of another request was shared
 * @param stale questions answered from what was no longer fresh, because the inventory failed; they were asked as well
 * @param servesStale whether the last question that was asked could be answered only so
 * @param waiting questions that wait for the inventory now
 */
public record CacheUse(long remembered, long asked, long stale, boolean servesStale, int waiting) {}
