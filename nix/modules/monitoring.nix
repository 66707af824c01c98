# services.pyxis.monitoring: Prometheus and Grafana of this machine look after it.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.services.pyxis;
  shared = import ../lib/shared.nix { inherit lib pkgs; };
in
{
  options.services.pyxis.monitoring = {
    prometheus = lib.mkOption {
      type = lib.types.bool;
      default = false;
      description = "Whether the Prometheus of this machine reads `/metrics`, and knows the alert rules of Pyxis.";
    };
    grafana = lib.mkOption {
      type = lib.types.bool;
      default = false;
      description = "Whether the Grafana of this machine shows the dashboard of Pyxis.";
    };
  };

  config = lib.mkIf cfg.enable {
    services.prometheus = lib.mkIf cfg.monitoring.prometheus {
      scrapeConfigs = [
        {
          job_name = "pyxis";
          metrics_path = "/metrics";
          static_configs = [ { targets = [ (shared.addressOf cfg) ]; } ];
        }
      ];
      ruleFiles = [ ../monitoring/alerts.yaml ];
    };

    services.grafana.provision = lib.mkIf cfg.monitoring.grafana {
      enable = true;
      dashboards.settings.providers = [
        {
          name = "Pyxis";
          options.path = ../monitoring/dashboard.json;
        }
      ];
    };
  };
}
