package net.mytestbed.pxe.cli.demo;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot;
import net.mytestbed.pxe.testkit.tftp.SimulatedBoot.Request;

/** A simulated boot for a person: which names the node asked for, what it got, and how it ended. */
final class BootStory {
    private BootStory() {}

    /** One line for all names in a row that got the same answer, and one for the end. */
    static ImmutableList<String> lines(SimulatedBoot boot) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        List<String> names = new ArrayList<>();
        String answer = "";
        for (Request request : boot.requests()) {
            if (!names.isEmpty() && !answer.equals(request.answer().toString())) {
                lines.add(line(names, answer));
                names.clear();
            }
            answer = request.answer().toString();
            names.add(request.file());
        }
        return lines.add(line(names, answer)).add("It " + boot.outcome() + ".").build();
    }

    /** The directory, which all names in a row of several have in common, is said once. */
    private static String line(List<String> names, String answer) {
        String first = names.get(0);
        String directory = first.substring(0, first.lastIndexOf('/') + 1);
        return directory
                + names.stream()
                        .map(name -> name.substring(name.lastIndexOf('/') + 1))
                        .collect(joining(", "))
                + ": " + answer;
    }
}
