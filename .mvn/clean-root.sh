# Sourced by ./verify: makes a root file system with nothing but Debian's base and Java, in which the package is tried. As root on Debian
# only; otherwise it says in one line that this is left out. Sets clean_root, empty if there is none. The caller has sourced toolchain.sh
# and set top.

readonly CLEAN_ROOT_PACKAGES=default-jre-headless,systemd,man-db,bash-completion

clean_root_left_out() {
  say "The test of the Debian package is left out: $*."
  clean_root=
}

# Where this machine has its own packages from.
clean_root_mirror() {
  apt-get indextargets --format '$(REPO_URI)' "Codename: $1" 2>/dev/null | head -n 1
}

need_clean_root() {
  clean_root=$top/target/clean-root
  # shellcheck source=/dev/null
  suite=$(. /etc/os-release 2>/dev/null && [ "${ID-}" = debian ] && printf '%s' "${VERSION_CODENAME-}") || suite=
  if ! may_install || [ -z "$suite" ]; then
    clean_root_left_out 'it needs root on Debian'
    return 0
  fi
  if [ "$(cat "$clean_root.made" 2>/dev/null)" = "$suite $CLEAN_ROOT_PACKAGES" ]; then
    return 0
  fi
  if ! command -v debootstrap >/dev/null && ! install debootstrap; then
    clean_root_left_out 'debootstrap could not be installed'
    return 0
  fi
  say "Making a clean Debian $suite in $clean_root, to try the package in..."
  mkdir -p "$top/target"
  rm -rf "$clean_root"
  if ! debootstrap --variant=minbase "--include=$CLEAN_ROOT_PACKAGES" "$suite" "$clean_root" "$(clean_root_mirror "$suite")" \
    >"$clean_root.log" 2>&1; then
    rm -rf "$clean_root"
    clean_root_left_out "debootstrap failed, see $clean_root.log"
    return 0
  fi
  rm -rf "$clean_root"/var/cache/apt/archives/*.deb
  printf '%s %s\n' "$suite" "$CLEAN_ROOT_PACKAGES" >"$clean_root.made"
}
