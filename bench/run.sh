#!/bin/sh
# Runs the benchmarks named, or all; builds the peers first. Called by `./dev bench`.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build/bench
GLOSS_PEERS=""
for peer in unistring:-lunistring icu:"$(pkg-config --libs icu-uc)"; do
  name=${peer%%:*}
  # shellcheck disable=SC2086
  cc -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -o "build/bench/$name" "bench/peers/$name.c" ${peer#*:}
  GLOSS_PEERS="$GLOSS_PEERS $PWD/build/bench/$name"
done
export GLOSS_PEERS GLOSS_PROGRAM="$PWD/build/release/gloss" LUA_PATH="./?.lua;;" \
  LUA_CPATH="$PWD/build/release/?.so;;" GLOSS_DATA="$PWD/build/release/share/gloss"
[ $# -gt 0 ] || set -- tiers tokens sentences gazetteer pipeline startup
for name in "$@"; do
  [ -f "bench/$name.lua" ] || { echo "bench: no benchmark \"$name\"" >&2; exit 2; }
  echo "== $name"
  lua5.4 "bench/$name.lua"
done
