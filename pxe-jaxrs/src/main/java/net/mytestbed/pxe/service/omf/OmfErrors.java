package net.mytestbed.pxe.service.omf;

import java.util.Optional;
import net.mytestbed.pxe.service.http.ErrorFormat;
import net.mytestbed.pxe.service.http.Failure;

/** Errors as OMF's clients read them. */
public final class OmfErrors implements ErrorFormat {
    private static final String PREFIX = "/" + OmfDescription.GROUP + "/";

    @Override
    public boolean speaksAt(String path) {
        return path.startsWith(PREFIX);
    }

    @Override
    public String mediaType() {
        return Xml.MEDIA_TYPE;
    }

    @Override
    public byte[] write(Failure failure, String path) {
        Optional<OmfAction> action =
                speaksAt(path) ? OmfCall.named(path.substring(PREFIX.length())).map(OmfCall::action) : Optional.empty();
        return OmfAnswer.error(action, failure.faults());
    }
}
