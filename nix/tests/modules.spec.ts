import { describe, expect, it } from 'vitest';
import { hasNix, home, homeOnMac, nixos, type System } from './support/nix.js';

/** Every option there is, set. */
const EVERYTHING = `
  enable = true;
  server = {
    hostname = "0.0.0.0";
    port = 9000;
    publicUrl = "https://music.example.org/pyxis/";
    basePath = "/pyxis/";
    allowedHosts = [ "nas.example.org" ];
    trustedProxies = [ "127.0.0.1" ];
  };
  web = { port = 5679; allowedHosts = [ "dev.example.org" ]; };
  sources.local = { enabled = true; paths = [ "/srv/music" "/home/ada/My Music" ]; };
  sources.podcast = {
    feeds = [ "https://example.org/feed.xml" { secret = "ada"; } ];
    feedFiles.ada = "/run/secrets/ada";
  };
  sources.pandora = { enabled = true; username = "ada@example.com"; passwordFile = "/run/secrets/pandora"; };
  sources.soundcloud = { enabled = true; user = "ada"; tokenFile = "/run/secrets/soundcloud"; };
  sources.bandcamp = { enabled = true; user = "ada"; keep = "played"; monthlyLimit = "5GiB"; };
  streaming = { cache.maxSize = "2GiB"; transcode.maxConcurrent = 2; };
  library = { neglectedAfterDays = 90; albumRelationship.hot = { minRecentListens = 5; windowDays = 14; }; };
  history.minimumListenSeconds = 20;
  scrobbling = {
    listenbrainz = { enabled = true; baseUrl = "https://listens.example.org"; tokenFile = "/run/secrets/listenbrainz"; };
    lastfm = {
      enabled = false;
      baseUrl = "https://scrobbles.example.org";
      apiKeyFile = "/run/secrets/key";
      sharedSecretFile = "/run/secrets/shared";
      sessionKeyFile = "/run/secrets/session";
    };
  };
  database = { type = "postgres"; url = "postgres://pyxis@db.example.org/pyxis"; passwordFile = "/run/secrets/db"; };
  log = { level = "debug"; format = "json"; };
  settings.streaming.transcode.maxConcurrent = 3;
`;
const OF_NIXOS = `
  openFirewall = true;
  openFirewallForSubnets = [ "192.168.1.0/24" "fd00::/8" ];
  reverseProxy = { server = "nginx"; hostName = "music.example.org"; };
  monitoring = { prometheus = true; grafana = true; };
`;

