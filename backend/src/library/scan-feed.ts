import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Response } from 'express';
import type { Subscription } from 'rxjs';
import { EventFeed, type FeedEvent } from '../api/index.js';
import { ScanRunner } from './scan/scan-runner.js';
import type { ScanView } from './scans.dto.js';

/** Tells whoever listens how the newest scan goes: event `scan`, at once and with each change. */
@Injectable()
export class ScanFeed implements OnModuleInit, OnModuleDestroy {
  private readonly feed = new EventFeed(0);
  private latest: ScanView | undefined;
  private following?: Subscription;

  constructor(private readonly runner: ScanRunner) {}

  onModuleInit(): void {
    this.following = this.runner.views.subscribe((view) => {
      this.latest = view;
      this.feed.publish(eventOf(view));
    });
  }

  subscribe(response: Response): void {
    this.feed.subscribe(response, eventOf(this.latest));
  }

  onModuleDestroy(): void {
    this.following?.unsubscribe();
    this.feed.close();
  }
}

function eventOf(view: ScanView | undefined): FeedEvent {
  return { event: 'scan', data: view ?? {} };
}
