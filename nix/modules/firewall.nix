# services.pyxis.openFirewall: who may reach the port from other machines.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.services.pyxis;
  shared = import ../lib/shared.nix { inherit lib pkgs; };
  number = shared.settingOf cfg "server.port";
  port = toString number;
  isIpv6 = lib.hasInfix ":";
  subnetRules =
    subnet:
    let
      iptables = if isIpv6 subnet then "ip6tables" else "iptables";
    in
    {
      nftables = "${if isIpv6 subnet then "ip6" else "ip"} saddr ${subnet} tcp dport ${port} accept";
      start = "${iptables} -A nixos-fw -p tcp -s ${subnet} --dport ${port} -j nixos-fw-accept";
      stop = "${iptables} -D nixos-fw -p tcp -s ${subnet} --dport ${port} -j nixos-fw-accept || true";
    };
  rules = map subnetRules cfg.openFirewallForSubnets;
  isNftables = config.networking.nftables.enable;
in
{
  options.services.pyxis = {
    openFirewall = lib.mkOption {
      type = lib.types.bool;
      default = false;
      description = "Whether every machine that reaches this one may use the port.";
    };
    openFirewallForSubnets = lib.mkOption {
      type = lib.types.listOf (lib.types.strMatching "[0-9a-fA-F.:]+(/[0-9]{1,3})?");
      default = [ ];
      example = [
        "192.168.1.0/24"
        "fd00::/8"
      ];
      description = "Networks whose machines may use the port.";
    };
  };

  config = lib.mkIf cfg.enable {
    networking.firewall = lib.mkMerge [
      (lib.mkIf cfg.openFirewall { allowedTCPPorts = [ number ]; })
      (lib.mkIf (rules != [ ] && isNftables) {
        extraInputRules = lib.concatMapStringsSep "\n" ({ nftables, ... }: nftables) rules;
      })
      (lib.mkIf (rules != [ ] && !isNftables) {
        extraCommands = lib.concatMapStringsSep "\n" ({ start, ... }: start) rules;
        extraStopCommands = lib.concatMapStringsSep "\n" ({ stop, ... }: stop) rules;
      })
    ];

    assertions = [
      {
        assertion = !(cfg.openFirewall || rules != [ ]) || number != 0;
        message = "services.pyxis.server.port is 0, so the system chooses a port, and the firewall cannot be opened for it.";
      }
    ];
  };
}
