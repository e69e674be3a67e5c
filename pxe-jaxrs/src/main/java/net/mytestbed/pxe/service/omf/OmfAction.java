package net.mytestbed.pxe.service.omf;

/** What a call does, by the name that its answers carry whichever nodes it is for. */
enum OmfAction {
    CLEAR("clearBootImage"),
    GET("getBootImage"),
    SET("setBootImage");

    private final String wireName;

    OmfAction(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }
}
