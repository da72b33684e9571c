#!/usr/bin/env bash
# Every verb a person needs. Builds on first use and after a change of the sources.
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
state="$project/.run"

verbs() {
  cat <<'TEXT'
Reckoner proves prepaid credit ledgers and prints their statements.

  ./run.sh VERB [options]          ./run.sh VERB --help for its options

  demo           make a realistic year, plant discrepancies, find them, print documents
  load           load feed files (default: everything in the inbox)
  feeds          suggest a mapping for a file of others
  reconcile      run the checks now
  discrepancies  list, show, assign, accept, confirm, resolve, reopen findings
  explain        why the balance of an account is what it is
  statements     account statements of a month as PDF, XLSX, CSV
  deliver        send issued statements by mail or into a folder
  events         event usage reports
  timeline       activity by hour, day or month
  activity       the master log, filtered
  balance        current balances
  prices         the price list on a date
  export         a month for other systems: FOCUS, camt.053, accounting journal
  personal       what is held of one account's person: export, erase
  close          the whole month end, restartable
  verify         is this document ours and unchanged; --ledger: is the ledger what was booked
  runs           list, show, recover runs
  doctor         Java, disk, clock, rights, database: what is wrong and what to do
  archive        old months out of the ledger, into files that load takes back
  backup         the whole database in one file, encrypted where a passphrase is set
  restore        a backup, into an empty home
  serve          scheduler and web console, on 127.0.0.1:8080
  worker         one more process, on any machine, for whatever is done in parts
  users          who may sign in to the console
  schedule       what runs by itself: list, next, pause, resume, now
  bench          measure against the obvious way to do it
  test           run all tests
  help           options of a verb

Everything is kept in workspace/ (--home DIR or RECKONER_HOME).
Exit codes: 0 done and agrees, 1 discrepancies, 2 wrong command, 3 input refused, 4 failed, 5 busy.
TEXT
}

fail() {
  printf '%s\n' "$1" >&2
  exit "${2:-4}"
}

find_java() {
  java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
  command -v "$java" >/dev/null || fail "No Java found. Install a JDK 17 or newer, or set JAVA_HOME to one." 4
}

maven() {
  if command -v mvn >/dev/null; then mvn -B -f "$project/pom.xml" "$@"; else "$project/mvnw" -B -f "$project/pom.xml" "$@"; fi
}

is_stale() {
  [ ! -f "$state/built" ] || [ -n "$(find "$project/pom.xml" "$project"/{reports,jobs}/{pom.xml,src} "$project/sql" \
    -newer "$state/built" -type f -print -quit)" ]
}

build() {
  mkdir -p "$state"
  exec 9>"$state/build.lock"
  if command -v flock >/dev/null; then flock 9; fi
  if is_stale; then
    "$java" -version 2>&1 | grep -qE 'version "(1[7-9]|[2-9][0-9])' || fail "Java is too old: $("$java" -version 2>&1 | head -n 1). Install a JDK 17 or newer."
    [ -x "$(dirname "$(readlink -f "$(command -v "$java")")")/javac" ] || fail "This Java has no compiler. Install a JDK (not a JRE) 17 or newer."
    printf 'Building Reckoner (once; the log is in %s) …\n' "$state/build.log" >&2
    maven -q -DskipTests package >"$state/build.log" 2>&1 || { tail -n 30 "$state/build.log" >&2; fail "The build failed. The whole log is in $state/build.log."; }
    rm -rf "$state"/app "$state"/app-*.jsa
    "$java" -Djarmode=tools -jar "$project/jobs/target/reckoner.jar" extract --destination "$state/app" >>"$state/build.log" 2>&1
    fonts
    touch "$state/built"
  fi
  # Classes as this Java has loaded them before: a start takes a third of the time. One archive a Java.
  archive="$state/app-$(readlink -f "$(command -v "$java")" | cksum | cut -d' ' -f1).jsa"
  if [ ! -f "$archive" ]; then
    printf 'Preparing a fast start …\n' >&2
    if ! run_java -XX:ArchiveClassesAtExit="$archive" -- warm-up --home "$state/warm-up" >>"$state/build.log" 2>&1 || [ ! -s "$archive" ]; then
      printf 'It could not be prepared, so every start takes a second longer. Why is in %s.\n' "$state/build.log" >&2
      : >"$archive"
    fi
    # Its temporary files, too: nobody holds their lock any more, so another start would take this process for a dead one.
    rm -rf "$state/warm-up" "$state/tmp/$$"
  fi
  exec 9>&-
}

