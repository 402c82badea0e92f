#!/bin/sh
# Runs the benchmarks named, or all; builds the peers first, leaving out those that cannot be had.
# Called by `./dev bench`; GLOSS_PROGRAM is the program of another build to time instead.
set -eu
cd "$(dirname "$0")/.."
here=$PWD/build/bench
mkdir -p "$here"
GLOSS_PEERS=""

# Adds a peer in C: its name, then what it is linked with.
peer() {
  name=$1
  shift
  cc -std=c11 -D_POSIX_C_SOURCE=200809L -O2 -o "$here/$name" "bench/peers/$name.c" "$@"
  GLOSS_PEERS="$GLOSS_PEERS $here/$name"
}

# Adds BlingFire, whose library comes in a Python package.
blingfire() {
  library=$here/python/blingfire/libblingfiretokdll.so
  [ -f "$library" ] ||
    python3 -m pip install --quiet --no-deps --disable-pip-version-check --root-user-action=ignore \
      --target "$here/python" blingfire==0.1.8 >"$here/blingfire.log" 2>&1 ||
    { echo "bench: BlingFire is not available (python3 -m pip, or its registry)"; return 0; }
  peer blingfire "$library" -Wl,-rpath,"${library%/*}"
}

# Adds the Rust crate unicode-segmentation.
rust() {
  cargo build --quiet --release --locked --manifest-path bench/peers/rust/Cargo.toml \
    --target-dir "$here/rust" >"$here/rust.log" 2>&1 ||
    { echo "bench: unicode-segmentation is not available (cargo, or its registry)"; return 0; }
  GLOSS_PEERS="$GLOSS_PEERS $here/rust/release/peer"
}

# Finds spaCy, whose Matcher is a peer of patterns, in an environment of its own.
spacy() {
  python=$here/spacy/bin/python
  [ -x "$python" ] && "$python" -c "import spacy" 2>/dev/null || {
    python3 -m venv "$here/spacy" >"$here/spacy.log" 2>&1 &&
      "$python" -m pip install --quiet --disable-pip-version-check spacy==3.7.5 click >>"$here/spacy.log" 2>&1
  } || { echo "bench: spaCy is not available (python3 -m venv, pip, or its registry)"; return 0; }
  export GLOSS_SPACY="$python"
}

# Adds the peers that match lists of names: Hyperscan (apt), two crates, packages from PyPI.
list_peers() {
  GLOSS_LIST_PEERS=""
  if peer hyperscan $(pkg-config --cflags --libs libhs) 2>"$here/hyperscan.log"; then
    GLOSS_LIST_PEERS="$here/hyperscan"
  else
    echo "bench: Hyperscan is not available (apt-get install libhyperscan-dev)"
  fi
  if cargo build --quiet --release --locked --manifest-path bench/peers/lists/Cargo.toml \
    --target-dir "$here/rust" >"$here/lists.log" 2>&1; then
    GLOSS_LIST_PEERS="$GLOSS_LIST_PEERS;$here/rust/release/lists"
  else
    echo "bench: aho-corasick and daachorse are not available (cargo, or its registry)"
  fi
  [ -d "$here/lists/flashtext" ] ||
    python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
      --target "$here/lists" pyahocorasick==2.3.1 ahocorasick-rs==1.0.3 flashtext==2.7 \
      >"$here/lists.log" 2>&1 || echo "bench: packages are not available (python3 -m pip)"
  GLOSS_LIST_PEERS="$GLOSS_LIST_PEERS;PYTHONPATH=$here/lists python3 bench/peers/lists.py"
  export GLOSS_LIST_PEERS
}

[ $# -gt 0 ] || set -- tiers counts tokens hostile streams sentences gazetteer patterns patternhostile pipeline corpus startup
for name in "$@"; do
  [ -f "bench/$name.lua" ] || { echo "bench: no benchmark \"$name\"" >&2; exit 2; }
done
case " $* " in
  *" tokens "* | *" sentences "*)
    peer unistring -lunistring
    # shellcheck disable=SC2046
    peer icu $(pkg-config --libs icu-uc)
    blingfire
    rust
    ;;
esac
case " $* " in *" patterns "*) spacy ;; esac
case " $* " in *" gazetteer "*) list_peers ;; esac
export GLOSS_PEERS GLOSS_PROGRAM="${GLOSS_PROGRAM:-$PWD/build/release/gloss}" LUA_PATH="./?.lua;;"
export LUA_CPATH="${GLOSS_PROGRAM%/*}/?.so;;" GLOSS_DATA="${GLOSS_PROGRAM%/*}/share/gloss"
model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)
echo "${model:-$(uname -m)}, $(nproc) cores"
for name in "$@"; do
  echo "== $name"
  lua5.4 "bench/$name.lua"
done
