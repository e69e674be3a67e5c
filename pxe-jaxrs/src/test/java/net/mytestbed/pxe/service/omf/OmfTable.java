package net.mytestbed.pxe.service.omf;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

/** OMF's calls and their parameters, as tables of Markdown. */
public final class OmfTable {
    private OmfTable() {}

    /** The calls, then what their parameters say. */
    public static String markdown() {
        return "| call | parameters, optional ones in brackets | does |\n| --- | --- | --- |\n"
                + Arrays.stream(OmfCall.values())
                        .map(call -> "| `/" + OmfDescription.GROUP + "/" + call.wireName() + "` | " + arguments(call)
                                + " | " + call.info() + " |\n")
                        .collect(joining())
                + "\n| parameter | says |\n| --- | --- |\n"
                + Arrays.stream(OmfParameter.values())
                        .map(parameter -> "| "
                                + parameter.names().stream()
                                        .map(name -> "`" + name + "`")
                                        .collect(joining(" or "))
                                + " | " + parameter.info() + " |\n")
                        .collect(joining());
    }

    private static String arguments(OmfCall call) {
        return call.arguments().stream()
                .map(argument -> argument.isRequired() ? "`" + argument.name() + "`" : "[`" + argument.name() + "`]")
                .collect(joining(", "));
    }
}
