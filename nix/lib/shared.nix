# What the NixOS module and the Home Manager module have in common: the options, the YAML made from them, the secrets, the
# program. Equal settings give the same bytes in both.
{ lib, pkgs }:
let
  # Generated from the server's configuration classes (`npm run generate`), so that the modules know every key there is.
  known = lib.importJSON ./settings.json;

  split = lib.splitString ".";

  typeOf =
    key:
    {
      text = lib.types.str;
      integer = lib.types.ints.between key.minimum key.maximum;
      flag = lib.types.bool;
      choice = lib.types.enum key.choices;
      size = lib.types.either lib.types.ints.positive lib.types.str;
      # Not `path`: a path literal would be copied into the store, with all the music below it.
      folders = lib.types.listOf lib.types.str;
      texts = lib.types.listOf lib.types.str;
      addresses = lib.types.listOf (lib.types.either lib.types.str (lib.types.attrsOf lib.types.str));
    }
    .${key.kind};

  keyOption =
    key:
    lib.mkOption (
      {
        # What the type says needs no words.
        description =
          key.description
          + lib.optionalString (lib.elem key.kind [
            "text"
            "size"
            "folders"
            "texts"
            "addresses"
          ]) " Allowed is ${key.allowed}.";
      }
      // (
        if key ? default then
          {
            type = typeOf key;
            inherit (key) default;
          }
        else
          {
            type = lib.types.nullOr (typeOf key);
            default = null;
          }
          // lib.optionalAttrs (key ? defaultInWords) {
            defaultText = lib.literalMD key.defaultInWords;
          }
      )
    );

  # `scrobbling.listenbrainz.tokenFile` for the secret whose key would be `scrobbling.listenbrainz.token`.
  secretPath = secret: split "${secret.key}File";

  secretOption =
    secret:
    lib.mkOption {
      # Not `path`, for the same reason: the store can be read by everybody.
      type = lib.types.nullOr lib.types.str;
      default = null;
      example = "/run/secrets/${secret.name}";
      description = ''
        File that holds this secret: ${lib.removeSuffix "." secret.description}. It is read when the service starts, and
        never copied. A file that is missing is a warning in the log; everything that does not need it runs.
      '';
    };

  merge = lib.foldl' lib.recursiveUpdate { };

  # `sources.podcast.feedFiles.ada` for the secret `podcast-feed-ada`, which the configuration names as `ada`.
  namedSecretsOption =
    secrets:
    lib.mkOption {
      # Not `path`, for the same reason.
      type = lib.types.attrsOf lib.types.str;
      default = { };
      example = {
        ada = "/run/secrets/${secrets.prefix}-ada";
      };
      description = ''
        Files that hold secrets, by their names: ${lib.removeSuffix "." secrets.description}. They are read when the service
        starts, and never copied.
      '';
    };

  valuesOf =
    cfg:
    merge (
      map (
        key:
        let
          path = split key.path;
          value = lib.getAttrFromPath path cfg;
        in
        lib.optionalAttrs (value != null) (lib.setAttrByPath path value)
      ) known.keys
    );

  variableOf = secret: "PYXIS_${lib.toUpper (lib.replaceStrings [ "-" ] [ "_" ] secret.name)}";

  # As backend/src/config/yaml-layer.ts: a key with such a name is a secret, wherever it stands.
  isSecretName =
    name:
    builtins.match "(.*pass(word|wd|phrase)?|.*(token|secret|api_?key|credential).*)" (lib.toLower name) != null;

  secretsIn =
    path: value:
    if lib.isAttrs value then
      lib.concatLists (lib.mapAttrsToList (name: secretsIn (path ++ [ name ])) value)
    else
      lib.optional (path != [ ] && isSecretName (lib.last path)) (lib.concatStringsSep "." path);
