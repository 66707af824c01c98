# Options, their types and evalModules: the rules of the original for what our modules use. A name that is not declared, a
# value of another type and two values for one option are errors.
lib:
let
  inherit (builtins)
    attrNames
    concatLists
    filter
    isAttrs
    isFunction
    isList
    length
    listToAttrs
    mapAttrs
    typeOf
    ;
  show = lib.concatStringsSep ".";
  # Not JSON for everything: that of a path would copy what is there into the store.
  shown =
    value:
    if isFunction value || isAttrs value then
      typeOf value
    else if typeOf value == "path" then
      toString value
    else
      builtins.toJSON value;

  isMarked = mark: value: isAttrs value && (value._type or null) == mark;
  isOption = isMarked "option";

  # Definitions of one option, with mkIf and mkMerge taken apart; only those of the highest priority stay.
  discharge =
    value:
    if isMarked "merge" value then
      lib.concatMap discharge value.contents
    else if isMarked "if" value then
      (if value.condition then discharge value.content else [ ])
    else
      [ value ];
  priorityOf = value: if isMarked "override" value then value.priority else 100;
  strongest =
    values:
    let
      best = lib.foldl' (least: value: if priorityOf value < least then priorityOf value else least) 1500 values;
    in
    map (value: if isMarked "override" value then value.content else value) (
      filter (value: priorityOf value == best) values
    );
  settle = values: strongest (lib.concatMap discharge values);

  # A group of settings below mkIf and mkMerge: the marks move to the members, so that whether a member is there is known
  # before any condition is.
  members =
    value:
    if isMarked "merge" value then
      lib.concatMap members value.contents
    else if isMarked "if" value then
      map (mapAttrs (_name: content: lib.mkIf value.condition content)) (members value.content)
    else
      [ value ];

  single =
    loc: values:
    if length values == 1 || lib.all (value: value == builtins.head values) values then
      builtins.head values
    else
      throw "The option `${show loc}' is defined several times, differently.";
  mkType = description: check: {
    inherit description check;
    merge = single;
  };
  merged =
    loc: type: values:
    let
      settled = settle values;
      wrong = filter (value: !type.check value) settled;
    in
    if wrong != [ ] then
      throw "A definition for option `${show loc}' is not of type `${type.description}': ${shown (builtins.head wrong)}"
    else
      type.merge loc settled;

  valueOf =
    loc: option: values:
    if settle values != [ ] then
      merged loc option.type values
    else if option ? default then
      merged loc option.type [ option.default ]
    else
      throw "The option `${show loc}' is used but not defined.";

  # The tree of values that belongs to a tree of options.
  evaluate =
    loc: options: definitions:
    let
      groups = lib.concatMap members definitions;
      unknown = lib.concatMap (group: filter (name: !options ? ${name}) (attrNames group)) groups;
      one =
        name: option:
        let
          path = loc ++ [ name ];
          values = concatLists (map (group: lib.optional (group ? ${name}) group.${name}) groups);
        in
        if isOption option then valueOf path option values else evaluate path option values;
    in
    if unknown != [ ] then
      throw "The option `${show (loc ++ [ (builtins.head unknown) ])}' does not exist."
    else
      mapAttrs one options;

  # Options that several modules declare side by side.
  declare =
    loc: left: right:
    left
    // mapAttrs (
      name: value:
      if !(left ? ${name}) then
        value
      else if isOption value || isOption left.${name} then
        throw "The option `${show (loc ++ [ name ])}' is declared twice."
      else
        declare (loc ++ [ name ]) left.${name} value
    ) right;

  collect =
    args: module:
    let
      loaded = if isFunction module then module args else if isAttrs module then module else collectFile module;
      collectFile = path: let file = import path; in if isFunction file then file args else file;
      isStructured = loaded ? options || loaded ? config || loaded ? imports;
      strange = filter (name: !(lib.elem name [ "options" "config" "imports" ])) (attrNames loaded);
    in
    if isStructured && strange != [ ] && loaded ? config then
      throw "A module has `${builtins.head strange}' beside `config'."
    else
      lib.concatMap (collect args) (loaded.imports or [ ])
      ++ [
        {
          options = loaded.options or { };
          config = loaded.config or (removeAttrs loaded [ "options" "imports" ]);
        }
      ];
in
{
  mkOption = attrs: attrs // { _type = "option"; };
  mkEnableOption = what: lib.mkOption {
    type = lib.types.bool;
    default = false;
    example = true;
    description = "Whether to enable ${what}.";
  };
  mkIf = condition: content: {
    _type = "if";
    inherit condition content;
  };
  mkMerge = contents: {
    _type = "merge";
    inherit contents;
  };
  mkOverride = priority: content: {
    _type = "override";
    inherit priority content;
  };
  mkDefault = lib.mkOverride 1000;
  mkForce = lib.mkOverride 50;

  evalModules =
    { modules, specialArgs ? { } }:
    let
      args = { inherit lib config options; } // specialArgs;
      collected = lib.concatMap (collect args) modules;
      options = lib.foldl' (declare [ ]) { } (map (module: module.options) collected);
      config = evaluate [ ] options (map (module: module.config) collected);
    in
    {
      inherit config options;
    };

  types = rec {
    str = mkType "string" builtins.isString;
    bool = mkType "boolean" builtins.isBool;
    package = mkType "package" (value: isAttrs value && value ? outPath);
    path = mkType "absolute path" (value: lib.hasPrefix "/" (toString value));
    ints = {
      between =
        low: high:
        mkType "integer between ${toString low} and ${toString high} (both inclusive)" (
          value: builtins.isInt value && value >= low && value <= high
        );
      positive = mkType "positive integer, meaning >0" (value: builtins.isInt value && value > 0);
    };
    enum = choices: mkType "one of ${lib.concatMapStringsSep ", " builtins.toJSON choices}" (value: lib.elem value choices);
    strMatching =
      pattern: mkType "string matching the pattern ${pattern}" (value: builtins.isString value && builtins.match pattern value != null);
    lines = str // {
      description = "strings concatenated with \"\\n\"";
      merge = _loc: lib.concatStringsSep "\n";
    };
    nullOr = type: {
      description = "null or ${type.description}";
      check = value: value == null || type.check value;
      merge = loc: values: if lib.all (value: value == null) values then null else type.merge loc values;
    };
    either = first: second: {
      description = "${first.description} or ${second.description}";
      check = value: first.check value || second.check value;
      merge = single;
    };
    listOf = type: {
      description = "list of ${type.description}";
      check = isList;
      merge = loc: values: lib.concatMap (map (value: merged loc type [ value ])) values;
    };
    attrsOf = type: {
      description = "attribute set of ${type.description}";
      check = isAttrs;
      merge =
        loc: values:
        let
          groups = lib.concatMap members values;
          names = lib.concatMap attrNames groups;
          definitionsOf = name: concatLists (map (group: lib.optional (group ? ${name}) group.${name}) groups);
          present = filter (name: settle (definitionsOf name) != [ ]) names;
        in
        listToAttrs (map (name: lib.nameValuePair name (merged (loc ++ [ name ]) type (definitionsOf name))) present);
    };
    # Attribute sets become one, lists follow each other, other values must agree.
    anything = {
      description = "anything";
      check = _value: true;
      merge =
        loc: values:
        if lib.all isList values then
          concatLists values
        else if lib.all (value: isAttrs value && !(value ? outPath)) values then
          (attrsOf anything).merge loc values
        else
          single loc values;
    };
  };
}
