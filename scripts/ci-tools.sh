#!/usr/bin/env bash
# Installs what the interop suite and the benchmarks take from the system, on Debian and Ubuntu, when something is missing.
# Everything else is built from the Go module proxy or comes from npm or the Python package index.
set -euo pipefail

# Package, and what shows that it is there: a program, a file, or a command that succeeds.
packages() {
  cat <<'LIST'
docker-registry docker-registry
skopeo skopeo
softhsm2 softhsm2-util
opensc pkcs11-tool
openssl openssl
curl curl
git git
python3 python3
python3-pip python3 -m pip --version
time /usr/bin/time
chromium chromium --version
fonts-dejavu-core test -f /usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf
LIST
}

missing=()
while read -r package program arguments; do
  if [ -n "$arguments" ]; then
    # shellcheck disable=SC2086 # words of the list above
    "$program" $arguments >/dev/null 2>&1 </dev/null || missing+=("$package")
  else
    command -v "$program" >/dev/null || missing+=("$package")
  fi
done < <(packages)
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

if ! command -v apt-get >/dev/null; then
  echo "missing: ${missing[*]}; install them, this script only knows apt-get" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
export DEBIAN_FRONTEND=noninteractive
echo "installing ${missing[*]}"
"${as_root[@]}" apt-get update -q
"${as_root[@]}" apt-get install -qy --no-install-recommends "${missing[@]}"
