# Functions with which run.sh here and tests/run.sh prepare .venv; to be read with `.`, in the project's folder.
# Plain sh: it must run before anything is installed.

# fail SENTENCE: say what is missing and how to get it, and stop.
fail() {
    echo "anthology-review: $1" >&2
    exit 1
}

# install_packages WHAT DEBIAN-PACKAGES BREW-PACKAGES: install system packages as root on Debian or Ubuntu; else say how.
install_packages() {
    if command -v apt-get >/dev/null; then
        [ "$(id -u)" = 0 ] || fail "$1. Install it, then run this command again: sudo apt-get install $2"
        echo "Installing $2 with apt-get ..."
        # shellcheck disable=SC2086 # several packages are several words
        if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends $2; } >/dev/null; then
            fail "$1, and apt-get could not install $2. Connect to the network, then run this command again."
        fi
    elif command -v brew >/dev/null || [ "$(uname)" = Darwin ]; then
        fail "$1. Install it, then run this command again: brew install $3"
    else
        fail "$1. Install it with your system's package manager ($2 on Debian), then run this command again."
    fi
}

# find_python: set PYTHON to a command of Python 3.11 or newer.
find_python() {
    for PYTHON in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return 0
        fi
    done
    return 1
}

# prepare_environment EXTRA: make .venv if need be, and install the project with an extra into it ("" for none).
prepare_environment() {
    if ! command -v python3 >/dev/null && ! find_python; then
        install_packages "Python is missing" "python3 python3-venv" python
    fi
    if ! find_python; then
        found=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo broken)
        install_packages "Python 3.11 or newer is needed, and python3 here is $found" "python3.11 python3.11-venv" python
        find_python || fail "Python 3.11 or newer is needed, and python3 here is $found. Install a newer one."
    fi
    # pip compiles nothing below: a module is compiled when it is first imported, and that must be kept.
    unset PYTHONDONTWRITEBYTECODE
    here=$(pwd -P)
    installed="$here $(cksum <pyproject.toml)"
    # .venv/unfinished: a run was interrupted, and what it left can't be trusted. .venv/installed: what is in place.
    if [ -d .venv ]; then
        if grep -qxF "$installed extra:$1" .venv/installed 2>/dev/null && [ ! -e .venv/unfinished ]; then
            return 0
        elif [ -e .venv/unfinished ] || { [ -e .venv/installed ] && ! grep -qF "$here " .venv/installed; } ||
            ! .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "Removing .venv, which is unfinished, broken or from another place ..."
            rm -rf .venv || fail "You may not change $here. Clone the project into a folder of your own."
        fi
    fi
    if [ ! -d .venv ]; then
        version=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
            package=python3-venv
            [ "$PYTHON" = python3 ] || package=$PYTHON-venv
            install_packages "Python's modules venv and ensurepip are missing" "$package" python
        fi
        echo "Making .venv with Python $version ..."
        mkdir .venv 2>/dev/null || fail "You may not write in $here. Clone the project into a folder of your own."
        touch .venv/unfinished
        "$PYTHON" -m venv .venv
    fi
    echo "Installing into .venv ($2) ..."
    touch .venv/unfinished
    # --no-compile: most modules are never imported; compiling them all takes 20 s and 100 MB.
    if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
        --editable ".${1:+[$1]}" 2>.venv/install.log; then
        if grep -qE 'Connection|Max retries|Temporary failure|timed out|ProxyError' .venv/install.log; then
            fail "The package index can't be reached (see .venv/install.log). Connect to the network, run this again."
        fi
        cat .venv/install.log >&2
        fail "Installing failed for the reason above. Mend it, then run this command again."
    fi
    echo "$installed extra:" >.venv/installed
    [ -z "$1" ] || echo "$installed extra:$1" >>.venv/installed
    rm .venv/unfinished
}
