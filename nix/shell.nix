# What developing and `npm test` need beside npm's own.
{
  lib,
  stdenv,
  mkShell,
  nodejs_24,
  ffmpeg-headless,
  yt-dlp,
  deno,
  chromium,
  postgresql,
}:
mkShell {
  packages = [
    nodejs_24
    ffmpeg-headless
    yt-dlp
    deno
    postgresql
  ]
  ++ lib.optional stdenv.hostPlatform.isLinux chromium;

  env = lib.optionalAttrs stdenv.hostPlatform.isLinux { CHROMIUM_PATH = lib.getExe chromium; };

  # The Node that npm brings finds no loader on NixOS: let the tools take this one.
  shellHook = ''
    export PATH="${nodejs_24}/bin:$PATH"
  '';
}
