# The options of Home Manager that programs.pyxis sets or reads, and no other.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  option =
    type: default:
    mkOption {
      inherit type default;
      description = "Of Home Manager.";
    };
  list = option (types.listOf types.anything) [ ];
  attrs = option (types.attrsOf types.anything) { };
  home = "/home/ada";
in
{
  options = {
    assertions = list;
    warnings = list;
    home.packages = list;
    launchd.agents = attrs;
    systemd.user = {
      services = attrs;
      tmpfiles.rules = list;
    };
    xdg = {
      configFile = attrs;
      configHome = option types.str "${home}/.config";
      dataHome = option types.str "${home}/.local/share";
      cacheHome = option types.str "${home}/.cache";
      stateHome = option types.str "${home}/.local/state";
    };
  };
}
