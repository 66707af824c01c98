import { Injectable } from '@nestjs/common';
import { Clock } from '../common/index.js';
import { Installation, ServerConfig } from '../config/index.js';
import { contactOf } from './contact.js';
import type { UpstreamDescription } from './request.js';
import { UpstreamStates } from './upstream-states.js';
import { Upstream } from './upstream.js';

/** Makes the way to each service outside. */
@Injectable()
export class Upstreams {
  constructor(
    private readonly clock: Clock,
    private readonly states: UpstreamStates,
    private readonly server: ServerConfig,
    private readonly installation: Installation,
  ) {}

  /** To be called once for a service: its budget, and what is known of it, are those of the one `Upstream`. */
  to(description: UpstreamDescription): Upstream {
    const contact = contactOf(this.server);
    return new Upstream(description, {
      clock: this.clock,
      states: this.states,
      version: this.installation.version,
      ...(contact !== undefined && { contact }),
    });
  }
}
