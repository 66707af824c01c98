{
  description = "Stands in for nixpkgs where there is no network: what our flake and modules use of it, and nothing else";
  outputs =
    { self }:
    {
      lib = import ./lib.nix // {
        # As nixpkgs' own: a system from modules, here with no more than the options that ours set.
        nixosSystem =
          { modules, ... }:
          (import ./lib.nix).evalModules {
            modules = [ ../nixos-options.nix ] ++ modules;
            specialArgs = { };
          };
      };
    };
}
