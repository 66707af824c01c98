import { afterNextRender, afterRenderEffect, Component, computed, ElementRef, inject, linkedSignal, output, signal, viewChild } from '@angular/core'; // prettier-ignore
import { Command, Search } from 'lucide';
import type { TrackView } from '../../core/api/types';
import { Player } from '../../player/player';
import { Cover } from '../../ui/cover';
import { Highlighted } from '../../ui/highlighted';
import { type Found, playFound, searchEverything } from '../../media/everything-search';
import { Keyboard } from './keyboard';
import { extendGroups, type OptionGroup } from './option-groups';
import { type PaletteCommand, PaletteCommands } from './palette-commands';
import { Icon } from '../../ui/icon';

const ICONS = { command: Command, search: Search };

/** Of each kind, so many. */
const LIMIT = 4;

/** One row of the list. */
interface Option {
  readonly id: string;
  readonly label: string;
  readonly by?: string;
  readonly keys?: readonly string[] | undefined;
  /** What is drawn before it: a cover, or the sign of a command. */
  readonly cover?: {
    artworkId?: string;
    placeholder?: string;
    title: string;
    artist: string;
    isRound?: boolean;
    isLettered?: boolean;
  };
  /** Chosen by somebody, or not at all. */
  readonly isLoss?: boolean;
  /** Its letters are all there, and that is all. */
  readonly isGuess?: boolean;
  readonly run: () => unknown;
}

type Group = OptionGroup<Option> & { readonly isMore?: boolean };

/** What is shown of one search. */
interface Shown {
  readonly number: number;
  readonly groups: readonly Group[];
}

/**
 * One field for everything: commands, and whatever is in the library, by a few letters. A dialog of the browser's own,
 * which keeps the focus inside and gives it back; field and list are a combobox (WAI-ARIA Authoring Practices).
 */
@Component({
  selector: 'px-command-palette',
  imports: [Cover, Highlighted, Icon],
  templateUrl: './command-palette.html',
  styleUrl: './command-palette.css',
})
export class CommandPalette {
  protected readonly icons = ICONS;
  readonly closed = output();

  private readonly commands = inject(PaletteCommands);
  private readonly player = inject(Player);
  private readonly keyboard = inject(Keyboard);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');

  /** Letters that came before the palette did. */
  protected readonly begun = this.keyboard.takeTypedAhead();
  protected readonly query = signal(this.begun);
  protected readonly q = computed(() => this.query().trim());
  protected readonly search = searchEverything(this.q, LIMIT);

  private readonly shown = linkedSignal<Found | undefined, Shown | undefined>({
    source: this.search.found,
    computation: (found, before) => {
      if (!found) return undefined;
      const { number } = found;
      const known = before?.value;
      const shown = known && known.number === number ? known.groups : [];
      return { number, groups: extendGroups(shown, this.groupsOf(found)) };
    },
  });
  protected readonly groups = computed<readonly Group[]>(() =>
    (this.q() === '' ? this.unasked() : this.asked(this.q())).filter(({ options }) => options.length > 0),
  );
  private readonly options = computed(() => this.groups().flatMap(({ options }) => options));
  private readonly chosenId = signal<string | undefined>(undefined);
  /** The one that Enter takes. */
  protected readonly active = computed(
    () =>
      this.options().find(({ id }) => id === this.chosenId()) ??
      this.options().find((option) => this.mayBeMeant(option)),
  );
  protected readonly summary = computed(() => {
    if (this.q() === '' || this.search.isAsking()) return '';
    return this.groups()
      .filter(({ isMore }) => !isMore)
      .map(({ name, options }) => `${name}: ${options.length}`)
      .join(', ');
  });

