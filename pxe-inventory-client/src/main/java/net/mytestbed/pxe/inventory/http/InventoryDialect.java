package net.mytestbed.pxe.inventory.http;

/** How an inventory service is spoken to. */
public enum InventoryDialect {
    /** OMF 5.4's: {@code getControlIP}, {@code getPXEImage}, {@code getAllNodes}. */
    OMF,
    /** ORBIT's: {@code resource/show}, {@code resource/list}. */
    ORBIT,
    /** Whichever of them the service answers in; that is found out at the first request and remembered. */
    AUTO
}
