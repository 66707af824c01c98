# A complete example system with both modules in it: it is evaluated to the last setting, and not built.
{
  lib,
  pkgs,
  runCommand,
  nixpkgs,
  self,
}:
let
  system = nixpkgs.lib.nixosSystem {
    modules = [
      self.nixosModules.default
      (
        { ... }:
        {
          nixpkgs.pkgs = pkgs;
          boot.loader.grub.enable = false;
          fileSystems."/" = {
            device = "none";
            fsType = "tmpfs";
          };
          system.stateVersion = "26.05";
          services.pyxis = {
            enable = true;
            openFirewallForSubnets = [ "192.168.1.0/24" ];
            server.hostname = "0.0.0.0";
            sources.local.paths = [ "/srv/music" ];
            scrobbling.listenbrainz.tokenFile = "/run/secrets/listenbrainz-token";
          };
        }
      )
    ];
  };

  home = lib.evalModules {
    modules = [
      ./home-manager-options.nix
      self.homeModules.default
      {
        programs.pyxis = {
          enable = true;
          sources.local.paths = [ "/home/ada/Music" ];
        };
      }
    ];
    specialArgs = { inherit pkgs; };
  };
in
runCommand "pyxis-example" {
  # Its name alone: to build the whole system would only show what nixpkgs can do.
  system = builtins.unsafeDiscardStringContext system.config.system.build.toplevel.drvPath;
  home = builtins.unsafeDiscardStringContext (builtins.toJSON home.config.systemd.user.services.pyxis.Service);
} ''touch "$out"''
