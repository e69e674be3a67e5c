package net.mytestbed.pxe.service.omf;

/**
 * A parameter of a call, as the self-description shows it.
 *
 * @param parameter what it tells the call
 * @param name the name by which this call describes it; the parameter's other names are understood as well
 * @param value what OMF's documentation calls the value
 * @param isRequired whether the call describes it as required
 */
record OmfArgument(OmfParameter parameter, String name, String value, boolean isRequired) {
    static OmfArgument required(OmfParameter parameter, String name, String value) {
        return new OmfArgument(parameter, name, value, true);
    }

    static OmfArgument optional(OmfParameter parameter, String name, String value) {
        return new OmfArgument(parameter, name, value, false);
    }

    /** The value as OMF writes it: in brackets where it may be left out. */
    String describedValue() {
        return isRequired ? value : "[" + value + "]";
    }
}
