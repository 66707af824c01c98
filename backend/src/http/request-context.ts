import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known of the request that the code runs for, wherever that code is. */
export interface RequestContext {
  readonly id: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();
