# Settings of systemd units, in groups `{ why, settings }`: the modules merge the settings, the unit files of the release
# archive show the reasons as well.
{ lib }:
let
  # As systemd.syntax(7) writes values; a list is a line per element.
  lines =
    name: value:
    if lib.isList value then
      lib.concatMap (lines name) value
    else if lib.isBool value then
      [ "${name}=${if value then "yes" else "no"}" ]
    else
      [ "${name}=${toString value}" ];

  comment = why: map (line: "# ${line}") (lib.splitString "\n" (lib.removeSuffix "\n" why));

  groupLines =
    { why, settings }:
    comment why ++ lib.concatLists (lib.mapAttrsToList lines settings) ++ [ "" ];
in
{
  /**
    What both units say of their process, whatever it may do.
  */
  process = [
    {
      why = ''
        Ready when it listens. The messages come from systemd-notify, which the server starts: Node has no datagram
        sockets in the file system.'';
      settings = {
        Type = "notify";
        NotifyAccess = "all";
      };
    }
    {
      why = "It says twice a minute that it is alive; one that hangs is killed and started anew.";
      settings.WatchdogSec = 60;
    }
    {
      why = "An update may have to copy and migrate a large database first. To end, it gives itself 10 s.";
      settings = {
        TimeoutStartSec = "15min";
        TimeoutStopSec = 20;
      };
    }
    {
      why = ''
        Only the server is told to end, and ends what it started. What it starts then, to say that it is stopping, would be
        ended with it.'';
      settings.KillMode = "mixed";
    }
    {
      why = "78: the configuration is faulty (sysexits.h). Starting again does not mend that.";
      settings = {
        Restart = "on-failure";
        RestartSec = 5;
        RestartPreventExitStatus = 78;
      };
    }
  ];

  /**
    The settings of all groups; later groups win.
  */
  settingsOf = lib.foldl' (all: { settings, ... }: all // settings) { };

  /**
    The text of the groups' lines, each group below its reason.
  */
  render = groups: lib.concatStringsSep "\n" (lib.concatMap groupLines groups);

  /**
    A word of a value, in which nothing is left for systemd to interpret.
  */
  quote =
    text:
    if builtins.match "[-+=A-Za-z0-9@:,./_]+" text != null then
      text
    else
      "\"${lib.replaceStrings [ "\\" "\"" "%" ] [ "\\\\" "\\\"" "%%" ] text}\"";
}
