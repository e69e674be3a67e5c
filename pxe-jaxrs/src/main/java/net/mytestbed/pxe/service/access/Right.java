package net.mytestbed.pxe.service.access;

/** What a token allows. Each includes those before it. */
public enum Right {
    /** To see what nodes boot. */
    READ,
    /** To change what nodes boot. */
    SET,
    /** What concerns all domains at once: to prune, and to ask the inventory anew. */
    ALL
}
