# The package: what a running server needs below lib/pyxis, and bin/pyxis.
#
# Built from source. With `dist` (a folder that `npm run build` made) nothing is compiled and only what runs is fetched:
# `pyxis.override { dist = ./dist; }`.
{
  lib,
  stdenv,
  pkgs,
  nodejs_24,
  autoPatchelfHook,
  callPackage,
  writeShellApplication,
  dist ? null,
}:
let
  inherit ((lib.importJSON ../package.json)) version description;
  shared = import ./lib/shared.nix { inherit lib pkgs; };
  dependencies = callPackage ./dependencies.nix { };

  meta = {
    inherit description;
    license = lib.licenses.mit;
    mainProgram = "pyxis";
    platforms = lib.platforms.linux ++ lib.platforms.darwin;
  };

  # What building reads: neither tests nor documents build anything anew.
  source =
    let
      root = toString ../.;
      wanted = [
        "angular.json"
        "backend"
        "demo"
        "frontend"
        "LICENSE"
        "nest-cli.json"
        "package.json"
        "package-lock.json"
        ".npmrc"
        "scripts"
        "tsconfig.json"
      ];
    in
    builtins.path {
      name = "pyxis-source";
      path = ../.;
      filter =
        path: _type:
        let
          parts = lib.splitString "/" (lib.removePrefix "${root}/" path);
        in
        lib.elem (lib.head parts) wanted && !lib.elem "node_modules" parts;
    };

  tree = stdenv.mkDerivation {
    pname = "pyxis-unwrapped";
    inherit version meta;
    src = source;
    nativeBuildInputs = [ nodejs_24 ] ++ lib.optional stdenv.hostPlatform.isLinux autoPatchelfHook;
    # For the compiled parts of sharp and better-sqlite3.
    buildInputs = lib.optional stdenv.hostPlatform.isLinux stdenv.cc.cc.lib;

    configurePhase = ''
      runHook preConfigure
      ${dependencies.install { forBuilding = dist == null; }}
      runHook postConfigure
    '';
    buildPhase = ''
      runHook preBuild
      ${if dist == null then "npm run build" else "cp -R --no-preserve=mode ${dist} dist"}
      runHook postBuild
    '';
    installPhase = ''
      runHook preInstall
      node scripts/stage.mjs "$out/lib/pyxis" --without-node
      runHook postInstall
    '';
    # The files are JavaScript but for a few shared objects, which find their libraries by themselves.
    dontStrip = true;
  };
in
shared.wrapper {
  inherit tree;
  meta = meta // {
    inherit version;
  };
  passthru = {
    inherit version;
    unwrapped = tree;
  };
}
