#!/bin/sh
# Does this machine have what set-up needs beyond Python packages? What is missing is installed where that
# is allowed (root, or sudo without a password); otherwise one sentence says what to type.
# Usage: scripts/system.sh PYTHON          what the tool itself needs
#        scripts/system.sh PYTHON office   LibreOffice, which only tests use: without it they skip
set -eu

python=${1:-python3}
wanted=${2:-tool}
packages='fonts-noto-cjk libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 poppler-utils'

if [ "$wanted" = office ]; then
    ! command -v soffice >/dev/null || exit 0
    packages='libreoffice-calc libreoffice-writer'
fi

stop() {
    if [ "$wanted" = office ]; then
        echo "没有装上 LibreOffice（$packages），用它转换文件的测试将跳过。" >&2
        exit 0
    fi
    echo "$1" >&2
    exit 1
}

installed() {
    case $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) in
        installed*) return 0 ;;
        *) return 1 ;;
    esac
}

command -v "$python" >/dev/null ||
    stop "没有找到 $python，请先安装 Python 3.11 或更高版本（Debian：apt-get install python3 python3-venv），再重新运行。"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "需要 Python 3.11 或更高版本，而 $python 是 $("$python" -V 2>&1)；另装有新版本的请指定，例如 make demo PYTHON=python3.12。"

if ! command -v dpkg-query >/dev/null; then
    [ "$wanted" = tool ] || stop ''
    "$python" -c 'import ensurepip' 2>/dev/null || stop "$python 缺少 venv 模块，请先安装，再重新运行。"
    echo '不是 Debian 或 Ubuntu，不检查系统软件；打印 PDF 需要 Pango、HarfBuzz 和中文字体，可用 jixiao doctor 检查。'
    exit 0
fi

missing=
for package in $packages; do
    installed "$package" || missing="$missing $package"
done
"$python" -c 'import ensurepip' 2>/dev/null || missing="$missing $(basename "$python")-venv"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as=
elif sudo -n -E true 2>/dev/null; then
    as='sudo -n -E'
elif command -v sudo >/dev/null; then
    stop "缺少系统软件，请先运行（要输入管理员密码）：sudo apt-get update && sudo apt-get install -y$missing；然后重新运行。"
else
    stop "缺少系统软件，请先运行（要输入 root 密码）：su - -c 'apt-get update && apt-get install -y$missing'；然后重新运行。"
fi

echo "正在安装系统软件：${missing# }"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
# An update that fails for one source need not keep the packages from installing.
$as apt-get update >"$log" 2>&1 </dev/null || true
# shellcheck disable=SC2086 # both are lists of words
$as apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 $missing >>"$log" 2>&1 </dev/null || {
    tail -n 20 "$log" >&2
    stop "系统软件没有装上（原因见上），请检查网络和软件源后重新运行。"
}
