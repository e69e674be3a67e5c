# Sourced by ./pxe and ./verify: finds a JDK and a Maven that can build this project, installs them where it may
# (root on Debian or Ubuntu), and otherwise says what to install. Sets and exports JAVA_HOME, and sets maven.
# The caller sets top, the project's directory.

# The modes of the class files go into the jars: with any other mask the same sources would give other bytes.
umask 022

readonly LEAST_JAVA=17
readonly LEAST_MAVEN=3.8.7

say() {
  printf '%s\n' "$*" >&2
}

may_install() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null
}

install() {
  say "Installing $* (apt-get)..."
  # The lists may be missing, as in a fresh container, or older than the archive. A list that cannot be fetched need not hinder.
  apt-get update -qq >&2 || true
  # A machine that has just started may be updating itself: wait for that.
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -qq -y --no-install-recommends "$@" </dev/null >&2
}

is_jdk() {
  [ -x "$1/bin/javac" ] || return 1
  major=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \(1\.\)\{0,1\}\([0-9]*\).*/\2/p')
  [ "${major:-0}" -ge "$LEAST_JAVA" ]
}

find_jdk() {
  javac=$(command -v javac) || javac=
  if [ -n "$javac" ]; then
    javac=$(readlink -f -- "$javac")
  fi
  for jdk in "${JAVA_HOME-}" "${javac%/bin/javac}" /usr/lib/jvm/*; do
    if [ -n "$jdk" ] && is_jdk "$jdk"; then
      export JAVA_HOME="$jdk"
      return 0
    fi
  done
  return 1
}

find_maven() {
  command -v mvn >/dev/null || return 1
  version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
  [ -n "$version" ] || return 1
  [ "$(printf '%s\n%s\n' "$LEAST_MAVEN" "$version" | sort -V | head -n 1)" = "$LEAST_MAVEN" ] || return 1
  maven=mvn
}

need_toolchain() {
  if ! find_jdk; then
    if may_install; then
      install default-jdk-headless || true
    fi
    if ! find_jdk; then
      say "No JDK $LEAST_JAVA or newer found (javac). Install the package default-jdk-headless, or set JAVA_HOME."
      return 1
    fi
  fi
  if find_maven; then
    return 0
  fi
  if may_install; then
    install maven || true
    if find_maven; then
      return 0
    fi
  fi
  # The wrapper checks the sum of Maven's zip file; without unzip it would fetch another archive, which has another sum.
  if ! command -v unzip >/dev/null && may_install; then
    install unzip || true
  fi
  if ! command -v unzip >/dev/null; then
    say "No Maven $LEAST_MAVEN or newer found. Install the package maven, or unzip and then Maven is fetched by ./mvnw."
    return 1
  fi
  maven=$top/mvnw
}
