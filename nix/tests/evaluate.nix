# Evaluates the modules for the checks: `nixos` and `home` take a module with settings and answer with what comes of it.
# With another lib (that of nixpkgs) the same checks run on that.
{
  lib ? import ./stub-nixpkgs/lib.nix,
  system ? builtins.currentSystem,
}:
let
  pkgs = import ./stub-nixpkgs { inherit system; };
  # Whether the package evaluates is another question, and takes longer.
  package = pkgs.runCommand "pyxis" { meta.mainProgram = "pyxis"; } "exit 1";
  text = value: if lib.isBool value then lib.boolToString value else toString value;

  failed = config: map ({ message, ... }: message) (lib.filter ({ assertion, ... }: !assertion) config.assertions);

  section = name: lines: lib.concatStringsSep "\n" ([ "[${name}]" ] ++ lines);
  settingLines =
    settings:
    lib.concatLists (
      lib.mapAttrsToList (name: value: map (one: "${name}=${text one}") (lib.toList value)) settings
    );

  # As NixOS writes a unit.
  systemUnit =
    service:
    lib.concatStringsSep "\n\n" [
      (section "Unit" (
        settingLines {
          Description = service.description;
          After = lib.concatStringsSep " " service.after;
          Wants = lib.concatStringsSep " " service.wants;
          Requires = lib.concatStringsSep " " service.requires;
          StartLimitIntervalSec = service.startLimitIntervalSec;
          StartLimitBurst = service.startLimitBurst;
          X-Restart-Triggers = lib.concatStringsSep " " (map toString service.restartTriggers);
        }
      ))
      (section "Service" (
        lib.mapAttrsToList (name: value: "Environment=${builtins.toJSON "${name}=${value}"}") service.environment
        ++ settingLines service.serviceConfig
      ))
      (section "Install" (map (target: "WantedBy=${target}") service.wantedBy))
    ]
    + "\n";

  # As Home Manager writes one.
  userUnit =
    service:
    lib.concatStringsSep "\n\n" (lib.mapAttrsToList (name: settings: section name (settingLines settings)) service) + "\n";
in
{
  nixos =
    module:
    let
      inherit
        (lib.evalModules {
          modules = [
            ./nixos-options.nix
            ../modules/nixos.nix
            { services.pyxis = { inherit package; }; }
            module
          ];
          specialArgs = { inherit pkgs; };
        })
        config
        ;
      service = config.systemd.services.pyxis or null;
    in
    {
      inherit (config) warnings networking;
      failed = failed config;
      isEnabled = service != null;
      services = removeAttrs config.services [ "pyxis" ];
    }
    // lib.optionalAttrs (service != null) {
      yaml = config.environment.etc."pyxis/config.yaml".source.text;
      unit = systemUnit service;
      inherit (service) serviceConfig environment;
      hasProgram = lib.elem config.services.pyxis.package config.environment.systemPackages;
    };

  home =
    module:
    let
      inherit
        (lib.evalModules {
          modules = [
            ./home-manager-options.nix
            ../modules/home-manager.nix
            { programs.pyxis = { inherit package; }; }
            module
          ];
          specialArgs = { inherit pkgs; };
        })
        config
        ;
      service = config.systemd.user.services.pyxis or null;
    in
    {
      inherit (config) warnings;
      failed = failed config;
      isEnabled = service != null;
      agent = config.launchd.agents.pyxis or null;
    }
    // lib.optionalAttrs (service != null) {
      yaml = config.xdg.configFile."pyxis/config.yaml".source.text;
      unit = userUnit service;
      tmpfiles = config.systemd.user.tmpfiles.rules;
    };

  /**
    The text of bin/pyxis around a tree, with a Node that Nix has not made.
  */
  wrapper =
    { tree, node }:
    let
      shared = import ../lib/shared.nix {
        inherit lib;
        pkgs = pkgs // {
          nodejs_24 = node;
        };
      };
    in
    (shared.wrapper { inherit tree; }).script;

  /**
    The unit files of the release archive.
  */
  units = import ../units.nix { inherit lib; };

  /**
    docs/nix-options.md
  */
  reference = import ../reference.nix { inherit lib pkgs; };
}
