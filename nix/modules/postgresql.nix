# services.pyxis.database.createLocally: a PostgreSQL database on this machine, reached through its socket without password.
{ config, lib, ... }:
let
  cfg = config.services.pyxis;
in
{
  options.services.pyxis.database.createLocally = lib.mkOption {
    type = lib.types.bool;
    default = false;
    description = ''
      Whether to run PostgreSQL on this machine and keep everything in its database `pyxis`, in place of an SQLite file. The
      service is let in by its user's name, so there is no password.
    '';
  };

  config = lib.mkIf (cfg.enable && cfg.database.createLocally) {
    services.pyxis.database = {
      type = lib.mkDefault "postgres";
      url = lib.mkDefault "postgres://pyxis@localhost/pyxis?host=/run/postgresql";
    };
    services.postgresql = {
      enable = true;
      ensureDatabases = [ "pyxis" ];
      ensureUsers = [
        {
          name = "pyxis";
          ensureDBOwnership = true;
        }
      ];
    };
    assertions = [
      {
        assertion = cfg.database.type == "postgres";
        message = "services.pyxis.database.createLocally makes a PostgreSQL database, but services.pyxis.database.type is ${cfg.database.type}.";
      }
    ];
  };
}
