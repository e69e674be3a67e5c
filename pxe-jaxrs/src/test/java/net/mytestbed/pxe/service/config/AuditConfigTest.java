package net.mytestbed.pxe.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditConfigTest extends ConfigTexts {
    @ParameterizedTest
    @CsvSource({"1, 1", "500B, 500", "2KB, 2048", "3 MB, 3145728", "1G, 1073741824"})
    void sizesOfTheAuditFileAreWrittenAsLogbackDoes(String size, long bytes) throws IOException {
        AuditConfig audit = readLeast("audit: {file: a.jsonl, totalSizeCap: 10GB, maxFileSize: " + size + "}\n")
                .audit()
                .orElseThrow();
        assertThat(audit.maxFileSize()).isEqualTo(bytes);
    }

    @Test
    void anAuditFileIsBesideTheConfigurationAndKeptForAYear() throws IOException {
        assertThat(readLeast("audit: {file: audit.jsonl}\n").audit())
                .contains(new AuditConfig(directory.resolve("audit.jsonl"), 10 << 20, 365, 1 << 30));
    }

    @Test
    void whatIsWrongWithTheAuditFileIsNamedByItsKey() throws IOException {
        assertThat(complaintsOfLeast("audit:\n  fil: x\n  maxFileSize: huge\n  maxHistory: 0\n  totalSizeCap: 0\n"))
                .hasSize(5)
                .anySatisfy(line -> assertThat(line).contains("audit", "\"file\" is missing"))
                .anySatisfy(line -> assertThat(line).contains("audit.fil:", "\"file\""))
                .anySatisfy(line -> assertThat(line).contains("audit.maxFileSize", "10MB"))
                .anySatisfy(line -> assertThat(line).contains("audit.maxHistory", "days"))
                .anySatisfy(line -> assertThat(line).contains("audit.totalSizeCap"));
    }

    @Test
    void allAuditFilesTogetherCannotBeSmallerThanOne() throws IOException {
        assertComplaintOfLeast("audit: {file: x, maxFileSize: 10MB, totalSizeCap: 1MB}\n")
                .contains("audit.totalSizeCap", "cannot be smaller");
    }
}