  /** Who is still asked; empty where all have answered. */
  protected readonly standing = computed(() => {
    const asked = this.search.sources().filter(({ state }) => state === 'asking');
    if (this.q() === '' || asked.length === 0) return '';
    return $localize`Still asking ${asked.map(({ name }) => name).join(', ')}:services:…`;
  });

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
    afterRenderEffect(() => {
      this.active();
      this.list().nativeElement.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    });
  }

  private unasked(): Group[] {
    return [
      { name: $localize`Used last`, options: this.commands.usedLast().map((command) => this.ofCommand(command)) },
      { name: $localize`Commands`, options: this.commands.others().map((command) => this.ofCommand(command)) },
    ];
  }

  /**
   * One order for commands and music: commands that are called so, then what was found, then commands that are merely something
   * like it.
   */
  private asked(q: string): Group[] {
    const fitting = this.commands.matching(q);
    const [called, like] = [true, false].map((isCalled) =>
      fitting
        .filter(({ fit }) => (fit.kind === 'called') === isCalled)
        .map(({ command, fit }) => ({ ...this.ofCommand(command), isGuess: fit.kind === 'guess' })),
    );
    return [
      { name: $localize`Commands`, options: called ?? [] },
      ...(this.shown()?.groups ?? []),
      { name: called?.length ? $localize`Other commands` : $localize`Commands`, options: like ?? [] },
      { name: $localize`More`, isMore: true, options: [this.wholeSearch()] },
    ];
  }

  /** Whether Enter takes it though nobody has chosen it: a guess is none while somebody is asked who may know better. */
  private mayBeMeant({ isLoss = false, isGuess = false }: Option): boolean {
    return !isLoss && !(isGuess && this.search.isAsking());
  }

  protected type(text: string): void {
    this.query.set(text);
    this.chosenId.set(undefined);
  }

  protected point(option: Option): void {
    this.chosenId.set(option.id);
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const isAgain = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
    if (isAgain) this.close();
    else if (event.key === 'Enter') this.choose(this.active());
    else if (event.key === 'ArrowDown') this.move(1);
    else if (event.key === 'ArrowUp') this.move(-1);
    else return;
    event.preventDefault();
  }

  protected choose(option: Option | undefined): void {
    if (!option) return;
    // Closed first, so that the focus goes where the command puts it.
    this.close();
    option.run();
  }

  /** A press on the dialog itself is one beside what is in it. */
  protected onPress(event: Event): void {
    if (event.target === this.dialog().nativeElement) this.close();
  }

  private close(): void {
    this.dialog().nativeElement.close();
  }

  private move(by: 1 | -1): void {
    const options = this.options();
    const at = options.findIndex((option) => option === this.active());
    this.chosenId.set(options[(at + by + options.length) % options.length]?.id);
  }

  private ofCommand(command: PaletteCommand): Option {
    return { ...command, run: () => this.commands.run(command) };
  }

  /** What there is, beginning with the kind that is most likely meant. */
  private groupsOf(found: Found): Group[] {
    const { top } = found.response;
    const { albums, artists, tracks, playlists, shows, episodes, stations } = found.response;
    const toPlay = (list: readonly TrackView[]): Option[] =>
      list.filter(({ isMissing }) => !isMissing).map((track) => this.ofTrack(track, found));
    const groups: (Group & { kind: string })[] = [
      {
        kind: 'artist',
        name: $localize`Artists`,
        options: artists.map(({ id, name, artworkId, placeholder, sourceId }) => ({
          id: `artist-${id}`,
          label: name,
          ...(sourceId !== undefined && { by: nameOf(found, sourceId) }),
          cover: { artworkId, placeholder, title: name, artist: '', isRound: true },
          run: () => this.open(`/artist/${id}`),
        })),
      },
      {
        kind: 'album',
        name: $localize`Albums`,
        options: albums.map(({ id, title, artist, artworkId, placeholder, sourceId }) => ({
          id: `album-${id}`,
          label: title,
          by: lineOf(artist, found, sourceId),
          cover: { artworkId, placeholder, title, artist },
          run: () => this.open(`/album/${id}`),
        })),
      },
      { kind: 'track', name: $localize`Tracks, to play`, options: toPlay(tracks) },
      {
        kind: 'playlist',
        name: $localize`Playlists`,
        options: playlists.map(({ id, title, owner, artworkId, sourceId }) => ({
          id: `playlist-${id}`,
          label: title,
          by: sourceId === undefined ? $localize`Yours` : [owner, nameOf(found, sourceId)].filter(Boolean).join(' · '),
          cover: { artworkId, title, artist: owner ?? '' },
          run: () => this.open(`/playlist/${id}`),
        })),
      },
      {
        kind: 'show',
        name: $localize`Podcasts`,
        options: shows.map(({ id, title, author, artworkId, placeholder }) => ({
          id: `show-${id}`,
          label: title,
          ...(author !== undefined && { by: author }),
          cover: { artworkId, placeholder, title, artist: author ?? '' },
          run: () => this.open(`/podcast/${id}`),
        })),
      },
      { kind: 'station', name: $localize`Stations, to play`, options: toPlay(stations) },
      { kind: 'episode', name: $localize`Episodes, to play`, options: toPlay(episodes) },
    ];
    return groups
      .sort((a, b) => Number(b.kind === top?.kind) - Number(a.kind === top?.kind))
      .filter(({ options }) => options.length > 0);
  }

  private ofTrack(track: TrackView, found: Found): Option {
    const { id, title, artist, album, kind, artworkId, placeholder, sourceId } = track;
    return {
      id: `track-${id}`,
      label: title,
      // Its group says what kind it is.
      by: lineOf(artist, found, sourceId),
      cover: { artworkId, placeholder, title: album.title || title, artist, isLettered: kind === 'station' },
      run: () => {
        this.search.remember();
        playFound(this.player, found, track);
      },
    };
  }

  private open(address: string): void {
    this.search.remember();
    this.keyboard.goTo(address);
  }

  private wholeSearch(): Option {
    const q = this.q();
    const address = `/search?${new URLSearchParams({ q }).toString()}`;
    return { id: 'search', label: $localize`Search for “${q}:words:”`, run: () => this.keyboard.goTo(address) };
  }
}

/** What people call a source. */
function nameOf({ response }: Found, sourceId: string): string {
  return response.sources.find(({ id }) => id === sourceId)?.name ?? sourceId;
}

/** By whom it is, and where, if it is in no library. */
function lineOf(artist: string, found: Found, sourceId: string | undefined): string {
  return sourceId === undefined ? artist : [artist, nameOf(found, sourceId)].filter(Boolean).join(' · ');
}
