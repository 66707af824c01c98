{
  description = "Pyxis: one always-on music server for everything you listen to";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      inherit (nixpkgs) lib;
      linux = [
        "x86_64-linux"
        "aarch64-linux"
      ];
      every = linux ++ [ "aarch64-darwin" ];
      for =
        systems: make:
        lib.genAttrs systems (
          system:
          make (
            import nixpkgs {
              inherit system;
              overlays = [ self.overlays.default ];
            }
          )
        );
    in
    {
      overlays.default = final: prev: {
        pyxis = final.callPackage ./nix/package.nix { };
      };

      packages = for every (pkgs: {
        default = pkgs.pyxis;
        # For those who compile with npm and only install with Nix. Git knows no dist: `nix build path:.#prebuilt`.
        prebuilt =
          if builtins.pathExists ./dist/backend/main.js then
            pkgs.pyxis.override { dist = ./dist; }
          else
            pkgs.callPackage ./nix/not-built.nix { };
      });

      apps = for every (pkgs: {
        default = {
          type = "app";
          program = lib.getExe pkgs.pyxis;
          meta.description = "Run the server";
        };
      });

      devShells = for every (pkgs: {
        default = pkgs.callPackage ./nix/shell.nix { };
      });

      formatter = for every (pkgs: pkgs.nixfmt-tree);

      nixosModules.default.imports = [ ./nix/modules/nixos.nix ];
      homeModules.default.imports = [ ./nix/modules/home-manager.nix ];
      homeManagerModules.default = self.homeModules.default;

      checks = for linux (pkgs: {
        package = pkgs.pyxis;
        example = pkgs.callPackage ./nix/tests/example.nix { inherit nixpkgs self; };
        vm = pkgs.callPackage ./nix/tests/vm.nix { inherit self; };
      });
    };
}
