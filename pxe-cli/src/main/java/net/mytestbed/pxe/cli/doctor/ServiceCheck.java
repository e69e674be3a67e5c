package net.mytestbed.pxe.cli.doctor;

import com.google.common.collect.ImmutableList;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the service runs and can do its work.
 *
 * @param service asks it; empty where it listens at a port that only it knows
 */
record ServiceCheck(Optional<Supplier<ServiceAnswer>> service) implements Check {
    private static final String RESTART = "systemctl restart omf-aggmgr-pxe; journalctl -u omf-aggmgr-pxe -n 20";

    @Override
    public String part() {
        return "service";
    }

    @Override
    public ImmutableList<Ailment> look() {
        return service.map(asked -> look(asked.get()))
                .orElseGet(() -> ImmutableList.of(Ailment.hint(
                        "http.port is 0: the service takes any port that is free.",
                        "http.port",
                        "Whether it runs was not looked at.",
                        "journalctl -u omf-aggmgr-pxe tells the port; set one for experiment controllers to find.")));
    }

    private static ImmutableList<Ailment> look(ServiceAnswer answer) {
        return switch (answer.state()) {
            case READY -> ImmutableList.of();
            case NOT_READY ->
                ImmutableList.of(Ailment.error(
                        "The service is not ready: " + answer.sentence(),
                        answer.url(),
                        "It refuses every change.",
                        "Mend what it says, then curl " + answer.url()));
            case SILENT ->
                ImmutableList.of(Ailment.error(
                        "The service does not answer: " + answer.sentence(),
                        answer.url(),
                        "Experiment controllers can set no link, and links whose lease ends stay.",
                        RESTART));
            case UNHEARD ->
                ImmutableList.of(Ailment.hint(
                        "What the service says cannot be heard: " + answer.sentence(),
                        answer.url(),
                        "Its certificate is not one that this Java trusts, or not for this name; whether it is ready was"
                                + " not looked at.",
                        "curl -k " + answer.url()));
            case ANOTHER ->
                ImmutableList.of(Ailment.error(
                        "Another program answers at the service's address. " + answer.sentence(),
                        answer.url(),
                        "The service cannot listen there.",
                        "ss -ltnp shows which; end it, or set http.port, then " + RESTART));
        };
    }
}
