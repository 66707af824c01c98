# The packages that our Nix files name. Those that are built are built by the shell and programs of this machine, without a
# sandbox; the others are empty folders with a name, enough to be pointed at.
{
  system ? builtins.currentSystem,
  overlays ? [ ],
}:
let
  lib = import ./lib.nix;
  isLinux = lib.hasSuffix "linux" system;

  # A derivation as stdenv makes it: phases of shell code, in order.
  mkDerivation =
    {
      name ? "${attrs.pname}-${attrs.version}",
      meta ? { },
      passthru ? { },
      nativeBuildInputs ? [ ],
      ...
    }@attrs:
    let
      phases =
        attrs.buildCommand or ''
          cp -R --no-preserve=mode "$src" source && cd source
          ${attrs.configurePhase or ""}
          ${attrs.buildPhase or ""}
          ${attrs.installPhase or ""}
        '';
      drv = derivation (
        removeAttrs attrs [
          "buildCommand"
          "buildInputs"
          "buildPhase"
          "configurePhase"
          "installPhase"
          "meta"
          "nativeBuildInputs"
          "passthru"
        ]
        // {
          inherit name system;
          builder = "/bin/sh";
          args = [
            "-ec"
            ''
              export PATH="${lib.makeBinPath nativeBuildInputs}:/usr/local/bin:/usr/bin:/bin" TMPDIR="$(pwd)"
              runHook() { :; }
              patchShebangs() { :; }
              ${phases}
            ''
          ];
        }
      );
    in
    drv // passthru // { inherit name meta; };

  stdenv = {
    inherit mkDerivation;
    cc.cc.lib = program "gcc-lib";
    hostPlatform = {
      inherit isLinux;
      isDarwin = !isLinux;
      isAarch64 = lib.hasPrefix "aarch64" system;
      isMusl = false;
    };
  };

  runCommand =
    name: attrs: buildCommand:
    mkDerivation (attrs // { inherit name buildCommand; });

  program = name: runCommand name { meta.mainProgram = name; } ''mkdir -p "$out/bin"'';

  nodejs = runCommand "nodejs" { meta.mainProgram = "node"; } ''
    mkdir -p "$out/bin"
    ln -s ${toString ../../../node_modules/.bin/node} "$out/bin/node"
  '';

  base = {
    inherit lib stdenv runCommand;
    stdenvNoCC = stdenv;
    callPackage = callPackageWith packages;
    nodejs_24 = nodejs;

    writeText =
      name: text:
      derivation {
        inherit name system text;
        builder = "/bin/sh";
        args = [
          "-c"
          ''PATH=/usr/bin:/bin; cp "$textPath" "$out"''
        ];
        # Longer than an environment may be.
        passAsFile = [ "text" ];
      };

    writeShellApplication =
      {
        name,
        text,
        runtimeInputs ? [ ],
        meta ? { },
        passthru ? { },
      }:
      runCommand name
        {
          meta = {
            mainProgram = name;
          }
          // meta;
          inherit passthru;
          script = ''
            #!/bin/sh
            set -eu
            export PATH="${lib.makeBinPath runtimeInputs}:$PATH"
            ${text}
          '';
        }
        ''
          mkdir -p "$out/bin"
          printf %s "$script" > "$out/bin/${name}"
          chmod +x "$out/bin/${name}"
        '';

    mkShell =
      { packages, env ? { }, shellHook ? "" }:
      runCommand "shell" (env // { inherit shellHook packages; }) "exit 1";

    testers.runNixOSTest = test: runCommand test.name { nodes = lib.attrNames test.nodes; } "exit 1";
  }
  // lib.genAttrs [
    "autoPatchelfHook"
    "chromium"
    "deno"
    "ffmpeg-headless"
    "nixfmt-tree"
    "postgresql"
    "systemdMinimal"
    "yt-dlp"
  ] program;

  callPackageWith =
    from: path: given:
    let
      make = if builtins.isFunction path then path else import path;
      wanted = builtins.functionArgs make;
      call =
        arguments:
        let
          made = make (builtins.intersectAttrs wanted (from // arguments));
        in
        if builtins.isAttrs made then made // { override = more: call (arguments // more); } else made;
    in
    call given;

  packages = lib.foldl' (all: overlay: all // overlay packages all) (base // { pkgs = packages; }) overlays;
in
packages
