package net.mytestbed.pxe.testkit.inventory;

/** What an inventory can do to those who ask it instead of answering. */
public enum Fault {
    /** Nobody listens on the port. */
    REFUSE,
    /** The connection is reset when the request has arrived. */
    RESET,
    /** The request is taken and never answered. */
    HANG,
    /** The answer comes byte by byte, and does not end. */
    TRICKLE,
    /** The connection is closed in the middle of the answer. */
    HALF_AN_ANSWER,
    /** Status 500 with a plain body, as OMF answers when its database fails. */
    STATUS_500,
    /** Status 200 with an {@code <ERROR>} that speaks of the inventory's database, as OMF answers when its database fails. */
    DATABASE_ERROR,
    /** Status 200 with an {@code <ERROR>} that says nothing in particular. */
    ERROR,
    /** A page for people, as a proxy or a wrong URL answers. */
    HTML,
    /** Status 200 with nothing in it. */
    EMPTY,
    /** XML of another kind than was asked for. */
    OTHER_XML,
    /** 50 MB of sound XML. */
    HUGE,
    /** A few hundred bytes of XML whose entities stand for gigabytes. */
    ENTITY_BOMB,
    /** XML that asks its reader to open a local file. */
    EXTERNAL_ENTITY,
    /** XML that is nested a hundred thousand levels deep. */
    DEEP,
    /** Every answer sends the client to the next place, which does the same. */
    REDIRECT_LOOP
}
