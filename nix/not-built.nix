# In place of packages.prebuilt where nothing is compiled: it evaluates, and says what to do when it is built.
{ runCommand }:
runCommand "pyxis-not-built" { meta.mainProgram = "pyxis"; } ''
  echo 'There is no dist to wrap. Run npm ci && npm run build, then nix build path:.#prebuilt;' >&2
  echo 'or let Nix build from source: nix build .#default' >&2
  exit 1
''