describe.skipIf(!hasNix)('services.pyxis', () => {
  it('does nothing until it is enabled', () => {
    expect(nixos('')).toMatchObject({ isEnabled: false, failed: [], warnings: [] });
  });

  it('needs no option but enable', () => {
    const system = nixos('enable = true;');
    expect(system).toMatchObject({ isEnabled: true, failed: [], warnings: [], hasProgram: true });
    expect(system.serviceConfig.ExecStart).toMatch(
      /^\/nix\/store\/\S+\/bin\/pyxis serve --config \/etc\/pyxis\/config\.yaml$/,
    );
    expect(JSON.parse(system.yaml)).toMatchObject({ server: { hostname: 'localhost', port: 8765 } });
  });

  it('takes every option', () => {
    const system = nixos(EVERYTHING + OF_NIXOS);
    expect(system.failed).toEqual([]);
    const { server, sources, streaming, scrobbling, database } = JSON.parse(system.yaml) as Record<string, unknown>;
    expect(sources).toMatchObject({
      pandora: { enabled: true, username: 'ada@example.com', partner: { name: 'android' } },
      soundcloud: { enabled: true, user: 'ada' },
      bandcamp: { enabled: true, user: 'ada', keep: 'played', monthlyLimit: '5GiB' },
    });
    expect(system.yaml).not.toContain('/run/secrets');
    expect(system.serviceConfig.LoadCredential).toContain('pandora-password:/run/secrets/pandora');
    expect(system.serviceConfig.LoadCredential).toContain('soundcloud-token:/run/secrets/soundcloud');
    expect(server).toMatchObject({ port: 9000, basePath: '/pyxis/', publicUrl: 'https://music.example.org/pyxis/' });
    expect(streaming).toEqual({
      cache: { maxSize: '2GiB', remoteMaxSize: '10GiB', discoveryDays: 30 },
      transcode: { maxConcurrent: 3 },
      live: { bufferMinutes: 10, maxBuffer: '64MiB', maxConversions: 4 },
    });
    expect(scrobbling).toMatchObject({ lastfm: { enabled: false, baseUrl: 'https://scrobbles.example.org' } });
    expect(database).toEqual({ type: 'postgres', url: 'postgres://pyxis@db.example.org/pyxis' });
  });

  it('refuses what no option is called, and values of another kind', () => {
    expect(() => nixos('enable = true; server.prot = 9000;')).toThrow(/server\.prot' does not exist/);
    expect(() => nixos('enable = true; server.port = 70000;')).toThrow(/server\.port' is not of type/);
    expect(() => nixos('enable = true; database.type = "oracle";')).toThrow(/database\.type' is not of type/);
    expect(() => nixos('enable = true; sources.local.paths = [ ./LICENSE ];')).toThrow(/is not of type/);
    expect(() => nixos('enable = true; scrobbling.lastfm.apiKeyFile = ./flake.nix;')).toThrow(/is not of type/);
  });

  it('restarts when its configuration changes', () => {
    const triggers = (settings: string): string => /^X-Restart-Triggers=(.+)$/m.exec(nixos(settings).unit)?.[1] ?? '';
    expect(triggers('enable = true;')).toMatch(/pyxis-config\.yaml$/);
    expect(triggers('enable = true;')).not.toBe(triggers('enable = true; server.port = 9000;'));
  });

  it('waits for the network, and gives up after five failures within a minute', () => {
    const { unit } = nixos('enable = true;');
    for (const line of ['After=network-online.target', 'Wants=network-online.target']) expect(unit).toContain(line);
    for (const line of ['StartLimitIntervalSec=60', 'StartLimitBurst=5']) expect(unit).toContain(line);
    for (const line of ['Restart=on-failure', 'RestartSec=5', 'Type=notify', 'WatchdogSec=60']) {
      expect(unit).toContain(line);
    }
  });

  it('hands secrets over as credentials, with an empty one where the file is missing', () => {
    const { serviceConfig, environment } = nixos('enable = true; scrobbling.listenbrainz.tokenFile = "/run/100%";');
    expect(serviceConfig.LoadCredential).toEqual(['listenbrainz-token:/run/100%%']);
    expect(serviceConfig.SetCredential).toEqual(['listenbrainz-token:\\n']);
    expect(environment.PYXIS_LISTENBRAINZ_TOKEN_FILE).toBe('%d/listenbrainz-token');
  });

  it('hands over secrets that the configuration names, and writes their names alone', () => {
    const system = nixos(
      'enable = true; sources.podcast = { feeds = [ { secret = "ada"; } ]; feedFiles.ada = "/run/feed"; };',
    );
    expect(system.serviceConfig.LoadCredential).toEqual(['podcast-feed-ada:/run/feed']);
    expect(system.environment.PYXIS_PODCAST_FEED_ADA_FILE).toBe('%d/podcast-feed-ada');
    expect(JSON.parse(system.yaml)).toMatchObject({ sources: { podcast: { feeds: [{ secret: 'ada' }] } } });
  });

  it('shows the service the music folders, read-only, and nothing else of the homes', () => {
    const config = (paths: string): unknown =>
      nixos(`enable = true; sources.local.paths = [ ${paths} ];`).serviceConfig;
    expect(config('"/srv/music"')).toMatchObject({ ProtectHome: true, BindReadOnlyPaths: ['-/srv/music'] });
    expect(config('"/home/ada/My Music: \\"best\\" 100%"')).toMatchObject({
      ProtectHome: 'tmpfs',
      BindReadOnlyPaths: ['"-/home/ada/My Music: \\"best\\" 100%%"'],
    });
    expect(nixos('enable = true; sources.local.paths = [ "~/Music" ];').failed).toEqual([
      expect.stringContaining('does not begin with a slash'),
    ]);
  });

  it('keeps a right of root’s only for a port below 1024, and says so', () => {
    const system = nixos('enable = true; server.port = 80;');
    expect(system.warnings).toEqual([expect.stringContaining('services.pyxis.server.port is 80')]);
    expect(system.serviceConfig).toMatchObject({
      AmbientCapabilities: 'CAP_NET_BIND_SERVICE',
      CapabilityBoundingSet: 'CAP_NET_BIND_SERVICE',
      PrivateUsers: false,
    });
  });

  it('refuses secrets where everybody could read them', () => {
    expect(nixos('enable = true; settings.scrobbling.listenbrainz.token = "s3cret";').failed).toEqual([
      expect.stringMatching(/holds what looks like a secret \(scrobbling\.listenbrainz\.token\)[\s\S]*tokenFile/),
    ]);
    expect(nixos('enable = true; settings.compass.passage = "north";').failed).toEqual([]);
    expect(nixos('enable = true; scrobbling.lastfm.apiKeyFile = "${./LICENSE}";').failed).toEqual([
      expect.stringContaining('is a file in the store'),
    ]);
  });

  describe('the firewall', () => {
    const rules = (settings: string, more?: string): System['networking']['firewall'] =>
      nixos(`enable = true; server.hostname = "0.0.0.0"; ${settings}`, more).networking.firewall;

    it('stays closed by itself', () => {
      expect(rules('')).toEqual({
        enable: true,
        allowedTCPPorts: [],
        extraInputRules: '',
        extraCommands: '',
        extraStopCommands: '',
      });
    });

    it('opens for everybody, or for networks, with either kind of tables', () => {
      expect(rules('openFirewall = true; server.port = 9000;').allowedTCPPorts).toEqual([9000]);
      const subnets = 'openFirewallForSubnets = [ "192.168.1.0/24" "fd00::/8" ];';
      expect(rules(subnets).extraCommands).toBe(
        'iptables -A nixos-fw -p tcp -s 192.168.1.0/24 --dport 8765 -j nixos-fw-accept\n' +
          'ip6tables -A nixos-fw -p tcp -s fd00::/8 --dport 8765 -j nixos-fw-accept',
      );
      expect(rules(subnets, 'networking.nftables.enable = true;').extraInputRules).toBe(
        'ip saddr 192.168.1.0/24 tcp dport 8765 accept\nip6 saddr fd00::/8 tcp dport 8765 accept',
      );
    });

    it('is not opened in vain, nor for everybody without a word', () => {
      const warningsOf = (settings: string): readonly string[] => nixos(`enable = true; ${settings}`).warnings;
      expect(warningsOf('openFirewall = true;')).toEqual([expect.stringContaining('listens on localhost')]);
      expect(warningsOf('openFirewall = true; server.hostname = "0.0.0.0";')).toEqual([
        expect.stringContaining('no accounts yet'),
      ]);
      expect(
        nixos('enable = true; server.hostname = "0.0.0.0";', 'networking.firewall.enable = false;').warnings,
      ).toEqual([expect.stringContaining('no accounts yet')]);
      expect(warningsOf('openFirewallForSubnets = [ "10.0.0.0/8" ]; server.hostname = "0.0.0.0";')).toEqual([]);
      expect(nixos('enable = true; openFirewall = true; server.port = 0;').failed).toEqual([
        expect.stringContaining('the system chooses a port'),
      ]);
    });
  });

  it('is reached where it listens, and where free settings say so as well', () => {
    const more =
      'openFirewall = true; reverseProxy = { server = "nginx"; hostName = "m.example"; }; monitoring.prometheus = true;';
    const { networking, services } = nixos(
      `enable = true; server.hostname = "192.168.1.5"; settings.server.port = 9000; ${more}`,
    );
    expect(networking.firewall.allowedTCPPorts).toEqual([9000]);
    expect(services.prometheus).toMatchObject({
      scrapeConfigs: [{ static_configs: [{ targets: ['192.168.1.5:9000'] }] }],
    });
    const location = { proxyPass: 'http://192.168.1.5:9000' };
    expect(services.nginx).toMatchObject({ virtualHosts: { 'm.example': { locations: { '/': location } } } });
  });

  describe('a web server in front', () => {
    it('passes everything on, and the server believes it', () => {
      const system = nixos('enable = true; reverseProxy = { server = "nginx"; hostName = "music.example.org"; };');
      expect(system.services.nginx).toMatchObject({
        enable: true,
        virtualHosts: {
          'music.example.org': {
            locations: { '/': { proxyPass: 'http://localhost:8765', recommendedProxySettings: false } },
          },
        },
      });
      expect(JSON.parse(system.yaml)).toMatchObject({
        server: {
          publicUrl: 'https://music.example.org/',
          trustedProxies: ['127.0.0.1', '::1'],
          allowedHosts: ['music.example.org'],
        },
      });
    });

    it('may be Caddy, below a path of its own', () => {
      const { services } = nixos(
        'enable = true; server.basePath = "/pyxis/"; server.hostname = "::1"; reverseProxy = { server = "caddy"; hostName = "example.org"; };',
      );
      expect(services.caddy).toMatchObject({
        virtualHosts: {
          'example.org': {
            extraConfig: expect.stringContaining('reverse_proxy /pyxis/* http://[::1]:8765 {') as string,
          },
        },
      });
    });

    it('needs a name', () => {
      expect(nixos('enable = true; reverseProxy.server = "nginx";').failed).toEqual([
        expect.stringContaining('hostName'),
      ]);
    });
  });

  it('brings its own PostgreSQL, and starts after it', () => {
    const system = nixos('enable = true; database.createLocally = true;');
    expect(system.failed).toEqual([]);
    expect(system.services.postgresql).toMatchObject({ enable: true, ensureDatabases: ['pyxis'] });
    expect(system.unit).toContain('After=network-online.target postgresql.target');
    expect(system.unit).toContain('Requires=postgresql.target');
    expect(JSON.parse(system.yaml)).toMatchObject({ database: { type: 'postgres' } });
    expect(nixos('enable = true; database.type = "postgres";').failed).toEqual([
      expect.stringContaining('database.url'),
    ]);
  });

  it('is looked after by Prometheus and Grafana, when asked', () => {
    const { services } = nixos('enable = true; monitoring = { prometheus = true; grafana = true; };');
    expect(services.prometheus).toMatchObject({
      scrapeConfigs: [{ job_name: 'pyxis', static_configs: [{ targets: ['localhost:8765'] }] }],
      ruleFiles: [expect.stringMatching(/alerts\.yaml$/)],
    });
    expect(services.grafana).toMatchObject({ provision: { enable: true } });
  });
});

describe.skipIf(!hasNix)('programs.pyxis', () => {
  it('does nothing until it is enabled, and then needs no other option', () => {
    expect(home('')).toMatchObject({ isEnabled: false, failed: [] });
    const person = home('enable = true;');
    expect(person).toMatchObject({ isEnabled: true, failed: [], warnings: [] });
    expect(person.unit).toMatch(
      /^ExecStart=\/nix\/store\/\S+\/bin\/pyxis serve --config \/home\/ada\/\.config\/pyxis\/config\.yaml$/m,
    );
    expect(person.unit).toContain('WantedBy=default.target');
    // A person's manager knows no such target.
    expect(person.unit).not.toContain('network-online');
  });

  it('takes every option', () => {
    expect(home(EVERYTHING + 'sandbox.namespaces = true;').failed).toEqual([]);
  });

  it('names the files of secrets, which the server reads itself', () => {
    expect(home('enable = true; scrobbling.listenbrainz.tokenFile = "/home/ada/my token";').unit).toContain(
      'Environment="PYXIS_LISTENBRAINZ_TOKEN_FILE=/home/ada/my token"',
    );
  });

  it('is an agent of launchd on macOS', () => {
    const { isEnabled, agent } = homeOnMac('enable = true; scrobbling.listenbrainz.tokenFile = "/Users/ada/token";');
    expect(isEnabled).toBe(false);
    expect(agent).toMatchObject({
      enable: true,
      config: {
        ProgramArguments: [
          expect.stringMatching(/bin\/pyxis$/),
          'serve',
          '--config',
          '/home/ada/.config/pyxis/config.yaml',
        ],
        EnvironmentVariables: { PYXIS_LISTENBRAINZ_TOKEN_FILE: '/Users/ada/token' },
        RunAtLoad: true,
      },
    });
    expect(home('enable = true;').agent).toBeNull();
  });

  it('refuses what it cannot do', () => {
    expect(home('enable = true; server.port = 80;').failed).toEqual([expect.stringContaining('below 1024')]);
    expect(home('enable = true; settings.database.password = "s3cret";').failed).toEqual([
      expect.stringContaining('programs.pyxis.settings holds what looks like a secret'),
    ]);
  });

  it('makes its folders before a sandbox that can only leave open what is there', () => {
    expect(home('enable = true;').unit).not.toContain('ReadWritePaths');
    const person = home('enable = true; sandbox.namespaces = true;');
    expect(person.unit).toContain('ReadWritePaths=/home/ada/.local/share/pyxis');
    expect(person.tmpfiles).toContain('d /home/ada/.local/share/pyxis 0700');
  });
});
