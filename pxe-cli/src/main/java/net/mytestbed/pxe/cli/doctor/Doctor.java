package net.mytestbed.pxe.cli.doctor;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.mytestbed.pxe.cli.control.ServiceUrl;
import net.mytestbed.pxe.cli.dhcp.AskedInventory;
import net.mytestbed.pxe.inventory.Inventory;
import net.mytestbed.pxe.inventory.InventorySnapshot;
import net.mytestbed.pxe.link.BootDirectory;
import net.mytestbed.pxe.node.Domain;
import net.mytestbed.pxe.service.Inventories;
import net.mytestbed.pxe.service.PxeAssembly;
import net.mytestbed.pxe.service.config.PxeConfig;
import net.mytestbed.pxe.tftpboot.TftpBootDirectory;
import net.mytestbed.pxe.yaml.YamlException;

/**
 * Looks at a whole installation.
 *
 * @param machine the machine that it is on
 * @param clock what time it is
 * @param domain the domain whose nodes are looked at; empty: all that are known by name
 * @param dhcp the DHCP server's configuration; empty: where it usually is
 * @param tftpUser as whom the TFTP server reads; empty: as the running one does, else {@code tftp}, else {@code nobody}
 */
public record Doctor(
        Machine machine, InstantSource clock, Optional<Domain> domain, Optional<Path> dhcp, Optional<String> tftpUser) {
    private static final String SERVICE_ACCOUNT = "omf-aggmgr-pxe";

    public Doctor {
        requireNonNull(machine, "machine");
        requireNonNull(clock, "clock");
        requireNonNull(domain, "domain");
        requireNonNull(dhcp, "dhcp");
        requireNonNull(tftpUser, "tftpUser");
    }

    /** Looks at the installation of a configuration file. Nothing is changed. */
    public Examination examine(Path file) {
        PxeConfig config;
        try {
            config = PxeConfig.read(file);
        } catch (YamlException unusable) {
            return new Examination(ImmutableList.of(new Examination.Part(
                    "configuration",
                    unusable.complaints().stream()
                            .map(complaint -> Ailment.error(
                                    complaint.sentence(),
                                    complaint.line() > 0 ? complaint.file() + ":" + complaint.line() : complaint.file(),
                                    "The service does not start with it; nothing else was looked at.",
                                    "Edit " + complaint.file() + ", then pxe doctor"))
                            .collect(ImmutableList.toImmutableList()))));
        }
        return new Examination(ImmutableList.<Examination.Part>builder()
                .add(new Examination.Part("configuration", ImmutableList.of()))
                .addAll(parts(config, file))
                .build());
    }

    /** Without the accounts of the machine there is no saying who may read what. */
    private ImmutableList<Examination.Part> parts(PxeConfig config, Path file) {
        try {
            return Examination.by(checks(config, file)).parts();
        } catch (IOException e) {
            return ImmutableList.of(Examination.unseen("accounts", e));
        }
    }

    private ImmutableList<Check> checks(PxeConfig config, Path file) throws IOException {
        PxeConfig.Pxe pxe = config.pxe();
        Path cfgDir = pxe.cfgDir().toAbsolutePath().normalize();
        Path served = cfgDir.resolveSibling("");
        Account reader = reader();
        BootDirectory directory = new TftpBootDirectory(cfgDir, pxe.stateDir());
        Supplier<Inventory> inventory =
                Suppliers.memoize(() -> Inventories.of(pxe.testbed()).fresh());
        Supplier<AskedInventory> asked = Suppliers.memoize(() -> AskedInventory.ask(
                inventory.get(),
                domain.map(ImmutableSet::of).orElseGet(() -> inventory.get().domains()),
                Inventory.Wanted.ADDRESS_AND_IMAGE));
        Optional<Supplier<ServiceAnswer>> service =
                ServiceUrl.of(config.http()).map(url -> Suppliers.memoize(() -> ServiceAnswer.from(url)));
        return ImmutableList.of(
                new BootDirectoryCheck(cfgDir, pxe.stateDir(), reader, machine.account(SERVICE_ACCOUNT)),
                new PxelinuxCheck(machine, served, reader),
                new DefaultCheck(cfgDir, directory),
                new ImagesCheck(cfgDir, directory),
                new TftpServerCheck(machine, cfgDir),
                new InventoryCheck(asked, directory),
                new DhcpCheck(machine, dhcp, served, asked),
                new ServiceCheck(service),
                new ClockCheck(
                        clock,
                        file,
                        () -> PxeAssembly.of(pxe, new InventorySnapshot(ImmutableMap.of()), clock)
                                .manager()
                                .links(),
                        service),
                new DiskCheck(ImmutableList.of(cfgDir, pxe.stateDir()), Room::of),
                new LinksCheck(
                        cfgDir,
                        Suppliers.memoize(() ->
                                PxeAssembly.of(pxe, inventory.get(), clock).manager())));
    }

    /** An account that is not there has the rights of all others. */
    private Account reader() throws IOException {
        ImmutableList<String> names = Stream.of(
                        tftpUser.stream(),
                        TftpServerCheck.running(machine).stream().flatMap(server -> server.user().stream()),
                        Stream.of("tftp", "nobody"))
                .flatMap(name -> name)
                .collect(ImmutableList.toImmutableList());
        for (String name : names) {
            Optional<Account> account = machine.account(name);
            if (account.isPresent()) {
                return account.get();
            }
        }
        return new Account(names.get(0), -1, ImmutableSet.of());
    }
}