in
rec {
  # Found on the PATH of the server: conversions need ffmpeg, YouTube Music needs yt-dlp, which runs the player of
  # that site in a JavaScript runtime. systemd-notify tells the service manager that the server is ready.
  programs = [
    pkgs.ffmpeg-headless
    pkgs.yt-dlp
    pkgs.deno
  ]
  ++ lib.optional pkgs.stdenv.hostPlatform.isLinux pkgs.systemdMinimal;

  /**
    The program: Node, with what the server runs on its PATH, on a tree that holds the compiled server.
  */
  wrapper =
    {
      tree,
      meta ? { },
      passthru ? { },
    }:
    pkgs.writeShellApplication {
      name = "pyxis";
      runtimeInputs = programs;
      text = ''exec ${pkgs.nodejs_24}/bin/node --enable-source-maps ${tree}/lib/pyxis/dist/backend/main.js "$@"'';
      inherit meta passthru;
    };

  /**
    The options of `services.pyxis` and `programs.pyxis` that both have.
  */
  options =
    merge (
      map (key: lib.setAttrByPath (split key.path) (keyOption key)) known.keys
      ++ map (secret: lib.setAttrByPath (secretPath secret) (secretOption secret)) known.secrets
      ++ map (
        secrets: lib.setAttrByPath (split secrets.key) (namedSecretsOption secrets)
      ) known.namedSecrets
    )
    // {
      enable = lib.mkEnableOption "Pyxis, a music server for everything you listen to";

      package = lib.mkOption {
        type = lib.types.package;
        # Not `pkgs.pyxis`: without our overlay that may be something else.
        default = pkgs.callPackage ../package.nix { };
        defaultText = lib.literalMD "that of this flake";
        description = "The package to run.";
      };

      settings = lib.mkOption {
        type = lib.types.attrsOf lib.types.anything;
        default = { };
        example = {
          streaming.transcode.maxConcurrent = 2;
        };
        description = ''
          Keys of the configuration file, merged over what the other options say. Every key has an option of its own; this
          is for keys that a newer package knows and this module does not. Secrets do not belong here: the store can be
          read by everybody.
        '';
      };
    };

  /**
    What `config.yaml` says, as attributes: the options that are not null, with `settings` over them.
  */
  configOf = cfg: lib.recursiveUpdate (valuesOf cfg) cfg.settings;

  /**
    The text of `config.yaml`.
  */
  yamlOf = cfg: lib.generators.toYAML { } (configOf cfg);

  /**
    `config.yaml` in the store.
  */
  configFile = cfg: pkgs.writeText "pyxis-config.yaml" (yamlOf cfg);

  /**
    The secrets that have a file: name of the credential, variable that names its file to the server, and the file.
  */
  secretsOf =
    cfg:
    lib.filter ({ file, ... }: file != null) (
      map (secret: {
        inherit (secret) name;
        variable = "${variableOf secret}_FILE";
        file = lib.getAttrFromPath (secretPath secret) cfg;
      }) known.secrets
      ++ lib.concatMap (
        { prefix, key, ... }:
        lib.mapAttrsToList (named: file: rec {
          name = "${prefix}-${named}";
          variable = "${variableOf { inherit name; }}_FILE";
          inherit file;
        }) (lib.getAttrFromPath (split key) cfg)
      ) known.namedSecrets
    );

  /**
    One key as it is in force, null where it is not set: `settingOf cfg "server.port"`.
  */
  settingOf =
    cfg: key:
    let
      path = split key;
    in
    lib.attrByPath path (lib.getAttrFromPath path cfg) cfg.settings;

  /**
    Where programs of the same machine reach the server: `localhost:8765`.
  */
  addressOf =
    cfg:
    let
      hostname = settingOf cfg "server.hostname";
      # A server that listens everywhere is here as well.
      here =
        {
          "0.0.0.0" = "127.0.0.1";
          "::" = "::1";
        }
        .${hostname} or hostname;
    in
    "${if lib.hasInfix ":" here then "[${here}]" else here}:${toString (settingOf cfg "server.port")}";

  /**
    Whether the server answers to other machines.
  */
  isPublic =
    cfg:
    !(lib.elem (settingOf cfg "server.hostname") [
      "localhost"
      "127.0.0.1"
      "::1"
    ]);

  /**
    Mistakes that both modules refuse. `prefix` is where the options are: `services.pyxis`.
  */
  assertionsOf = prefix: cfg: [
    {
      assertion = secretsIn [ ] cfg.settings == [ ];
      message = ''
        ${prefix}.settings holds what looks like a secret (${lib.concatStringsSep ", " (secretsIn [ ] cfg.settings)}), which
        everybody could read in the store. Put it into a file and name that with
        ${lib.concatMapStringsSep ", " (secret: "${prefix}.${secret.key}File") known.secrets}.
      '';
    }
    {
      assertion = lib.all ({ file, ... }: !lib.hasPrefix "${builtins.storeDir}/" file) (secretsOf cfg);
      message = ''
        A secret of ${prefix} is a file in the store, where everybody can read it. Name a file outside, as a string:
        "/run/secrets/pyxis-listenbrainz-token".
      '';
    }
    {
      assertion = settingOf cfg "database.type" != "postgres" || settingOf cfg "database.url" != null;
      message = "${prefix}.database.type is postgres, so ${prefix}.database.url must say where.";
    }
  ];
}
