# Sourced by ./verify: makes ready what the tests with real boots need (docs/lab.md), where it may: as root on Debian or Ubuntu.
# Otherwise it says in one line that they are left out. Sets lab (on or off) and lab_parts. The caller has sourced toolchain.sh and set
# top.

# What runs the lab is installed.
readonly LAB_PROGRAMS='qemu-system-x86_64 socat curl ip unshare nsenter'
readonly LAB_INSTALLED='qemu-system-x86 ipxe-qemu seabios socat libwrap0 curl iproute2 util-linux'
# What runs in it is only unpacked, in target/lab/parts: installed, servers would be started, and busybox-static would replace busybox.
readonly LAB_UNPACKED='tftpd-hpa isc-dhcp-server radvd pxelinux syslinux-common busybox-static'

lab_left_out() {
  say "Tests with real boots are left out: $*. See docs/lab.md."
  lab=off
}

lab_may_run() {
  unshare --mount --net --pid --fork --mount-proc -- sh -c '
    mount -t tmpfs tmpfs /run && ip link add br0 type bridge && ip tuntap add tap0 mode tap' >/dev/null 2>&1
}

lab_programs_missing() {
  for program in $LAB_PROGRAMS; do
    command -v "$program" >/dev/null || return 0
  done
  # QEMU has both of them as files only: its network card's boot program, and the BIOS.
  [ ! -e /usr/share/seabios/bios-256k.bin ] || [ ! -e /usr/lib/ipxe/qemu/efi-virtio.rom ]
}

# The package with the newest kernel: the one without drivers for real machines, where there is one.
lab_kernel_package() {
  for meta in linux-image-cloud-amd64 linux-image-virtual; do
    package=$(apt-cache depends "$meta" 2>/dev/null | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)/\1/p' | head -n 1)
    if [ -n "$package" ]; then
      printf '%s\n' "$package"
      return 0
    fi
  done
  return 1
}

# Fetches and unpacks into $1.
lab_unpack() {
  mkdir -p "$1/packages"
  kernel=$(lab_kernel_package) || return 1
  # shellcheck disable=SC2086
  (cd "$1/packages" && apt-get -o APT::Sandbox::User=root download -qq $LAB_UNPACKED "$kernel") >&2 || return 1
  for package in "$1"/packages/*.deb; do
    dpkg -x "$package" "$1" || return 1
  done
  rm -r "$1/packages"
  printf '%s\n' "$LAB_UNPACKED" >"$1/unpacked"
  # Newer kernels have their modules compressed; the RAM image takes them as they are loaded.
  find "$1" -name '*.ko.xz' -exec xz -d {} +
  find "$1" -name '*.ko.zst' -exec zstd -q -d --rm {} +
}

need_lab() {
  lab=on
  lab_parts=$top/target/lab/parts
  case " $* " in
    *' -Dpxe.lab=off '*)
      lab=off
      return 0
      ;;
  esac
  if ! may_install; then
    lab_left_out 'they need root on Debian or Ubuntu'
    return 0
  fi
  if [ "$(dpkg --print-architecture)" != amd64 ]; then
    lab_left_out 'they need an amd64 machine'
    return 0
  fi
  if lab_programs_missing; then
    # shellcheck disable=SC2086
    if ! install $LAB_INSTALLED; then
      lab_left_out 'their packages could not be installed'
      return 0
    fi
  fi
  if ! lab_may_run; then
    lab_left_out 'this machine allows no network of its own to a process (a container?)'
    return 0
  fi
  if [ "$(cat "$lab_parts/unpacked" 2>/dev/null)" != "$LAB_UNPACKED" ]; then
    say "Unpacking servers and a kernel for real boots in $lab_parts..."
    new=$lab_parts.$$
    # A second attempt, for the lists may be missing or older than the archive.
    if ! lab_unpack "$new" && ! { rm -rf "$new" && apt-get update -qq >&2 && lab_unpack "$new"; }; then
      rm -rf "$new"
      lab_left_out 'their packages could not be fetched'
      return 0
    fi
    rm -rf "$lab_parts"
    mv -T "$new" "$lab_parts"
  fi
}
