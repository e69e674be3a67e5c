package net.mytestbed.pxe.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountTest {
    @TempDir
    private Path directory;

    private Account account(boolean isOwner, boolean isInGroup) throws IOException {
        int owner = (Integer) Files.getAttribute(directory, "unix:uid");
        int group = (Integer) Files.getAttribute(directory, "unix:gid");
        return new Account("x", isOwner ? owner : 64001, ImmutableSet.of(isInGroup ? group : 64001));
    }

    @Test
    void onlyTheFirstClassThatFitsCounts() throws IOException {
        Installation.mode(directory, "rwx---r-x");

        assertThat(account(false, true).canEnter(directory)).isFalse();
        assertThat(account(false, false).canEnter(directory)).isTrue();
        assertThat(account(false, false).canChange(directory)).isFalse();
        assertThat(account(true, true).canChange(directory)).isTrue();
    }

    @Test
    void readingAndEnteringAreTwoRights() throws IOException {
        Installation.mode(directory, "rwx--xr--");

        assertThat(account(false, true).canRead(directory)).isFalse();
        assertThat(account(false, true).canEnter(directory)).isTrue();
        assertThat(account(false, false).canRead(directory)).isTrue();
        assertThat(account(false, false).canEnter(directory)).isFalse();
    }

    @Test
    void rootMayDoEverything() throws IOException {
        Installation.mode(directory, "---------");

        assertThat(new Account("root", 0, ImmutableSet.of()).canChange(directory))
                .isTrue();
    }

    @Test
    void itsGroupsAreThoseOfBothFiles() throws IOException {
        Machine machine = new Machine(directory, ImmutableSet.of());
        Files.createDirectory(directory.resolve("etc"));
        Files.writeString(directory.resolve("etc/passwd"), "broken\nxtftp:x:1:1::/:/\ntftp:x:64001:64002::/:/\n");
        Files.writeString(directory.resolve("etc/group"), "a:x:7:root,tftp\nb:x:8:xtftp\nbroken\n");

        assertThat(machine.account("tftp")).contains(new Account("tftp", 64001, ImmutableSet.of(64002, 7)));
        assertThat(machine.account("nobody")).isEmpty();
    }
}
