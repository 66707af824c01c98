/**
 * Lets Node run our TypeScript sources as they are, by finding `./x.ts` for an import of `./x.js`. Vitest does so in its
 * own module loader, but worker threads that the code under test starts do not go through that; they inherit
 * `node --import` of this file instead.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context);
    } catch (error) {
      if (error?.code !== 'ERR_MODULE_NOT_FOUND' || !/^(?:\.|file:).*\.js$/.test(specifier)) throw error;
      return nextResolve(specifier.replace(/\.js$/, '.ts'), context);
    }
  },
});
