# The unit files of the release archive: the same process and the same sandbox as the modules', with the reasons. Written to
# nix/units by `npm run generate`.
{ lib }:
let
  unit = import ./lib/unit.nix { inherit lib; };
  sandbox = import ./lib/sandbox.nix { inherit lib; };

  file = { what, unitLines, serviceLines, groups, wantedBy }: ''
    # ${what}
    # Made from nix/lib; settings of your own belong into a drop-in: systemctl edit.
    [Unit]
    Description=Pyxis music server
    ${unitLines}# Five failures within a minute, and it stays down.
    StartLimitIntervalSec=60
    StartLimitBurst=5

    [Service]
    ${serviceLines}

    ${unit.render groups}
    [Install]
    WantedBy=${wantedBy}
  '';
in
{
  "nix/units/pyxis.service" = file {
    what = "Pyxis as a service of the system: /etc/systemd/system/pyxis.service";
    unitLines = ''
      Wants=network-online.target
      After=network-online.target
    '';
    serviceLines = ''
      ExecStart=/opt/pyxis/bin/pyxis serve --config /etc/pyxis/config.yaml
      Environment=HOME=/var/lib/pyxis XDG_CONFIG_HOME=/etc
      Environment=XDG_DATA_HOME=/var/lib XDG_CACHE_HOME=/var/cache XDG_STATE_HOME=/var/log
      # Compiled code outlives the private /tmp.
      Environment=NODE_COMPILE_CACHE=/var/cache/pyxis/code'';
    groups = unit.process ++ sandbox.system { };
    wantedBy = "multi-user.target";
  };

  "nix/units/pyxis-user.service" = file {
    what = "Pyxis for one person: ~/.config/systemd/user/pyxis.service";
    unitLines = "";
    serviceLines = ''
      ExecStart=%h/.local/opt/pyxis/bin/pyxis serve
      # The sandbox can only leave open what is there.
      ExecStartPre=/bin/mkdir -p'';
    groups = unit.process ++ sandbox.user {
      withNamespaces = true;
      writable = [
        "%h/.local/share/pyxis"
        "%h/.cache/pyxis"
        "%h/.local/state/pyxis"
      ];
    };
    wantedBy = "default.target";
  };
}
