# What ./run, ./test and ./bench share: options, the SDK check, and building one of the two flavours.
# Sourced, never executed; the caller has set `root` and `set -euo pipefail`.

runtime=embedded
package_source=
build_properties=()

say() { printf '%s\n' "$*"; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }

# The value of an option, or what it takes where there is none: value --port "a number" "${2-}".
value() { [ -n "$3" ] || fail "$1 takes $2"; printf '%s' "$3"; }

# Takes the options that every script has; leaves the others in `rest`.
parse_common_options() {
  rest=()
  while [ $# -gt 0 ]; do
    case $1 in
      --runtime) runtime=$(value "$1" "embedded or orleans" "${2-}"); runtime=${runtime,,}; shift 2 ;;
      --package-source)
        package_source=$(value "$1" "a folder of .nupkg files" "${2-}")
        [ -d "$package_source" ] || fail "--package-source takes a folder, and $package_source is none"
        package_source=$(cd "$package_source" && pwd)
        shift 2 ;;
      -p:*) build_properties+=("$1"); shift ;;
      *) rest+=("$1"); shift ;;
    esac
  done
  case $runtime in
    embedded) ;;
    orleans) build_properties+=(-p:ActorRuntime=Orleans) ;;
    *) fail "--runtime is embedded or orleans, not \"$runtime\"" ;;
  esac
}

require_sdk() {
  command -v dotnet >/dev/null || fail "the .NET 10 SDK is needed: https://dotnet.microsoft.com/download"
  dotnet --list-sdks | grep -q '^1[0-9]\.' || fail "the .NET 10 SDK is needed; found only: $(dotnet --list-sdks | tr '\n' ' ')"
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
}

# An extra package source serves exactly the packages it holds, and what is restored from it stays in a folder of its
# own: a package that somebody built never passes for an official one later.
use_package_source() {
  [ -n "$package_source" ] || return 0
  local folder=$root/.artifacts/package-source config patterns=
  mkdir -p "$folder"
  config=$folder/nuget.config
  export NUGET_PACKAGES=${NUGET_PACKAGES:-$folder/packages}
  for file in "$package_source"/*.nupkg; do
    [ -e "$file" ] || fail "--package-source $package_source holds no .nupkg file"
    patterns+="<package pattern=\"$(basename "$file" .nupkg | sed -E 's/\.[0-9]+(\.[0-9]+)+(-.*)?$//')\"/>"
  done
  {
    printf '<configuration><packageSources><clear/><add key="extra" value="%s"/>' "$package_source"
    dotnet nuget list source --format short | awk '$1=="E"{print "<add key=\"s" NR "\" value=\"" $2 "\"/>"}'
    printf '</packageSources><packageSourceMapping><packageSource key="extra">%s</packageSource>' "$patterns"
    dotnet nuget list source --format short | awk '$1=="E"{print "<packageSource key=\"s" NR "\"><package pattern=\"*\"/></packageSource>"}'
    printf '</packageSourceMapping></configuration>\n'
  } > "$config"
  build_properties+=("-p:RestoreConfigFile=$config")
}

# Prints the Orleans packages that no source serves, one a line; succeeds when there are none.
missing_orleans_packages() {
  local output missing
  output=$(dotnet restore "$root/src/Silo" -p:ActorRuntime=Orleans "${build_properties[@]}" 2>&1) && return 0
  missing=$(printf '%s\n' "$output" | grep -oE "NU110[0-9]: Unable to find package [A-Za-z.]+" | awk '{print $NF}' | sed 's/\.$//' | sort -u)
  printf '%s\n' "${missing:-$output}"
  return 1
}

# Publishes a project, ahead-of-time compiled, into a folder named for the flavour, and sets `published` to that folder.
publish() {
  local project=$1 name log
  shift
  name=$(basename "$project" | tr '[:upper:]' '[:lower:]')
  log=$root/.artifacts/publish-$name-$runtime.log
  published=$root/.artifacts/published/$runtime/$name
  mkdir -p "$root/.artifacts"
  dotnet publish "$root/$project" -c Release -o "$published" --nologo -v quiet "${build_properties[@]}" "$@" >"$log" 2>&1 ||
    { cat "$log" >&2; fail "the build failed"; }
}

# Publishes the host and sets `program` to its executable. Embedded, it is compiled together with the framework it needs:
# the start compiles next to nothing.
publish_host() {
  if [ "$runtime" = embedded ]; then publish src/Silo -p:SelfContained=true -p:PublishReadyToRunComposite=true; else publish src/Silo; fi
  program=$published/actors
}
