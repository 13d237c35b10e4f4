# The main job on real input, step by step; `make demo` runs it and README.md shows what it prints.
# Usage: sh docs/demo.sh FOLDER      (an existing demo store in FOLDER is replaced)
set -eu
folder=${1:?usage: sh docs/demo.sh FOLDER}
step() {
  printf '\n$ revtrack %s\n' "$*"
  revtrack --no-pager "$@"
}
mkdir -p "$folder"
cd "$folder"
rm -rf crr changes.md
step init --example crr
cd crr
step status
step lineage 9956/14
step diff 9956/14:da@1 9956/14:da@2
step diff eupl@1.1 eupl@1.2
step diff demo@1 demo@2
step diff eupl@1.1 eupl@1.2 -o ../changes.md
printf '\nThe store is in %s/crr, the comparison to hand over in %s/changes.md\n' "$folder" "$folder"
