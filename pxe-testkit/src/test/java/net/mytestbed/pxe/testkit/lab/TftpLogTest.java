package net.mytestbed.pxe.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TftpLogTest {
    private static final String PREFIX = "Nov 22 16:44:39 vm daemon.notice in.tftpd";

    private final TftpLog log = new TftpLog();

    @Test
    void aQuestionThatWasNotRefusedWasAnsweredWithTheFile() {
        log.append(PREFIX + "[125]: RRQ from 10.18.1.2 filename pxelinux.0\n");

        assertThat(log.reads("10.18.1.2", 0, 10))
                .containsExactly(new TftpRead("10.18.1.2", "pxelinux.0", Optional.empty()));
    }

    @Test
    void aRefusalBelongsToTheQuestionOfTheSameProcess() {
        log.append(PREFIX + "[7]: RRQ from 10.18.1.2 filename pxelinux.cfg/0A120102\n"
                + PREFIX + "[8]: RRQ from 10.18.1.1 filename pxelinux.cfg/0A120101\n"
                + PREFIX + "[7]: sending NAK (1, File not found) to 10.18.1.2\n");

        assertThat(log.reads("10.18.1.2", 0, 10)).extracting(TftpRead::sent).containsExactly(false);
        assertThat(log.reads("10.18.1.1", 0, 10)).extracting(TftpRead::sent).containsExactly(true);
    }

    @Test
    void aLineMayComeInPieces() {
        log.append(PREFIX + "[7]: RRQ from 10.18.1.2 filename pxelin");
        log.append("ux.0\n");

        assertThat(log.reads("10.18.1.2", 0, 10)).extracting(TftpRead::file).containsExactly("pxelinux.0");
    }

    @Test
    void aNameMayHaveBlanks() {
        log.append(PREFIX + "[7]: RRQ from 10.18.1.2 filename a b.c32\n");

        assertThat(log.reads("10.18.1.2", 0, 10)).extracting(TftpRead::file).containsExactly("a b.c32");
    }

    @Test
    void aQuestionThatIsRepeatedForWantOfAnAnswerIsOneQuestion() {
        log.append(PREFIX + "[7]: RRQ from 10.18.1.2 filename pxelinux.cfg/0A120102\n"
                + PREFIX + "[8]: RRQ from 10.18.1.1 filename pxelinux.0\n"
                + PREFIX + "[9]: RRQ from 10.18.1.2 filename pxelinux.cfg/0A120102\n"
                + PREFIX + "[9]: sending NAK (1, File not found) to 10.18.1.2\n");

        assertThat(log.reads("10.18.1.2", 0, 10))
                .containsExactly(new TftpRead("10.18.1.2", "pxelinux.cfg/0A120102", Optional.of("1, File not found")));
    }

    @Test
    void theSameQuestionInTheNextBootIsAnother() {
        log.append(PREFIX + "[7]: RRQ from 10.18.1.2 filename pxelinux.0\n");
        int next = log.begin("10.18.1.2");
        log.append(PREFIX + "[8]: RRQ from 10.18.1.2 filename pxelinux.0\n");

        assertThat(log.reads("10.18.1.2", next, 10)).hasSize(1);
    }
}
