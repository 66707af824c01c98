# A machine of its own with the service on it: nix build .#checks.x86_64-linux.vm
{
  pkgs,
  testers,
  self,
}:
testers.runNixOSTest {
  name = "pyxis";

  nodes.machine = {
    imports = [ self.nixosModules.default ];
    virtualisation.memorySize = 2048;
    environment.systemPackages = [
      pkgs.curl
      pkgs.jq
    ];
    environment.etc."listenbrainz-token" = {
      text = "a-token-that-only-the-service-sees";
      mode = "0400";
    };
    services.pyxis = {
      enable = true;
      package = pkgs.pyxis;
      scrobbling.listenbrainz.tokenFile = "/etc/listenbrainz-token";
      scrobbling.lastfm.apiKeyFile = "/etc/there-is-no-such-file";
    };

    # The Home Manager module, as Home Manager would write it, in a person's session.
    users.users.ada = {
      isNormalUser = true;
      uid = 1000;
      linger = true;
    };
    systemd.user.services.pyxis =
      let
        home = pkgs.lib.evalModules {
          modules = [
            ./home-manager-options.nix
            self.homeModules.default
            {
              programs.pyxis = {
                enable = true;
                package = pkgs.pyxis;
                server.port = 8766;
              };
            }
          ];
          specialArgs = { inherit pkgs; };
        };
        inherit (home.config.systemd.user.services.pyxis) Service;
        config = home.config.xdg.configFile."pyxis/config.yaml".source;
      in
      {
        wantedBy = [ "default.target" ];
        serviceConfig = Service // {
          ExecStart = "${pkgs.pyxis}/bin/pyxis serve --config ${config}";
        };
      };
  };

  testScript = ''
    import json

    def get(path, port=8765, more=""):
        return machine.succeed(f"curl --silent --show-error --fail {more} http://localhost:{port}{path}")

    def status(path):
        return machine.succeed(f"curl --silent --output /dev/null --write-out '%{{http_code}}' http://localhost:8765{path}")

    machine.wait_for_unit("pyxis.service")
    machine.wait_for_open_port(8765)

    with subtest("the web app is served, and only where it should be"):
        for path in ["/", "/search", "/history"]:
            assert "<px-root" in get(path, more="--header 'Accept: text/html'")
        assert status("/api/v1/nothing") == "404"
        assert status("/stream/nothing") == "404"

    with subtest("a file plays over HTTP"):
        machine.wait_until_succeeds("curl --silent http://localhost:8765/api/v1/tracks | jq --exit-status '.items | length > 0'", timeout=60)
        track = json.loads(get("/api/v1/tracks"))["items"][0]["id"]
        assert int(machine.succeed(f"curl --silent http://localhost:8765/stream/{track} | wc --bytes")) > 10000
        assert int(machine.succeed(f"curl --silent 'http://localhost:8765/stream/{track}?format=opus' | wc --bytes")) > 10000

    with subtest("the secret is read, and only by the service"):
        pid = machine.succeed("systemctl show --property MainPID --value pyxis").strip()
        machine.fail(f"tr '\\0' '\\n' < /proc/{pid}/environ | grep a-token-that-only")
        machine.fail("journalctl --unit pyxis | grep a-token-that-only")
        machine.fail("su ada --command 'cat /run/credentials/pyxis.service/listenbrainz-token'")
        machine.succeed("journalctl --unit pyxis | grep 'PYXIS_LASTFM_API_KEY_FILE'")

    with subtest("the sandbox holds"):
        machine.succeed("systemd-analyze security pyxis.service --threshold=15")
        uid = int(machine.succeed(f"stat --format %u /proc/{pid}"))
        assert 61184 <= uid <= 65519, uid
        machine.succeed("test $(stat --format %a /var/lib/private/pyxis) = 700")

    with subtest("it comes back after kill -9"):
        machine.succeed(f"kill -9 {pid}")
        machine.wait_until_succeeds("curl --silent --fail http://localhost:8765/readyz", timeout=30)

    with subtest("what it knows outlives a reboot"):
        album = json.loads(get("/api/v1/albums"))["items"][0]["id"]
        machine.succeed(
            "curl --silent --fail --request PATCH --header 'Content-Type: application/json'"
            f" --data '{{\"title\": \"Kept\"}}' http://localhost:8765/api/v1/albums/{album}"
        )
        machine.shutdown()
        machine.start()
        machine.wait_for_unit("pyxis.service")
        machine.wait_for_open_port(8765)
        assert json.loads(get(f"/api/v1/albums/{album}"))["title"] == "Kept"

    with subtest("it runs in a person's session"):
        machine.wait_for_unit("pyxis.service", "ada")
        get("/readyz", port=8766)
  '';
}
