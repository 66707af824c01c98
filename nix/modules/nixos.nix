# services.pyxis: Pyxis as a service of the system.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.services.pyxis;
  shared = import ../lib/shared.nix { inherit lib pkgs; };
  sandbox = import ../lib/sandbox.nix { inherit lib; };
  unit = import ../lib/unit.nix { inherit lib; };

  settingOf = shared.settingOf cfg;
  port = settingOf "server.port";
  configFile = shared.configFile cfg;
  secrets = shared.secretsOf cfg;
  paths = settingOf "sources.local.paths";
  musicFolders = lib.optionals (settingOf "sources.local.enabled" && paths != null) paths;
  databaseUnits = lib.optional cfg.database.createLocally "postgresql.target";

  # What can be done about a port that everybody reaches, in the words of the options.
  protection = ''
    Everybody who reaches port ${toString port} can listen and change titles, for Pyxis has no accounts yet. Let it listen
    on localhost behind services.pyxis.reverseProxy with a password, or open the port for your own network only, with
    services.pyxis.openFirewallForSubnets.
  '';
in
{
  imports = [
    ./firewall.nix
    ./monitoring.nix
    ./postgresql.nix
    ./reverse-proxy.nix
  ];

  options.services.pyxis = shared.options;

  config = lib.mkIf cfg.enable {
    assertions = shared.assertionsOf "services.pyxis" cfg ++ [
      {
        assertion = lib.all (lib.hasPrefix "/") musicFolders;
        message = ''
          services.pyxis.sources.local.paths holds a path that does not begin with a slash
          (${lib.concatStringsSep ", " musicFolders}). The service has no home of a person to start from.
        '';
      }
    ];

    warnings =
      lib.optional (port != 0 && port < 1024) ''
        services.pyxis.server.port is ${toString port}: for a port below 1024 the service keeps a right of root's and a
        weaker sandbox. Leave it at 8765 and put services.pyxis.reverseProxy in front.
      ''
      ++ lib.optional (
        shared.isPublic cfg && (cfg.openFirewall || !config.networking.firewall.enable)
      ) protection
      ++ lib.optional ((cfg.openFirewall || cfg.openFirewallForSubnets != [ ]) && !shared.isPublic cfg) ''
        The firewall is opened for Pyxis, which listens on ${settingOf "server.hostname"} and hears nobody from outside. Set
        services.pyxis.server.hostname to "0.0.0.0", or leave the firewall closed.
      '';

    environment.etc."pyxis/config.yaml".source = configFile;
    environment.systemPackages = [ cfg.package ];

    systemd.services.pyxis = {
      description = "Pyxis music server";
      wantedBy = [ "multi-user.target" ];
      wants = [ "network-online.target" ];
      after = [ "network-online.target" ] ++ databaseUnits;
      requires = databaseUnits;
      restartTriggers = [ configFile ];
      startLimitIntervalSec = 60;
      startLimitBurst = 5;

      environment = {
        HOME = "/var/lib/pyxis";
        XDG_CONFIG_HOME = "/etc";
        XDG_DATA_HOME = "/var/lib";
        XDG_CACHE_HOME = "/var/cache";
        XDG_STATE_HOME = "/var/log";
        # Compiled code outlives the private /tmp.
        NODE_COMPILE_CACHE = "/var/cache/pyxis/code";
      }
      // lib.listToAttrs (map ({ name, variable, ... }: lib.nameValuePair variable "%d/${name}") secrets);

      serviceConfig =
        unit.settingsOf (unit.process ++ sandbox.system { inherit port musicFolders; })
        // {
          ExecStart = "${lib.getExe cfg.package} serve --config /etc/pyxis/config.yaml";
          # Read by root's manager, whom every file is open to; the server sees a copy that nobody else can read.
          LoadCredential = map ({ name, file, ... }: "${name}:${lib.replaceStrings [ "%" ] [ "%%" ] file}") secrets;
          # In place of a file that is missing, so that the service starts and the server warns. An empty line is no secret to
          # it; systemd takes no empty text.
          SetCredential = map ({ name, ... }: "${name}:\\n") secrets;
        };
    };
  };
}
