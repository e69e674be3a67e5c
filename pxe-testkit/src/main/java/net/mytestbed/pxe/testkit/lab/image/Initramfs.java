package net.mytestbed.pxe.testkit.lab.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.commons.compress.archivers.cpio.CpioConstants.C_ISCHR;
import static org.apache.commons.compress.archivers.cpio.CpioConstants.C_ISDIR;
import static org.apache.commons.compress.archivers.cpio.CpioConstants.C_ISLNK;
import static org.apache.commons.compress.archivers.cpio.CpioConstants.C_ISREG;
import static org.apache.commons.compress.archivers.cpio.CpioConstants.FORMAT_NEW;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;

/** An initial RAM file system as Linux unpacks it: a cpio archive ("newc"), packed by gzip. Directories go before what is in them. */
final class Initramfs implements AutoCloseable {
    private static final int PROGRAM_MODE = 0755;
    private static final int FILE_MODE = 0644;
    private static final int LINK_MODE = 0777;
    private static final int DEVICE_MODE = 0600;

    private final CpioArchiveOutputStream archive;

    Initramfs(OutputStream out) throws IOException {
        this.archive = new CpioArchiveOutputStream(new GZIPOutputStream(out), FORMAT_NEW);
    }

    Initramfs directory(String path) throws IOException {
        return add(entry(path, C_ISDIR | PROGRAM_MODE), new byte[0]);
    }

    Initramfs file(String path, byte[] content) throws IOException {
        return add(entry(path, C_ISREG | FILE_MODE), content);
    }

    Initramfs program(String path, byte[] content) throws IOException {
        return add(entry(path, C_ISREG | PROGRAM_MODE), content);
    }

    Initramfs link(String path, String target) throws IOException {
        return add(entry(path, C_ISLNK | LINK_MODE), target.getBytes(UTF_8));
    }

    Initramfs characterDevice(String path, int major, int minor) throws IOException {
        CpioArchiveEntry device = entry(path, C_ISCHR | DEVICE_MODE);
        device.setRemoteDeviceMaj(major);
        device.setRemoteDeviceMin(minor);
        return add(device, new byte[0]);
    }

    private static CpioArchiveEntry entry(String path, int mode) {
        CpioArchiveEntry entry = new CpioArchiveEntry(FORMAT_NEW, path);
        entry.setMode(mode);
        return entry;
    }

    private Initramfs add(CpioArchiveEntry entry, byte[] content) throws IOException {
        entry.setSize(content.length);
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
        return this;
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
