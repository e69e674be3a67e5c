package net.mytestbed.pxe.manager;

/** What the check of a boot configuration does before a link to it is set. */
public enum PreflightMode {
    /** An error refuses the request; a warning is told with the answer. */
    ENFORCE,
    /** Errors and warnings are told with the answer. */
    WARN,
    /** The configuration is not looked at. */
    OFF
}
