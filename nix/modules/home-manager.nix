# programs.pyxis: Pyxis in the session of one person.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.programs.pyxis;
  shared = import ../lib/shared.nix { inherit lib pkgs; };
  sandbox = import ../lib/sandbox.nix { inherit lib; };
  unit = import ../lib/unit.nix { inherit lib; };

  inherit (shared.configOf cfg) server;
  configPath = "${config.xdg.configHome}/pyxis/config.yaml";
  command = [
    (lib.getExe cfg.package)
    "serve"
    "--config"
    configPath
  ];
  # The server reads the files itself: they belong to the person it runs for.
  secretFiles = lib.listToAttrs (map ({ variable, file, ... }: lib.nameValuePair variable file) (shared.secretsOf cfg));
  folders = map (base: "${base}/pyxis") [
    config.xdg.dataHome
    config.xdg.cacheHome
    config.xdg.stateHome
  ];
in
{
  options.programs.pyxis = shared.options // {
    sandbox.namespaces = lib.mkOption {
      type = lib.types.bool;
      default = false;
      description = ''
        Whether the service lives in namespaces of its own: all files read-only but its own folders, no other process
        visible. This needs a kernel that lets ordinary users make namespaces; Debian and NixOS do, Ubuntu since 23.10 does
        not, and there the service would not start. The other half of the sandbox (system calls, rights) is always on.
      '';
    };
  };

  config = lib.mkIf cfg.enable {
    assertions = shared.assertionsOf "programs.pyxis" cfg ++ [
      {
        assertion = server.port == 0 || server.port >= 1024;
        message = ''
          programs.pyxis.server.port is ${toString server.port}, but ordinary users may not listen below 1024. Leave it at
          8765, or use services.pyxis of NixOS.
        '';
      }
    ];

    home.packages = [ cfg.package ];
    xdg.configFile."pyxis/config.yaml".source = shared.configFile cfg;

    systemd.user = lib.mkIf pkgs.stdenv.hostPlatform.isLinux {
      services.pyxis = {
        Unit = {
          Description = "Pyxis music server";
          # A changed configuration restarts it.
          X-Restart-Triggers = [ "${shared.configFile cfg}" ];
          StartLimitIntervalSec = 60;
          StartLimitBurst = 5;
        };
        Service =
          unit.settingsOf (
            unit.process
            ++ sandbox.user {
              withNamespaces = cfg.sandbox.namespaces;
              writable = map unit.quote folders;
            }
          )
          // {
            ExecStart = lib.concatMapStringsSep " " unit.quote command;
            Environment = lib.mapAttrsToList (name: value: unit.quote "${name}=${value}") (
              secretFiles
              // {
                # Compiled code outlives the private /tmp.
                NODE_COMPILE_CACHE = "${config.xdg.cacheHome}/pyxis/code";
              }
            );
          };
        Install.WantedBy = [ "default.target" ];
      };
      # The sandbox can only leave open what is there.
      tmpfiles.rules = lib.mkIf cfg.sandbox.namespaces (map (folder: "d ${folder} 0700") folders);
    };

    launchd.agents.pyxis = lib.mkIf pkgs.stdenv.hostPlatform.isDarwin {
      enable = true;
      config = {
        ProgramArguments = command;
        EnvironmentVariables = secretFiles;
        KeepAlive = {
          Crashed = true;
          SuccessfulExit = false;
        };
        ThrottleInterval = 5;
        ProcessType = "Background";
        RunAtLoad = true;
      };
    };
  };
}
