import { Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CircleCheck, TriangleAlert } from 'lucide';
import { Api } from '../../core/api/api';
import { explain } from '../../core/api/api-error';
import type { HoldingList, SourceDetail, SourceView } from '../../core/api/types';
import { Toasts } from '../../core/toasts';
import {
  answerInWords,
  credentialInWords,
  holdingInWords,
  namedPart,
  healthInWords,
  spanInWords,
  timesInWords,
} from './words';
import { numberInWords } from '../../core/locale/formats';
import { Icon } from '../../ui/icon';

const ICONS = { circleCheck: CircleCheck, triangleAlert: TriangleAlert };

/** How one source is doing: in words first, then since when, its parts, and how its last calls went. */
@Component({
  selector: 'px-source-card',
  imports: [RouterLink, Icon],
  template: `
    @if (source().state === 'ok') {
      <svg [pxIcon]="icons.circleCheck" class="well" size="20" aria-hidden="true"></svg>
    } @else {
      <svg [pxIcon]="icons.triangleAlert" class="warn" size="20" aria-hidden="true"></svg>
    }
    <div class="words">
      <h2>{{ source().name }}</h2>
      <p>{{ health() }}</p>
      @if (times(); as told) {
        <p class="dim">{{ told }}</p>
      }
      @for (part of source().parts; track part.name) {
        <p class="dim" dir="auto">{{ partWords(part) }}</p>
      }
      @if (source().capabilities.includes('own')) {
        <p><a i18n [routerLink]="['/own', source().id]">Your likes, playlists and albums there</a></p>
      }
      @for (credential of source().credentials; track credential.name) {
        @if (credential.isGiven) {
          <p i18n class="dim">It has been given {{ credentialWords(credential) }}</p>
        } @else {
          <p i18n class="dim">
            It can be given {{ credentialWords(credential) }} Name a file with it by
            <code>{{ credential.variable }}_FILE</code> and start Pyxis again.
          </p>
        }
      }
      @if (source().canTry) {
        <details (toggle)="look($event)">
          <summary i18n>Recent requests</summary>
          @if (detail(); as told) {
            <ul class="answers">
              @for (answer of told.answers; track $index) {
                <li>
                  <span class="dim">{{ ago(answer.atMs) }}</span>
                  {{ answer.service }}: {{ answerWords(answer) }}
                </li>
              } @empty {
                <li i18n class="dim">Nothing was asked of it since the server started.</li>
              }
            </ul>
          } @else {
            <p class="dim">{{ failure() ?? oneMoment }}</p>
          }
        </details>
      }
      @if (!source().capabilities.includes('collection')) {
        <details (toggle)="weigh($event)">
          <summary i18n>Remove this source</summary>
          @if (holdings(); as told) {
            <ul class="answers">
              @for (holding of told.items; track holding.kind) {
                <li>
                  <b class="tabular">{{ inWords(holding.count) }}</b> {{ holdingWords(holding) }}
                </li>
              } @empty {
                <li i18n>Nothing from it is here, so nothing would be lost.</li>
              }
            </ul>
            <p i18n class="dim">
              To remove it, set <code>{{ told.setting }}: false</code> in the configuration and start Pyxis again.
            </p>
          } @else {
            <p class="dim">{{ failure() ?? oneMoment }}</p>
          }
        </details>
      }
    </div>
    @if (source().canTry) {
      <button type="button" class="button" [disabled]="isTrying()" (click)="tryNow()">
        {{ trying() }}
      </button>
    }
  `,
  styleUrl: './source-card.css',
})
export class SourceCard {
  protected readonly icons = ICONS;
  readonly source = input.required<SourceView>();
  /** Moves on while the page is open. */
  readonly nowMs = input.required<number>();
  readonly tried = output();
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  protected readonly detail = signal<SourceDetail | undefined>(undefined);
  protected readonly holdings = signal<HoldingList | undefined>(undefined);
  protected readonly failure = signal<string | undefined>(undefined);
  protected readonly isTrying = signal(false);
  protected readonly trying = computed(() => (this.isTrying() ? $localize`Trying …` : $localize`Try now`));
  protected readonly credentialWords = credentialInWords;
  protected readonly partWords = namedPart;
  protected readonly answerWords = answerInWords;
  protected readonly holdingWords = holdingInWords;
  protected readonly oneMoment = $localize`One moment …`;
  protected readonly inWords = numberInWords;
  protected readonly health = computed(() => healthInWords(this.source()));
  protected readonly times = computed(() => timesInWords(this.source(), this.nowMs()));

  protected ago(atMs: number): string {
    const span = spanInWords(this.nowMs() - atMs);
    return $localize`${span}:time: ago`;
  }

  protected async look(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open) return;
    try {
      this.detail.set(await this.api.read('/api/v1/sources/{id}', { path: { id: this.source().id } }));
    } catch (error) {
      this.failure.set(explain(error).message);
    }
  }

  /** What goes with it is asked for when somebody wants to take it away. */
  protected async weigh(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open) return;
    try {
      this.holdings.set(await this.api.read('/api/v1/sources/{id}/holdings', { path: { id: this.source().id } }));
    } catch (error) {
      this.failure.set(explain(error).message);
    }
  }

  protected async tryNow(): Promise<void> {
    this.isTrying.set(true);
    try {
      const told = await this.api.command('post', '/api/v1/sources/{id}/try', { path: { id: this.source().id } });
      this.detail.set(told);
      this.tried.emit();
      this.toasts.show(told.state === 'ok' ? $localize`${told.name}:source: answers.` : healthInWords(told));
    } catch (error) {
      this.toasts.show(explain(error).message);
    } finally {
      this.isTrying.set(false);
    }
  }
}
