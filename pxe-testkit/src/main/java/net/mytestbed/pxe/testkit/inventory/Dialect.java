package net.mytestbed.pxe.testkit.inventory;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import net.mytestbed.pxe.problem.PxeException;

/** How an inventory is spoken to. */
interface Dialect {
    /**
     * The answer to a call.
     *
     * @param call its name below the inventory's URL, as {@code getControlIP}
     * @return XML; empty if this dialect has no such call
     */
    Optional<String> answer(String call, Map<String, String> parameters);

    /** The content in an element, or the error in its place when it cannot be found out. */
    static String guarded(String element, Supplier<String> content) {
        String text;
        try {
            text = content.get();
        } catch (IllegalArgumentException noName) {
            text = Xml.error("Not found: " + noName.getMessage());
        } catch (PxeException inventoryFailed) {
            // In OMF 5.4's words.
            text = Xml.error("Error when accessing the Inventory Database");
        }
        return "<" + element + ">" + text + "</" + element + ">";
    }
}