# The fonts that documents are drawn with come with the build: the same pages on every machine, also on one without fonts.
fonts() {
  mkdir -p "$state/fonts"
  local jar
  jar=$(ls "$state"/app/lib/jasperreports-fonts-*.jar)
  (cd "$state/fonts" && "$(dirname "$(readlink -f "$(command -v "$java")")")/jar" xf "$jar")
  cat >"$state/fonts.conf" <<CONF
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$state/fonts</dir><cachedir>$state/fonts/cache</cachedir></fontconfig>
CONF
}

run_java() {
  local options=()
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  [ ! -f "$state/fonts.conf" ] || export FONTCONFIG_FILE="$state/fonts.conf"
  # A killed Java leaves its temporary files; here the next one finds and removes them.
  if mkdir -p "$state/tmp/$$" 2>/dev/null; then options+=(-Djava.io.tmpdir="$state/tmp/$$" -Dreckoner.temporary=true); fi
  ${in_place:-} "$java" -Xmx"${RECKONER_HEAP:-512m}" -XX:+UseSerialGC -Xshare:auto -XX:+ExitOnOutOfMemoryError "${options[@]}" \
    -Duser.timezone=UTC -Djava.awt.headless=true -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -Dreckoner.config="${RECKONER_CONFIG:-$project/config}" -Dreckoner.cache="$state" \
    -jar "$state/app/reckoner.jar" "$@"
}

# What the tests draw and look at documents with, where this machine lets us install it.
packages() {
  command -v apt-get >/dev/null && [ "$(id -u)" = 0 ] || return 0
  local missing=()
  command -v pdftoppm >/dev/null || missing+=(poppler-utils)
  command -v fc-list >/dev/null || missing+=(fontconfig)
  fc-list 2>/dev/null | grep -q . || missing+=(fonts-dejavu-core)
  command -v chromium >/dev/null || missing+=(chromium)
  command -v chromedriver >/dev/null || missing+=(chromium-driver)
  [ ${#missing[@]} = 0 ] || { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >&2 || true
}

verb=${1:-}
case "$verb" in
  "" | help | --help | -h)
    if [ $# -le 1 ]; then verbs; exit 0; fi
    shift; set -- "$@" --help ;;
esac

# Names of files are UTF-8 also where nobody has set a locale, as under cron.
[ "$(locale charmap 2>/dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8

find_java
if [ "$verb" = test ]; then
  shift
  packages
  maven verify "$@"
  exit
fi
build
# The optimising compiler pays where millions of rows pass through Java. A start, and all that is short, is done in half the time without.
case "$verb ${2:-}" in
  "bench pages") tuning=(-XX:TieredStopAtLevel=1) ;; # as serve runs
  load\ * | archive\ * | backup\ * | restore\ * | reconcile\ * | close\ * | statements\ * | events\ * | worker\ * | bench\ *) tuning=(-XX:+TieredCompilation) ;;
  *) tuning=(-XX:TieredStopAtLevel=1) ;;
esac
[ ! -s "$archive" ] || tuning+=(-XX:SharedArchiveFile="$archive")
[ ! -t 2 ] || export RECKONER_TERMINAL=1
# Whoever ends this process, ends what it does.
in_place=exec
run_java "${tuning[@]}" -- "$@"
