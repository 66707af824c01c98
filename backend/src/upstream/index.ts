export { Backoff } from './backoff.js';
export { contactOf } from './contact.js';
export { line, messageFrom } from './text.js';
export type { StreamRequest, UpstreamDescription, WholeRequest } from './request.js';
export { UpstreamError, type Answer, type Redirect } from './upstream-error.js';
export { UpstreamModule } from './upstream.module.js';
export { UpstreamStates, type UpstreamCall } from './upstream-states.js';
export { Upstream } from './upstream.js';
export { Upstreams } from './upstreams.js';
