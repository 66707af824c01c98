# The options of NixOS that services.pyxis sets, and no other, so that a misspelt one is found where NixOS is not at hand.
{ lib, config, ... }:
let
  inherit (lib) mkOption types;
  option =
    type: default:
    mkOption {
      inherit type default;
      description = "Of NixOS.";
    };
  list = option (types.listOf types.anything) [ ];
  attrs = option (types.attrsOf types.anything) { };
  flag = option types.bool false;
  lines = option types.lines "";
in
{
  options = {
    assertions = list;
    warnings = list;
    environment = {
      etc = attrs;
      systemPackages = list;
    };
    networking = {
      firewall = {
        enable = option types.bool true;
        allowedTCPPorts = list;
        extraInputRules = lines;
        extraCommands = lines;
        extraStopCommands = lines;
      };
      nftables.enable = flag;
    };
    services = {
      caddy = {
        enable = flag;
        virtualHosts = attrs;
      };
      grafana.provision = {
        enable = flag;
        dashboards.settings = attrs;
      };
      nginx = {
        enable = flag;
        virtualHosts = attrs;
      };
      postgresql = {
        enable = flag;
        ensureDatabases = list;
        ensureUsers = list;
      };
      prometheus = {
        scrapeConfigs = list;
        ruleFiles = list;
      };
    };
    systemd.services = attrs;
    system.build.toplevel = mkOption {
      type = types.package;
      description = "Of NixOS.";
    };

    # What the example system needs to be one.
    boot.loader.grub.enable = flag;
    fileSystems = attrs;
    nixpkgs.pkgs = mkOption {
      type = types.anything;
      default = null;
      description = "Of NixOS.";
    };
    system.stateVersion = option types.str "";
  };

  # Everything is looked at before there is a system.
  config.system.build.toplevel = derivation {
    name = "nixos-system";
    system = "x86_64-linux";
    builder = "/bin/sh";
    units = builtins.toJSON (lib.mapAttrs (_name: unit: unit.serviceConfig) config.systemd.services);
    failed = lib.concatMapStringsSep "\n" ({ message, ... }: throw message) (
      lib.filter ({ assertion, ... }: !assertion) config.assertions
    );
  };
}
