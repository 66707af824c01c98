# The unit files of the release archive: the same process and the same sandbox as the modules', with the reasons as comments.
# `npm run generate` writes them to nix/units.
{ lib }:
let
  unit = import ./lib/unit.nix { inherit lib; };
  sandbox = import ./lib/sandbox.nix { inherit lib; };

  file =
    {
      title,
      edit,
      network,
      service,
      wantedBy,
    }:
    lib.concatStringsSep "\n" (
      [
        "# ${title}"
        "# Settings of your own belong into a drop-in, so that they outlive an update: ${edit}"
        ""
        "[Unit]"
        "Description=Pyxis music server"
      ]
      ++ network
      ++ [
        "# Five failures within a minute, and it stays down."
        "StartLimitIntervalSec=60"
        "StartLimitBurst=5"
        ""
        "[Service]"
        (unit.render service)
        "[Install]"
        "WantedBy=${wantedBy}"
        ""
      ]
    );
in
{
  "nix/units/pyxis.service" = file {
    title = "Pyxis as a service of the system: /etc/systemd/system/pyxis.service";
    edit = "systemctl edit pyxis";
    network = [
      "Wants=network-online.target"
      "After=network-online.target"
    ];
    service = [
      {
        why = "A link to the version in use.";
        settings.ExecStart = "/opt/pyxis/bin/pyxis serve --config /etc/pyxis/config.yaml";
      }
      {
        why = "All it keeps is in the folders of the unit, compiled code as well.";
        settings.Environment = [
          "HOME=/var/lib/pyxis XDG_CONFIG_HOME=/etc XDG_DATA_HOME=/var/lib XDG_CACHE_HOME=/var/cache XDG_STATE_HOME=/var/log"
          "NODE_COMPILE_CACHE=/var/cache/pyxis/code"
        ];
      }
    ]
    ++ unit.process
    ++ sandbox.system { };
    wantedBy = "multi-user.target";
  };

  "nix/units/pyxis-user.service" = file {
    title = "Pyxis for one person: ~/.config/systemd/user/pyxis.service";
    edit = "systemctl --user edit pyxis";
    network = [ ];
    service = [
      {
        why = "A link to the version in use.";
        settings.ExecStart = "%h/.local/opt/pyxis/bin/pyxis serve";
      }
      {
        why = "Compiled code outlives the private /tmp.";
        settings.Environment = "NODE_COMPILE_CACHE=%h/.cache/pyxis/code";
      }
    ]
    ++ unit.process
    ++ sandbox.user {
      withNamespaces = true;
      # %S is another folder in a person's manager before systemd 254.
      writable = [
        "%h/.local/share/pyxis"
        "%h/.cache/pyxis"
        "%h/.local/state/pyxis"
      ];
    };
    wantedBy = "default.target";
  };
}
