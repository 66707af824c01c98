# services.pyxis.reverseProxy: nginx or Caddy in front, with what streaming and live events need.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.services.pyxis;
  shared = import ../lib/shared.nix { inherit lib pkgs; };
  proxy = cfg.reverseProxy;
  isOn = cfg.enable && proxy.server != null;
  basePath = shared.settingOf cfg "server.basePath";
  upstream = "http://${shared.addressOf cfg}";
in
{
  options.services.pyxis.reverseProxy = {
    server = lib.mkOption {
      type = lib.types.nullOr (
        lib.types.enum [
          "caddy"
          "nginx"
        ]
      );
      default = null;
      description = ''
        Web server of this machine to put in front. Its own options say the rest: certificates and passwords are those of
        its virtual host `services.pyxis.reverseProxy.hostName`.
      '';
    };
    hostName = lib.mkOption {
      type = lib.types.str;
      default = "";
      example = "music.example.org";
      description = "Name under which people reach Pyxis through it.";
    };
  };

  config = lib.mkIf isOn {
    assertions = [
      {
        assertion = proxy.hostName != "";
        message = "services.pyxis.reverseProxy.hostName must say under which name people reach Pyxis.";
      }
    ];

    services.pyxis.server = {
      publicUrl = lib.mkDefault "https://${proxy.hostName}${basePath}";
      trustedProxies = lib.mkDefault [
        "127.0.0.1"
        "::1"
      ];
      # Also when publicUrl is said to be another one.
      allowedHosts = [ proxy.hostName ];
    };

    services.nginx = lib.mkIf (proxy.server == "nginx") {
      enable = true;
      virtualHosts.${proxy.hostName}.locations.${basePath} = {
        proxyPass = upstream;
        # The file sets these headers; twice, Pyxis would refuse them.
        recommendedProxySettings = false;
        extraConfig = lib.readFile ../lib/nginx-location.conf;
      };
    };

    services.caddy = lib.mkIf (proxy.server == "caddy") {
      enable = true;
      virtualHosts.${proxy.hostName}.extraConfig = ''
        ${lib.optionalString (basePath != "/") "redir ${lib.removeSuffix "/" basePath} ${basePath} 308"}
        reverse_proxy ${lib.optionalString (basePath != "/") "${basePath}* "}${upstream} {
        ${lib.readFile ../lib/caddy-reverse-proxy.conf}
        }
      '';
    };
  };
}
