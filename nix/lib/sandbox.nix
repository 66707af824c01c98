# What the service may not do, and why each thing that it may do is left to it. Both modules merge the settings of these
# groups; the unit files of the release archive are made from them, with the reasons as comments above the lines.
{ lib }:
let
  inherit (import ./unit.nix { inherit lib; }) quote;

  # What works for root's manager and for a person's alike: system call filters need no right but to give up rights.
  everywhere = [
    {
      why = "What it writes is for it alone.";
      settings.UMask = "0077";
    }
    {
      why = "No program it starts gets more rights than it has.";
      settings = {
        NoNewPrivileges = true;
        RestrictSUIDSGID = true;
        RestrictNamespaces = true;
        RestrictRealtime = true;
        LockPersonality = true;
        KeyringMode = "private";
      };
    }
    {
      why = "Left: memory that is written and then run. V8 compiles JavaScript while it runs, and dies at start otherwise.";
      settings.MemoryDenyWriteExecute = false;
    }
    {
      why = ''
        Left: the internet, for the people who listen and for what is played from there; AF_UNIX for the service manager
        and for PostgreSQL on the same machine.'';
      settings.RestrictAddressFamilies = "AF_INET AF_INET6 AF_UNIX";
    }
    {
      why = ''
        The system calls of an ordinary service. A call beyond them fails and does not kill: Node and ffmpeg ask for
        priorities, and go on without.'';
      settings = {
        SystemCallArchitectures = "native";
        SystemCallFilter = [
          "@system-service"
          "~@privileged @resources"
        ];
        SystemCallErrorNumber = "EPERM";
      };
    }
  ];

  # Namespaces: for root's manager always, for a person's where the kernel lets ordinary users make them.
  namespaces = [
    {
      why = "It sees no user but itself and root, and no right of root reaches beyond it.";
      settings = {
        PrivateUsers = true;
        CapabilityBoundingSet = "";
      };
    }
    {
      why = "All files are read-only but its own folders.";
      settings = {
        ProtectSystem = "strict";
        PrivateTmp = true;
        PrivateDevices = true;
      };
    }
    {
      why = "Nothing of the kernel can be changed, and no process but its own is seen.";
      settings = {
        ProtectKernelTunables = true;
        ProtectKernelModules = true;
        ProtectControlGroups = true;
        ProtectClock = true;
        ProtectHostname = true;
        ProtectProc = "invisible";
        ProcSubset = "pid";
      };
    }
  ];

  systemOnly = [
    {
      why = "A user that exists while it runs. Its folders are for it alone.";
      settings = {
        DynamicUser = true;
        StateDirectory = "pyxis";
        StateDirectoryMode = "0700";
        CacheDirectory = "pyxis";
        CacheDirectoryMode = "0700";
        LogsDirectory = "pyxis";
        LogsDirectoryMode = "0700";
        WorkingDirectory = "/var/lib/pyxis";
        RemoveIPC = true;
      };
    }
    {
      why = "No device at all, and mounts that nobody else sees.";
      settings = {
        DevicePolicy = "closed";
        PrivateMounts = true;
        ProtectKernelLogs = true;
      };
    }
    {
      why = ''
        What everybody may write to: shared memory, message queues, locks. Once /proc or /sys is protected, systemd leaves
        /run out of what ProtectSystem makes read-only.'';
      settings = {
        InaccessiblePaths = "/dev/shm /dev/mqueue";
        ReadOnlyPaths = "/run";
      };
    }
    {
      why = ''
        Left: the people of the house and servers of the internet. Never: what answers on link-local addresses (where clouds
        keep their passwords), groups and reserved networks, whatever address somebody makes it fetch.'';
      settings = {
        IPAddressDeny = "any";
        IPAddressAllow = [
          # All of IPv4 but 169.254.0.0/16 and 224.0.0.0/3.
          "0.0.0.0/1 128.0.0.0/3 160.0.0.0/5 168.0.0.0/8 169.0.0.0/9 169.128.0.0/10 169.192.0.0/11 169.224.0.0/12"
          "169.240.0.0/13 169.248.0.0/14 169.252.0.0/15 169.255.0.0/16 170.0.0.0/7 172.0.0.0/6 176.0.0.0/4 192.0.0.0/3"
          # Itself, IPv4 by NAT64, the internet, private networks, and neighbours: phones find a server in the house there.
          "::1/128 64:ff9b::/96 2000::/3 fc00::/7 fe80::/10"
        ];
      };
    }
  ];

  isBelow = folder: path: path == folder || lib.hasPrefix "${folder}/" path;
  isHidden =
    path:
    lib.any (folder: isBelow folder path) [
      "/home"
      "/root"
      "/run/user"
    ];
in
{
  /**
    Groups `{ why, settings }` for a service of the system.

    port: the TCP port it listens on
    musicFolders: absolute paths; bound read-only, those below /home as all that can be seen there
  */
  system =
    {
      port ? 8765,
      musicFolders ? [ ],
    }:
    systemOnly
    ++ everywhere
    ++ namespaces
    ++ [
      (
        if lib.any isHidden musicFolders then
          {
            why = ''
              Of the homes only the music is there, in empty folders in memory; ProtectHome alone would let everybody write
              into these.'';
            settings = {
              ProtectHome = "tmpfs";
              TemporaryFileSystem = "/home:ro /root:ro /run/user:ro";
            };
          }
        else
          {
            why = "The homes are not there at all.";
            settings.ProtectHome = true;
          }
      )
    ]
    ++ lib.optional (musicFolders != [ ]) {
      why = "The music, read-only. A folder that is missing (a disk that is not mounted) is no reason not to start.";
      settings.BindReadOnlyPaths = map (folder: quote "-${folder}") musicFolders;
    }
    ++ [
      (
        if port != 0 && port < 1024 then
          {
            why = ''
              Left: ports below 1024, one of which it listens on. The right to them is worth nothing among users of its own,
              so it has none of these.'';
            settings = {
              PrivateUsers = false;
              CapabilityBoundingSet = "CAP_NET_BIND_SERVICE";
              AmbientCapabilities = "CAP_NET_BIND_SERVICE";
            };
          }
        else
          {
            why = "No right of root's, not even one that it could pass on.";
            settings.AmbientCapabilities = "";
          }
      )
    ];

  /**
    Groups `{ why, settings }` for a service of one person.

    withNamespaces: whether ordinary users may make namespaces here (`kernel.unprivileged_userns_clone`, AppArmor)
    writable: the folders that stay writable, as systemd writes them; they must exist
  */
  user =
    {
      withNamespaces,
      writable,
    }:
    everywhere
    ++ lib.optionals withNamespaces (
      namespaces
      ++ [
        {
          why = "Its own folders.";
          settings.ReadWritePaths = writable;
        }
      ]
    );
}
