/** Of sysexits.h: the configuration is at fault, so starting again changes nothing. */
export const EXIT_CONFIG = 78;
const EXIT_FAILURE = 1;

/** The server cannot start. The message is for the person who started it: what is wrong and what to do. */
export class StartFailure extends Error {
  constructor(
    message: string,
    readonly exitCode: number = EXIT_FAILURE,
  ) {
    super(message);
  }
}

/** One thing that is wrong with the configuration. */
export interface ConfigProblem {
  /** Where it was written: `config.yaml:3:9`, `environment variable PYXIS_…`, `flag --port`. */
  readonly origin: string;
  /** Path of the key; absent where no key could be read. */
  readonly key?: string;
  /** What is wrong, what was found and what is allowed, in one sentence or two. Never a secret's value. */
  readonly detail: string;
}

/** Everything that is wrong with the configuration, told at once. */
export class ConfigFault extends StartFailure {
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(report(problems), EXIT_CONFIG);
  }
}

function report(problems: readonly ConfigProblem[]): string {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  const lines = problems.map(
    ({ origin, key, detail }) => `  ${origin}${key === undefined ? '' : `  ${key}`}\n      ${detail}`,
  );
  return [`The configuration has ${count}:`, '', ...lines, '', 'Every key is explained in docs/configuration.md.'].join(
    '\n',
  );
}
