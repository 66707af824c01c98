# node_modules from package-lock.json, without a hash to keep by hand: the lock file has one for each package already.
#
# Each package is a fixed-output derivation that lets npm fetch it; then npm installs all of them offline, from a lock file
# that names these files. The lock file itself names no registry, so the usual helpers cannot be used.
{
  lib,
  stdenv,
  stdenvNoCC,
  nodejs_24,
  writeText,
}:
let
  lock = lib.importJSON ../package-lock.json;
  inherit (stdenv) hostPlatform;

  # npm's words for this machine, and whether an entry's list (`[ "linux" ]`, `[ "!win32" ]`) lets it in.
  here = {
    os = if hostPlatform.isDarwin then "darwin" else "linux";
    cpu = if hostPlatform.isAarch64 then "arm64" else "x64";
    libc = if hostPlatform.isLinux then (if hostPlatform.isMusl then "musl" else "glibc") else null;
  };
  lets =
    words: name:
    let
      list = lib.toList words;
      isRefused = lib.elem "!${name}" list;
      isNamed = lib.elem name list;
      namesAny = lib.any (word: !lib.hasPrefix "!" word) list;
    in
    !isRefused && (isNamed || !namesAny);
  fits =
    entry:
    lets (entry.os or [ ]) here.os
    && lets (entry.cpu or [ ]) here.cpu
    && (here.libc == null || lets (entry.libc or [ ]) here.libc);

  # The only optional dependencies of the project itself: the Node that npm brings. Nix has its own.
  packages = removeAttrs lock.packages (
    map (name: "node_modules/${name}") (lib.attrNames lock.packages."".optionalDependencies)
  );
  project = removeAttrs packages."" [ "optionalDependencies" ];

  tarball =
    path: entry:
    let
      name = entry.name or (lib.last (lib.splitString "node_modules/" path));
    in
    stdenvNoCC.mkDerivation {
      name = "${lib.replaceStrings [ "@" "/" ] [ "" "-" ] name}-${entry.version}.tgz";
      nativeBuildInputs = [ nodejs_24 ];
      buildCommand = ''
        export HOME=$TMPDIR
        npm pack --silent --ignore-scripts --pack-destination "$TMPDIR" ${lib.escapeShellArg "${name}@${entry.version}"}
        mv "$TMPDIR"/*.tgz "$out"
      '';
      outputHashMode = "flat";
      outputHash = entry.integrity;
      preferLocalBuild = true;
      # Whoever has a registry or a proxy of their own.
      impureEnvVars = lib.fetchers.proxyImpureEnvVars ++ [
        "npm_config_registry"
        "NPM_CONFIG_REGISTRY"
        "NODE_EXTRA_CA_CERTS"
      ];
    };

  # Entries that are not fetched stay as they are: npm skips what is not for this machine, or not asked for.
  lockFor =
    isWanted:
    writeText "package-lock.json" (
      builtins.toJSON (
        lock
        // {
          packages = lib.mapAttrs (
            path: entry:
            if fits entry && isWanted entry then entry // { resolved = "file://${tarball path entry}"; } else entry
          ) (removeAttrs packages [ "" ])
          // {
            "" = project;
          };
        }
      )
    );
in
{
  /**
    Shell code that installs into ./node_modules, beside the package.json that is there.

    forBuilding: with what only building needs
  */
  install =
    { forBuilding }:
    ''
      export HOME=$TMPDIR
      npm pkg delete optionalDependencies
      cp --no-preserve=mode ${lockFor (entry: forBuilding || !(entry.dev or false))} package-lock.json
      npm ci --offline --ignore-scripts --no-audit --no-fund ${lib.optionalString (!forBuilding) "--omit=dev"}
      # It names the files above, and the package would need them for ever.
      rm node_modules/.package-lock.json
      patchShebangs node_modules
    '';
}
