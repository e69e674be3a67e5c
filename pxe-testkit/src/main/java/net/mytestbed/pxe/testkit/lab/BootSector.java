package net.mytestbed.pxe.testkit.lab;

import static com.google.common.base.Preconditions.checkArgument;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.io.BaseEncoding;
import java.util.Arrays;

/**
 * The first sector of a disk whose whole system is to say that it was booted: it prints a text on the serial line and halts. It does
 * so three times, with ticks of the clock between, for at first the firmware may still print words of its own into it.
 */
final class BootSector {
    private static final int SIZE = 512;

    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

    /** Where the text begins: behind the program, which the BIOS loads at 0x7c00. */
    private static final byte[] PROGRAM = HEX.decode(
            "31c0" // xor ax, ax
                    + "8ed8" // mov ds, ax
                    + "fc" // cld
                    + "b90300" // mov cx, 3
                    + "be297c" // again: mov si, text
                    + "ac" // next: lodsb
                    + "84c0" // test al, al
                    + "7412" // jz end
                    + "88c4" // mov ah, al
                    + "bafd03" // mov dx, 0x3fd: the serial line's status
                    + "ec" // busy: in al, dx
                    + "a820" // test al, 0x20
                    + "74fb" // jz busy
                    + "baf803" // mov dx, 0x3f8: its data
                    + "88e0" // mov al, ah
                    + "ee" // out dx, al
                    + "ebe9" // jmp next
                    + "fb" // end: sti
                    + "f4" // hlt, until the clock ticks
                    + "e2e2" // loop again
                    + "f4" // halt: hlt
                    + "ebfd"); // jmp halt

    private BootSector() {}

    /** @throws IllegalArgumentException if the text is longer than there is room for */
    static byte[] printing(String text) {
        byte[] said = (text + "\r\n").getBytes(US_ASCII);
        checkArgument(PROGRAM.length + said.length < SIZE - 2, "No room in a boot sector for: %s", text);
        byte[] sector = Arrays.copyOf(PROGRAM, SIZE);
        System.arraycopy(said, 0, sector, PROGRAM.length, said.length);
        sector[SIZE - 2] = 0x55;
        sector[SIZE - 1] = (byte) 0xaa;
        return sector;
    }
}
