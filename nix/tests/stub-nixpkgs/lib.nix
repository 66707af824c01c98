# The part of nixpkgs' lib that our Nix files use, written for the checks: they must run where nixpkgs cannot be fetched.
# Stricter than the original where that costs nothing; see module-system.nix for evalModules.
let
  lib = {
    inherit (builtins)
      all
      any
      attrNames
      attrValues
      concatLists
      concatMap
      concatStringsSep
      elem
      filter
      foldl'
      genList
      hasAttr
      head
      isAttrs
      isBool
      isList
      isString
      isInt
      length
      listToAttrs
      map
      mapAttrs
      readFile
      removeAttrs
      replaceStrings
      stringLength
      tail
      ;

    importJSON = path: builtins.fromJSON (builtins.readFile path);
    boolToString = value: if value then "true" else "false";
    toList = value: if builtins.isList value then value else [ value ];
    last = list: builtins.elemAt list (builtins.length list - 1);
    optional = condition: value: if condition then [ value ] else [ ];
    optionals = condition: values: if condition then values else [ ];
    optionalString = condition: text: if condition then text else "";
    optionalAttrs = condition: attrs: if condition then attrs else { };
    nameValuePair = name: value: { inherit name value; };
    mapAttrsToList = f: attrs: map (name: f name attrs.${name}) (builtins.attrNames attrs);
    filterAttrs =
      keep: attrs:
      builtins.listToAttrs (
        lib.concatMap (name: lib.optional (keep name attrs.${name}) (lib.nameValuePair name attrs.${name})) (
          builtins.attrNames attrs
        )
      );
    genAttrs = names: f: builtins.listToAttrs (map (name: lib.nameValuePair name (f name)) names);
    recursiveUpdate =
      left: right:
      left
      // builtins.mapAttrs (
        name: value:
        if builtins.isAttrs value && builtins.isAttrs (left.${name} or null) then
          lib.recursiveUpdate left.${name} value
        else
          value
      ) right;
    setAttrByPath =
      path: value:
      if path == [ ] then value else { ${builtins.head path} = lib.setAttrByPath (builtins.tail path) value; };
    attrByPath =
      path: default: attrs:
      if path == [ ] then
        attrs
      else if builtins.isAttrs attrs && attrs ? ${builtins.head path} then
        lib.attrByPath (builtins.tail path) default attrs.${builtins.head path}
      else
        default;
    getAttrFromPath = path: attrs: lib.foldl' (inner: name: inner.${name}) attrs path;

    # Text.
    hasPrefix = prefix: text: builtins.substring 0 (builtins.stringLength prefix) text == prefix;
    hasSuffix =
      suffix: text:
      let
        length = builtins.stringLength suffix;
        start = builtins.stringLength text - length;
      in
      start >= 0 && builtins.substring start length text == suffix;
    hasInfix = infix: text: builtins.length (lib.splitString infix text) > 1;
    removePrefix =
      prefix: text:
      if lib.hasPrefix prefix text then
        builtins.substring (builtins.stringLength prefix) (builtins.stringLength text) text
      else
        text;
    removeSuffix =
      suffix: text:
      if lib.hasSuffix suffix text then
        builtins.substring 0 (builtins.stringLength text - builtins.stringLength suffix) text
      else
        text;
    # Markers: `split` of builtins takes a regular expression.
    splitString =
      separator: text:
      builtins.filter builtins.isString (builtins.split (lib.escapeRegex separator) text);
    escapeRegex =
      let
        special = [ "\\" "^" "$" "." "[" "]" "{" "}" "(" ")" "*" "+" "?" "|" ];
      in
      builtins.replaceStrings special (map (letter: "\\${letter}") special);
    concatMapStringsSep =
      separator: f: list:
      builtins.concatStringsSep separator (map f list);
    toUpper = builtins.replaceStrings lib.lowerChars lib.upperChars;
    toLower = builtins.replaceStrings lib.upperChars lib.lowerChars;
    lowerChars = builtins.filter (letter: letter != "") (lib.splitString "" "abcdefghijklmnopqrstuvwxyz");
    upperChars = builtins.filter (letter: letter != "") (lib.splitString "" "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    escapeShellArg = text: "'${builtins.replaceStrings [ "'" ] [ "'\\''" ] (toString text)}'";
    getExe = package: "${package}/bin/${package.meta.mainProgram}";
    makeBinPath = packages: builtins.concatStringsSep ":" (map (package: "${package}/bin") packages);
    generators.toYAML = _options: builtins.toJSON;
    fetchers.proxyImpureEnvVars = [ ];
    licenses.mit = {
      spdxId = "MIT";
    };
    platforms = {
      linux = [
        "x86_64-linux"
        "aarch64-linux"
      ];
      darwin = [ "aarch64-darwin" ];
    };

    # Documentation.
    literalExpression = text: {
      _type = "literalExpression";
      inherit text;
    };
    literalMD = text: {
      _type = "literalMD";
      inherit text;
    };
  }
  // import ./module-system.nix lib;
in
lib
