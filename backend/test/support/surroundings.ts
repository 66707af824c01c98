import { Module, type DynamicModule, type FactoryProvider, type Provider, type ValueProvider } from '@nestjs/common';
import { Clock, SystemClock } from '../../src/common/index.js';
import { Directories, Installation, Secrets } from '../../src/config/index.js';
import { SECTIONS } from '../../src/config/schema.js';

@Module({})
class Surroundings {}

/**
 * What every module is handed by the application: the clock, the folders and each section of the configuration, all as
 * they are when nothing is set.
 * @param instead what is handed in place of it
 */
export function surroundings(instead: readonly Provider[] = []): DynamicModule {
  const usual: Provider[] = [
    { provide: Clock, useClass: SystemClock },
    { provide: Directories, useValue: new Directories() },
    { provide: Installation, useValue: new Installation() },
    { provide: Secrets, useValue: new Secrets({}) },
    ...SECTIONS.map(({ type }) => ({ provide: type, useValue: new type() })),
  ];
  const tokenOf = (provider: Provider): unknown => (typeof provider === 'function' ? provider : (provider as ValueProvider | FactoryProvider).provide); // prettier-ignore
  const replaced = new Set(instead.map(tokenOf));
  const providers = [...usual.filter((provider) => !replaced.has(tokenOf(provider))), ...instead];
  return { module: Surroundings, global: true, providers, exports: providers };
}
